import type { IDataObject } from 'n8n-workflow';

import type { ApiObject } from './apiObject';
import { charge } from './charge';

/** One of the times for which a subscription is paid, with the charge that pays it. */
export const subscriptionPeriod = {
	properties: {
		id: 'text',
		object: 'text',
		startTime: 'time',
		endTime: 'time',
		charge: charge.properties,
	},
	sure: ['id'],
	simplified: [
		'id',
		'startTime',
		'endTime',
		'chargeId',
		'orderNo',
		'amount',
		'currency',
		'status',
		'paid',
		'paidTime',
	],
	derived: {
		chargeId: { type: 'text', from: (period) => chargeOf(period).id ?? null },
		orderNo: { type: 'text', from: (period) => chargeOf(period).orderNo ?? null },
		amount: { type: 'integer', from: (period) => chargeOf(period).amount ?? null },
		currency: { type: 'text', from: (period) => chargeOf(period).currency ?? null },
		status: { type: 'text', from: (period) => chargeOf(period).status ?? null },
		paid: { type: 'flag', from: (period) => chargeOf(period).paid === true },
		paidTime: { type: 'time', from: (period) => chargeOf(period).paidTime ?? null },
	},
} satisfies ApiObject;

function chargeOf({ charge: found }: IDataObject): IDataObject {
	return (found ?? {}) as IDataObject;
}
