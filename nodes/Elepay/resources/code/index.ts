import type { INodeProperties } from 'n8n-workflow';

import { close } from './close';
import { codeIdField } from './codeId';
import { create, createFields } from './create';
import { get } from './get';

/** Resource "EasyQR Code": its operations and their fields. */
export const codeProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['code'] } },
		options: [close, create, get],
		default: 'create',
	},
	codeIdField,
	...createFields,
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		displayOptions: { show: { resource: ['code'], operation: ['create', 'get'] } },
		default: false,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];
