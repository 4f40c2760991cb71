import type { IDataObject } from 'n8n-workflow';

import { paymentMethod } from '../../../api/objects/paymentMethod';
import { limit, returnAll } from '../../fields/list';
import type { Operation } from '../../run/operation';

/** What elepay answers: all of them at once, so that there is nothing to page through. */
interface Answer extends IDataObject {
	paymentMethods: IDataObject[];
}

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many payment methods',
	description: 'List the payment methods that are enabled for EasyQR codes',
	request: 'GET /code-setting/payment-methods',
	fields: [],
	settings: [returnAll, limit],
	subject: () => ({ subject: 'The list of payment methods', name: 'payment methods' }),
	gives: paymentMethod,
	isExpected: (body) =>
		typeof body === 'object' &&
		body !== null &&
		'paymentMethods' in body &&
		Array.isArray(body.paymentMethods),
	perform: async (row) => {
		const { returnAll: all, limit: most = limit.default } = row.settings;
		const { paymentMethods } = await row.send<Answer>();
		return paymentMethods.slice(0, all ? undefined : Number(most)).map((json) => ({ json }));
	},
	repeat: 'always',
};
