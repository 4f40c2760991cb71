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
		paidTime: 'time',
		refundTime: 'time',
		expiryTime: 'time',
		settleTime: 'time',
		createTime: 'time',
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

/**
 * How much of a charge has been given back, or is about to be. Whether elepay's own sum counts what is
 * on its way isn't documented, so the larger one counts.
 */
export function refundedAmount({ refunds }: IDataObject): number {
	const { amount, data } = (refunds ?? {}) as { amount?: number; data?: IDataObject[] };
	const sum = (data ?? []).reduce((total, refund) => total + Number(refund.amount), 0);
	return Math.max(Number(amount ?? 0), sum);
}
