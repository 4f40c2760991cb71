import type { INodeProperties } from 'n8n-workflow';

import { getAll, getAllFields } from './getAll';

/** Resource "Payment Method": its operations and their fields. */
export const paymentMethodProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['paymentMethod'] } },
		options: [getAll],
		default: 'getAll',
	},
	...getAllFields,
];
