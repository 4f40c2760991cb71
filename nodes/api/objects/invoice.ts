import type { IDataObject } from 'n8n-workflow';

import type { ApiObject } from './apiObject';
import { customer } from './customer';

export const invoice = {
	properties: {
		id: 'text',
		object: 'text',
		liveMode: 'flag',
		customer: customer.properties,
		invoiceNo: 'text',
		name: 'text',
		memo: 'text',
		amount: 'integer',
		currency: 'text',
		status: 'text',
		operator: 'text',
		invoiceTime: 'time',
		sendTime: 'time',
		paidTime: 'time',
		expiryTime: 'time',
		createTime: 'time',
		fields: ['text'],
		items: [
			{
				id: 'text',
				object: 'text',
				name: 'text',
				unitPrice: 'integer',
				quantity: 'integer',
				unit: 'text',
				taxRateType: 'text',
				currency: 'text',
				transactionTime: 'time',
			},
		],
		remark: 'text',
		metadata: 'map',
		enableAutoCharge: 'flag',
	},
	sure: ['id', 'status'],
	simplified: [
		'id',
		'invoiceNo',
		'name',
		'customerId',
		'customerName',
		'amount',
		'currency',
		'status',
		'expiryTime',
		'paidTime',
	],
	derived: {
		customerId: { type: 'text', from: (of) => customerOf(of).id ?? null },
		customerName: { type: 'text', from: (of) => customerOf(of).name ?? null },
	},
} satisfies ApiObject;

function customerOf({ customer: found }: IDataObject): IDataObject {
	return (found ?? {}) as IDataObject;
}
