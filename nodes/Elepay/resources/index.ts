import { charge } from './charge';
import { code } from './code';
import { customer } from './customer';
import { dispute } from './dispute';
import { location } from './location';
import { paymentMethod } from './paymentMethod';
import { reader } from './reader';
import { refund } from './refund';
import type { Resource } from './resource';
import { source } from './source';

/** Everything that the node can do. */
export const resources: readonly Resource[] = [
	code,
	charge,
	refund,
	customer,
	source,
	location,
	dispute,
	paymentMethod,
	reader,
];
