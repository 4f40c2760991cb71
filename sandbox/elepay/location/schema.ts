import { PAGE_FROM_0 } from '../paging';
import { bodyOf, queryOf, text } from '../schema';

const TEXT = { type: 'string' };

const transliterated = (part: object) => bodyOf({ kanji: part, kana: part, romaji: part });

const FIELDS = {
	name: transliterated(TEXT),
	tel: text(20),
	zip: text(8),
	address: transliterated(
		bodyOf({ pref: TEXT, city: TEXT, town: TEXT, address1: TEXT, address2: TEXT }),
	),
	latitude: { type: 'number' },
	longitude: { type: 'number' },
	note: TEXT,
	status: { enum: ['active', 'submitted'] },
};

export const LOCATIONS_QUERY = queryOf(PAGE_FROM_0);

export const NEW_LOCATION = bodyOf(FIELDS, ['name', 'tel', 'zip', 'address']);

export const LOCATION_UPDATE = bodyOf(FIELDS);
