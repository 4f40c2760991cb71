import type { Operation } from '../../run/operation';
import { deleted } from '../ended';
import { customerId, customerNamed } from './fields';

export const deleteCustomer: Operation = {
	...deleted('customer', 'customers'),
	action: 'Delete customer',
	description: 'Delete a customer. Final: it cannot be brought back.',
	request: 'DELETE /customers/{customerId}',
	fields: [customerId],
	subject: customerNamed,
};
