import { searchOf, withDetails } from './searchOf';

/** Customers. */
export const searchCustomers = searchOf({
	path: '/customers',
	property: 'customers',
	kind: 'searched',
	labelOf: ({ name, email, phone, id }) =>
		name ? withDetails(name, email || phone) : String(email || phone || id),
});
