import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { fetchList, nextPage, PAGE_SIZE } from './fetchList';

/**
 * Locations whose name has the filter in it, in kanji, kana or romaji. elepay can't search them, so
 * pages are looked through until one has something to show.
 */
export async function searchLocations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = comparable(filter ?? '');
	let page = paginationToken;
	for (;;) {
		const offset = Number(page ?? 0);
		const { entries, total } = await fetchList(this, '/locations', 'locations', {
			limit: PAGE_SIZE,
			offset,
		});
		page = nextPage(offset, entries, total);
		const results = entries
			.filter((location) => namesOf(location).some((name) => comparable(name).includes(wanted)))
			.map((location) => ({ name: labelOf(location), value: String(location.id) }));
		if (results.length > 0 || page === undefined) return { results, paginationToken: page };
	}
}

function namesOf({ name, id }: IDataObject): string[] {
	const { kanji, kana, romaji } = (name ?? {}) as IDataObject;
	const names = [kanji, kana, romaji].filter(
		(part): part is string => typeof part === 'string' && part !== '',
	);
	return names.length > 0 ? names : [String(id)];
}

function labelOf(location: IDataObject): string {
	const names = namesOf(location);
	const first = names[0];
	const last = names.at(-1);
	return first === last ? String(first) : `${first} (${last})`;
}

/** Without case, width, and the difference between hiragana and katakana. */
function comparable(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
