import { paymentMethod } from '../../../api/objects/paymentMethod';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

export const getAll: Operation = {
	...getMany(paymentMethod, 'paymentMethods', 'whole'),
	action: 'Get many payment methods',
	description: 'List the payment methods that are enabled for EasyQR codes',
	request: 'GET /code-setting/payment-methods',
	fields: [],
	subject: () => ({ subject: 'The list of payment methods', name: 'payment methods' }),
};
