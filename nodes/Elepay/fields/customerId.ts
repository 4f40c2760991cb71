import type { Field } from './field';
import { picker } from './pickers';

/** A customer. */
export const customerId: Field = {
	displayName: 'Customer',
	name: 'customerId',
	description: 'The customer, from the list or by ID',
	...picker('searchCustomers', 'e.g. cus_…'),
};

/** What people call its column, where nothing else can be meant. */
export const CUSTOMER_COLUMNS = ['顧客', '顧客ID', '顧客番号'];
