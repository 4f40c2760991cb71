import { paymentMethod } from '../../../api/objects/paymentMethod';
import type { Field } from '../../fields/field';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

const availableFor: Field = {
	displayName: 'Available For',
	name: 'availableFor',
	type: 'options',
	options: [
		{
			name: 'Account',
			value: 'account',
			description: 'All that the account can use, and what each can do, such as refunds',
		},
		{
			name: 'EasyQR Codes',
			value: 'code',
			description: 'Those that EasyQR codes can be paid with',
		},
	],
	default: 'code',
	description: 'Which payment methods to list',
};

const list = getMany(paymentMethod, 'paymentMethods', 'whole');

export const getAll: Operation = {
	...list,
	action: 'Get many payment methods',
	description: 'List the payment methods that are enabled for EasyQR codes or for the account',
	request: 'GET /code-setting/payment-methods',
	fields: [],
	settings: [availableFor, ...list.settings],
	subject: () => ({ subject: 'The list of payment methods', name: 'payment methods' }),
	perform: async (row) =>
		await list.perform(
			row,
			row.settings.availableFor === 'account' ? { ...row.call, url: '/payment-methods' } : row.call,
		),
};
