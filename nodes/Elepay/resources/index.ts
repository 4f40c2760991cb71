import { charge } from './charge';
import { code } from './code';
import { invoice } from './invoice';
import { paymentMethod } from './paymentMethod';
import { refund } from './refund';
import type { Resource } from './resource';
import { subscription } from './subscription';

/** Everything that the node can do. */
export const resources: readonly Resource[] = [
	code,
	invoice,
	charge,
	refund,
	subscription,
	paymentMethod,
];
