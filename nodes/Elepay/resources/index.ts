import { charge } from './charge';
import { code } from './code';
import { customer } from './customer';
import { dispute } from './dispute';
import { invoice } from './invoice';
import { location } from './location';
import { paymentMethod } from './paymentMethod';
import { reader } from './reader';
import { refund } from './refund';
import type { Resource } from './resource';
import { source } from './source';
import { subscription } from './subscription';

/** Everything that the node can do. */
export const resources: readonly Resource[] = [
	code,
	invoice,
	charge,
	refund,
	customer,
	source,
	subscription,
	location,
	dispute,
	paymentMethod,
	reader,
];
