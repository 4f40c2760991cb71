import type { IDataObject } from 'n8n-workflow';

import { searchOf, withDetails } from './searchOf';

/** Locations, by their names in kanji, kana or romaji. */
export const searchLocations = searchOf({
	path: '/locations',
	property: 'locations',
	kind: 'pages',
	namesOf,
	labelOf(location) {
		const [first, ...others] = new Set(namesOf(location));
		return withDetails(first, others.at(-1));
	},
});

function namesOf({ name, id }: IDataObject): string[] {
	const { kanji, kana, romaji } = (name ?? {}) as IDataObject;
	const names = [kanji, kana, romaji].filter(
		(part): part is string => typeof part === 'string' && part !== '',
	);
	return names.length > 0 ? names : [String(id)];
}
