import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { hasList, PAGE_SIZE } from '../../api/lists';
import type { ApiObject } from '../../api/objects/apiObject';
import { limit, returnAll } from '../fields/list';
import { simplifyOn } from '../fields/simplify';
import type { Call, Operation } from './operation';
import type { Row } from './row';

/** How elepay gives a list: whole; in pages; in pages of what there was before a moment; or these sorted too. */
export type ListKind = 'whole' | 'pages' | 'pagesUntil' | 'sortedPagesUntil';

/**
 * What all operations have in common that list things.
 *
 * @param gives one entry
 * @param key the property of the answer that holds the entries
 * @param isWanted leaves entries out that elepay can't
 */
export function getMany(
	gives: ApiObject,
	key: string,
	kind: ListKind,
	isWanted?: (entry: IDataObject, values: IDataObject) => boolean,
) {
	return {
		name: 'Get Many',
		value: 'getAll',
		gives,
		repeat: 'always',
		settings: gives.simplified ? [returnAll, limit, simplifyOn] : [returnAll, limit],
		isExpected: hasList(key),
		perform: async (row: Row, listCall = row.call): Promise<INodeExecutionData[]> => {
			const most = row.settings.returnAll ? Infinity : Number(row.settings.limit ?? limit.default);
			const { call, isReversed } = ordered(row, listCall, kind, most);
			const size = isWanted ? PAGE_SIZE : Math.min(PAGE_SIZE, most);
			const entries =
				kind === 'whole' ? await entriesAtOnce(row, call, key) : entriesOf(row, call, key, size);
			const found: IDataObject[] = [];
			for await (const entry of entries) {
				if (!isWanted || isWanted(entry, row.values)) found.push(row.shown(entry));
				if (found.length >= most) break;
			}
			return (isReversed ? found.reverse() : found).map((json) => ({ json }));
		},
	} satisfies Partial<Operation>;
}

/**
 * The entries of a list, page by page, each once. What comes in meanwhile moves others on into the
 * next page; what leaves the list, because it was deleted or is filtered out by now, moves others back
 * into pages that have been read. So each page begins with the last entry of the one before, and where
 * it doesn't, reading goes back until it meets an entry that it knows.
 *
 * @param call must expect the list
 */
export async function* entriesOf(
	row: Row,
	call: Call,
	key: string,
	size = PAGE_SIZE,
): AsyncGenerator<IDataObject> {
	const ids = new Set<unknown>();
	const step = Math.max(1, size - 1);
	for (let offset = 0; ;) {
		const page = { ...call, qs: { ...call.qs, limit: size, offset } };
		const entries = await entriesAtOnce(row, page, key);
		if (offset > 0 && !ids.has(entries[0]?.id)) {
			offset = Math.max(0, offset - step);
			continue;
		}
		for (const entry of entries) {
			if (ids.has(entry.id)) continue;
			ids.add(entry.id);
			yield entry;
		}
		// Never by `total`, whose meaning isn't documented
		if (entries.length < size) return;
		offset += step;
	}
}

async function entriesAtOnce(row: Row, call: Call, key: string): Promise<IDataObject[]> {
	return (await row.send<Record<string, IDataObject[]>>(call))[key]!;
}

/**
 * In which order a list is read. To the end, what elepay can sort is read oldest first: what comes in
 * meanwhile then moves nothing that hasn't been read. The user gets the order asked for all the same.
 */
function ordered({ startedAt }: Row, call: Call, kind: ListKind, most: number) {
	if (most < Infinity || kind === 'whole' || kind === 'pages') return { call, isReversed: false };
	const qs: IDataObject = { to: startedAt, ...call.qs };
	if (kind === 'pagesUntil') return { call: { ...call, qs }, isReversed: false };
	return { call: { ...call, qs: { ...qs, order: 'asc' } }, isReversed: qs.order !== 'asc' };
}
