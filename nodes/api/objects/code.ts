import type { IDataObject } from 'n8n-workflow';

import type { ApiObject, PropertyType } from './apiObject';
import { charge } from './charge';
import { customer } from './customer';
import { source } from './source';

/** An EasyQR code: these properties are sure, whatever else a version of the API adds. */
export interface Code extends IDataObject {
	id: string;
	codeUrl: string;
}

export const code = {
	properties: {
		id: 'text',
		object: 'text',
		liveMode: 'flag',
		codeUrl: 'text',
		amount: 'integer',
		currency: 'text',
		orderNo: 'text',
		description: 'text',
		extra: 'map',
		metadata: 'map',
		status: 'text',
		charge: charge.properties,
		customer: customer.properties,
		source: source.properties,
		activeSources: [source.properties],
		frontUrl: 'text',
		items: [
			{
				name: 'text',
				image: 'text',
				price: 'integer',
				count: 'integer',
			},
		],
		locationId: 'text',
		expired: 'flag',
		expiryTime: 'time',
		expiryPeriod: 'integer',
		createTime: 'time',
		shouldCreateSource: 'flag',
	},
	sure: ['id', 'codeUrl'],
	simplified: [
		'id',
		'codeUrl',
		'status',
		'amount',
		'currency',
		'orderNo',
		'liveMode',
		'expiryTime',
		'createTime',
		'frontUrl',
	],
} satisfies ApiObject;

/** A code, reduced to whether and how it was paid. */
export const payment = {
	...code,
	simplified: [
		'id',
		'status',
		'paid',
		'orderNo',
		'amount',
		'currency',
		'codeUrl',
		'chargeId',
		'paymentMethod',
		'paidTime',
	],
	derived: {
		paid: { type: 'flag', from: ({ status }) => status === 'captured' },
		chargeId: ofCharge('id', 'text'),
		paymentMethod: ofCharge('paymentMethod', 'text'),
		paidTime: ofCharge('paidTime', 'time'),
	},
} satisfies ApiObject;

/** A code, reduced to what somebody needs who registers a payment method. */
export const registration = {
	...code,
	simplified: [
		'id',
		'codeUrl',
		'status',
		'customerId',
		'liveMode',
		'expiryTime',
		'createTime',
		'frontUrl',
	],
	derived: {
		customerId: { type: 'text', from: (_code, asked) => asked.customerId },
	},
} satisfies ApiObject;

/** What is told of the charge with which a code was paid. */
export function ofCharge(name: string, type: PropertyType) {
	const from = ({ charge: paid }: IDataObject) => ((paid ?? {}) as IDataObject)[name] ?? null;
	return { type, from };
}
