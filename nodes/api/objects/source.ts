import type { IDataObject } from 'n8n-workflow';

import type { ApiObject } from './apiObject';
import { cardInfo } from './cardInfo';

/** A saved way to pay of a customer. */
export const source = {
	properties: {
		id: 'text',
		object: 'text',
		customerId: 'text',
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
	simplified: [
		'id',
		'customerId',
		'status',
		'paymentMethod',
		'resource',
		'description',
		'brand',
		'last4',
		'wallet',
		'metadata',
	],
	derived: {
		// Not every version of the API tells it
		customerId: { type: 'text', from: (source, asked) => source.customerId ?? asked.customerId },
		brand: { type: 'text', from: ofCard('brand') },
		last4: { type: 'text', from: ofCard('last4') },
		wallet: { type: 'text', from: ofCard('wallet') },
	},
} satisfies ApiObject;

/** Nothing else of a card is for everybody's eyes. */
function ofCard(name: 'brand' | 'last4' | 'wallet') {
	return ({ cardInfo: card }: IDataObject) => ((card ?? {}) as IDataObject)[name] ?? null;
}
