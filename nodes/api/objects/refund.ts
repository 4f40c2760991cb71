import type { IDataObject } from 'n8n-workflow';

import type { ApiObject } from './apiObject';

/** The name under which a refund's metadata has the user's own reference. */
export const REFERENCE = 'reference';

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
		refundedTime: 'time',
		createTime: 'time',
	},
	sure: ['id'],
	simplified: [
		'id',
		'chargeId',
		'amount',
		'currency',
		'status',
		'reason',
		'reference',
		'refundedTime',
		'createTime',
	],
	derived: {
		reference: {
			type: 'text',
			from: ({ metadata }) => ((metadata ?? {}) as IDataObject)[REFERENCE] ?? null,
		},
	},
} satisfies ApiObject;
