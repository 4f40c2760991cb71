import { CHARGE_CALLS } from './charge/calls';
import { CODE_CALLS } from './code/calls';
import { CUSTOMER_CALLS } from './customer/calls';
import { DISPUTE_CALLS } from './dispute/calls';
import { INVOICE_CALLS } from './invoice/calls';
import { LOCATION_CALLS } from './location/calls';
import { PAYMENT_METHOD_CALLS } from './paymentMethod/calls';
import { READER_CALLS } from './reader/calls';
import { REFUND_CALLS } from './refund/calls';
import { SOURCE_CALLS } from './source/calls';
import { SUBSCRIPTION_CALLS } from './subscription/calls';

export type { ApiRequest, Call, Calls } from './call';

/** All calls of elepay's public API. */
export const CALLS = {
	...CODE_CALLS,
	...INVOICE_CALLS,
	...CHARGE_CALLS,
	...REFUND_CALLS,
	...CUSTOMER_CALLS,
	...SOURCE_CALLS,
	...LOCATION_CALLS,
	...SUBSCRIPTION_CALLS,
	...DISPUTE_CALLS,
	...PAYMENT_METHOD_CALLS,
	...READER_CALLS,
};

export type ApiRoute = keyof typeof CALLS;

/** The names of all calls, e.g. for faults. */
export const API_ROUTES = Object.keys(CALLS) as ApiRoute[];

/** Whether a text names one of the API's calls. */
export function isApiRoute(name: string): name is ApiRoute {
	return Object.hasOwn(CALLS, name);
}
