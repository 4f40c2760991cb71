import type { ApiObject } from './apiObject';

export const refund = {
	properties: {
		id: 'text',
		object: 'text',
		chargeId: 'text',
		liveMode: 'flag',
		amount: 'integer',
		currency: 'text',
		metadata: 'map',
		reason: 'text',
		status: 'text',
		refundedTime: 'integer',
		createTime: 'integer',
	},
	sure: ['id'],
} satisfies ApiObject;
