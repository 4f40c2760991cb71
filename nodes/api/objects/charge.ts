import type { ApiObject } from './apiObject';
import { cardInfo } from './cardInfo';
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
} satisfies ApiObject;
