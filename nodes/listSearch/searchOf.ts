import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { asFailure } from '../api/failure';
import { PAGE_SIZE } from '../api/lists';
import { fetchList } from './fetchList';

/** A list of elepay's that a picker shows. */
interface PickerList {
	/** Its path, e.g. "/locations", which may depend on what is chosen in the node. */
	path: string | ((context: ILoadOptionsFunctions) => string);
	/** The property of the answer that holds the entries. */
	property: string;
	/** elepay gives it in pages and searches it, gives it in pages only, or gives it whole. */
	kind: 'searched' | 'pages' | 'whole';
	labelOf(entry: IDataObject): string;
	/** What the filter is looked for in; the label unless given. */
	namesOf?(entry: IDataObject): string[];
}

/**
 * The search behind a picker, as n8n calls it. Where elepay can't search, pages are looked through
 * until one has something to show.
 */
export function searchOf(list: PickerList) {
	return async function (
		this: ILoadOptionsFunctions,
		filter = '',
		page?: string,
	): Promise<INodeListSearchResult> {
		return await find(this, list, filter, page).catch((thrown: unknown) => {
			const { message, description } = asFailure(thrown);
			const error = new NodeOperationError(this.getNode(), message);
			// n8n shows nothing else. Set afterwards: the constructor replaces messages with words such as
			// "ECONNREFUSED" in them
			error.message = `${message}. ${description}`;
			throw error;
		});
	};
}

/**
 * @param page how many entries were before
 */
async function find(
	context: ILoadOptionsFunctions,
	{ path, property, kind, labelOf, namesOf = (entry) => [labelOf(entry)] }: PickerList,
	filter: string,
	page = '0',
): Promise<INodeListSearchResult> {
	const wanted = comparable(filter);
	const isWanted = (entry: IDataObject) =>
		kind === 'searched' || namesOf(entry).some((name) => comparable(name).includes(wanted));
	const url = typeof path === 'string' ? path : path(context);
	const keyword = kind === 'searched' && filter !== '' ? { keyword: filter } : {};
	for (let offset = Number(page); ; offset += PAGE_SIZE) {
		const qs = kind === 'whole' ? {} : { ...keyword, limit: PAGE_SIZE, offset };
		const entries = await fetchList(context, url, property, qs);
		const results = entries
			.filter(isWanted)
			.map((entry) => ({ name: labelOf(entry), value: String(entry.id) }));
		const isLast = kind === 'whole' || entries.length < PAGE_SIZE;
		if (isLast) return { results };
		if (results.length > 0) return { results, paginationToken: String(offset + PAGE_SIZE) };
	}
}

/** Without case, width, and the difference between hiragana and katakana. */
function comparable(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** "Name (detail, detail)"; details that aren't there are left out. */
export function withDetails(name: unknown, ...details: unknown[]): string {
	const shown = details.filter(
		(detail) => detail !== undefined && detail !== null && detail !== '',
	);
	return shown.length > 0 ? `${String(name)} (${shown.map(String).join(', ')})` : String(name);
}
