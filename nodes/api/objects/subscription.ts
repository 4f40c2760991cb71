import type { IDataObject } from 'n8n-workflow';

import type { ApiObject } from './apiObject';
import { customer } from './customer';

export const subscription = {
	properties: {
		id: 'text',
		appId: 'text',
		object: 'text',
		liveMode: 'flag',
		customerId: 'text',
		customer: customer.properties,
		nextChargeTime: 'time',
		isCharging: 'flag',
		chargedPeriods: 'integer',
		metadata: 'map',
		status: 'text',
		createTime: 'time',
		updateTime: 'time',
	},
	sure: ['id', 'status'],
	simplified: [
		'id',
		'customerId',
		'customerName',
		'status',
		'nextChargeTime',
		'isCharging',
		'chargedPeriods',
		'metadata',
		'createTime',
	],
	derived: {
		customerName: {
			type: 'text',
			from: ({ customer: found }) => ((found ?? {}) as IDataObject).name ?? null,
		},
	},
} satisfies ApiObject;
