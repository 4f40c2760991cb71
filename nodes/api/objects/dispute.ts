import type { ApiObject } from './apiObject';

/** A customer's bank wants a payment back. */
export const dispute = {
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
		resolvedTime: 'time',
		createTime: 'time',
	},
	sure: ['id'],
	simplified: [
		'id',
		'chargeId',
		'status',
		'amount',
		'currency',
		'reason',
		'createTime',
		'resolvedTime',
	],
} satisfies ApiObject;
