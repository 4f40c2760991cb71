import { source } from '../../../api/objects/source';
import type { Field } from '../../fields/field';
import { filters } from '../../fields/group';
import { PAYMENT_METHODS } from '../../../api/paymentMethods';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';
import { customerId, customerNamed } from '../customer/fields';

const paymentMethod: Field = {
	displayName: 'Payment Method',
	name: 'paymentMethod',
	type: 'options',
	options: PAYMENT_METHODS,
	default: 'creditcard',
	description: 'Only sources of this kind',
};

export const getAll: Operation = {
	...getMany(source, 'sources', 'whole'),
	action: 'Get many sources',
	description: 'List the saved payment methods of a customer',
	request: 'GET /customers/{customerId}/sources',
	fields: [customerId, filters(paymentMethod)],
	subject: customerNamed,
};
