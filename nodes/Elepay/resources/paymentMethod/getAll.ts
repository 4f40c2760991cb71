import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeNumber } from '../../request/values';
import type { Operation } from '../../transport/operation';
import { perItem } from '../../transport/perItem';

const showOnlyForGetAll = { resource: ['paymentMethod'], operation: ['getAll'] };

const listPaymentMethods: Operation<{ paymentMethods: IDataObject[] }> = {
	prepare(context, parameters) {
		readLimit(parameters.read(context, 'limit', 50));
		return { subject: 'The list of payment methods', name: 'payment methods' };
	},

	isExpected: (body): body is { paymentMethods: IDataObject[] } =>
		typeof body === 'object' &&
		body !== null &&
		'paymentMethods' in body &&
		Array.isArray(body.paymentMethods),

	// elepay gives all of them at once; there is nothing to page through
	async toItems(context, { paymentMethods }, parameters) {
		const returnAll = parameters.read(context, 'returnAll', false) === true;
		const limit = returnAll ? undefined : readLimit(parameters.read(context, 'limit', 50));
		return paymentMethods.slice(0, limit).map((json) => ({ json }));
	},

	labels: {},

	repeatable: true,
};

const readLimit = (value: unknown) => wholeNumber({ min: 1 })(value, 'Limit') ?? 50;

/** Get Many as it stands in the list of operations. */
export const getAll: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many payment methods',
	description: 'List the payment methods that are enabled for EasyQR codes',
	routing: {
		request: { method: 'GET', url: '/code-setting/payment-methods' },
		...perItem(listPaymentMethods),
	},
};

/** The fields of Get Many. */
export const getAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		displayOptions: { show: showOnlyForGetAll },
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { ...showOnlyForGetAll, returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];
