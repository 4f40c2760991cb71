import type { INodeProperties } from 'n8n-workflow';

import { create, createFields } from './create';

/** Resource "EasyQR Code": its operations and their fields. */
export const codeProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['code'] } },
		options: [create],
		default: 'create',
	},
	...createFields,
];
