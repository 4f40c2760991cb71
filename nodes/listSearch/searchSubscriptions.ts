import type { IDataObject } from 'n8n-workflow';

import { searchOf, withDetails } from './searchOf';

/** Subscriptions, by their customers: elepay tells no names of subscriptions. */
export const searchSubscriptions = searchOf({
	path: '/subscriptions',
	property: 'subscriptions',
	kind: 'pages',
	labelOf({ customer, customerId, status, id }) {
		const { name, email } = (customer ?? {}) as IDataObject;
		return withDetails(name || email || customerId || id, name && email, status, id);
	},
});
