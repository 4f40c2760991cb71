import type { IDataObject } from 'n8n-workflow';

import type { ApiObject } from './apiObject';
import { cardInfo } from './cardInfo';
import { location } from './location';
import { refund } from './refund';

export const charge = {
	properties: {
		id: 'text',
		appId: 'text',
		object: 'text',
		liveMode: 'flag',
		amount: 'integer',
		authorizeAmount: 'integer',
		currency: 'text',
		authorize: 'flag',
		paymentMethod: 'text',
		resource: 'text',
		orderNo: 'text',
		description: 'text',
		location: location.properties,
		extra: 'map',
		metadata: 'map',
		cardInfo,
		voucherNo: 'text',
		clientIp: 'text',
		paid: 'flag',
		refunded: 'flag',
		disputed: 'flag',
		refunds: { amount: 'integer', totalCount: 'integer', data: [refund.properties] },
		status: 'text',
		codeContent: 'text',
		credential: 'text',
		paidTime: 'integer',
		refundTime: 'integer',
		expiryTime: 'integer',
		settleTime: 'integer',
		createTime: 'integer',
	},
	sure: ['id'],
	simplified: [
		'id',
		'orderNo',
		'amount',
		'currency',
		'status',
		'paid',
		'refundedAmount',
		'paymentMethod',
		'paidTime',
		'voucherNo',
	],
	derived: {
		refundedAmount: { type: 'integer', from: refundedAmount },
	},
} satisfies ApiObject;

/** How much of a charge has been given back, or is about to be. */
export function refundedAmount({ refunds }: IDataObject): number {
	return Number((refunds as IDataObject | null | undefined)?.amount ?? 0);
}
