import type { ApiObject } from './apiObject';
import { cardInfo } from './cardInfo';

/** A saved way to pay of a customer. */
export const source = {
	properties: {
		id: 'text',
		object: 'text',
		liveMode: 'flag',
		paymentMethod: 'text',
		resource: 'text',
		description: 'text',
		extra: 'map',
		info: 'map',
		cardInfo,
		metadata: 'map',
		credential: 'text',
		status: 'text',
	},
	sure: ['id'],
} satisfies ApiObject;
