import type { IDataObject } from 'n8n-workflow';

import type { ApiObject, Properties } from './apiObject';

const address: Properties = {
	pref: 'text',
	city: 'text',
	town: 'text',
	address1: 'text',
	address2: 'text',
};

/** A store. */
export const location = {
	properties: {
		id: 'text',
		name: { kanji: 'text', kana: 'text', romaji: 'text' },
		tel: 'text',
		zip: 'text',
		address: { kanji: address, kana: address, romaji: address },
		latitude: 'number',
		longitude: 'number',
		note: 'text',
		status: 'text',
	},
	sure: ['id'],
} satisfies ApiObject;

/** A charge carries its location as an object, a card reader as an ID; refunds and sources have none. */
export function locationIdOf({ location: store, locationId }: IDataObject): string | undefined {
	const id = (store as IDataObject | null | undefined)?.id ?? locationId;
	return typeof id === 'string' ? id : undefined;
}
