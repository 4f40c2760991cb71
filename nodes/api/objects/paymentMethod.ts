import type { ApiObject } from './apiObject';

export const paymentMethod = {
	properties: {
		paymentMethod: 'text',
		resources: ['text'],
		brand: ['text'],
		ua: 'text',
		channelProperties: {
			isSupportRefund: 'flag',
			isSupportPartialRefund: 'flag',
			isSupportMultipleRefund: 'flag',
			isSupportSource: 'flag',
			isSupportMultipleSource: 'flag',
			maxAmount: 'integer',
			minAmount: 'integer',
			resourceWebEnv: 'text',
		},
		customerProperties: {
			isSupportCustomer: 'flag',
			isSupportMultipleSource: 'flag',
		},
	},
	sure: ['paymentMethod'],
} satisfies ApiObject;
