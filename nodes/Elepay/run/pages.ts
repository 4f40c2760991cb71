import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ApiObject } from '../../api/objects/apiObject';
import { limit, returnAll } from '../fields/list';
import { simplifyOn } from '../fields/simplify';
import type { Call, Operation } from './operation';
import type { Row } from './row';

/** The most entries that elepay gives at once. */
export const PAGE_SIZE = 100;

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
		isExpected: (body: unknown) =>
			typeof body === 'object' && body !== null && Array.isArray((body as IDataObject)[key]),
		perform: async (row: Row): Promise<INodeExecutionData[]> => {
			const most = row.settings.returnAll ? Infinity : Number(row.settings.limit ?? limit.default);
			const wanted = isWanted && ((entry: IDataObject) => isWanted(entry, row.values));
			const { calls, isReversed } = order(row, kind, most);
			const found = await read(row, calls, key, { most, wanted, isPaged: kind !== 'whole' });
			const entries = isReversed ? found.reverse() : found;
			return entries.map((json) => ({ json }));
		},
	} satisfies Partial<Operation>;
}

/**
 * In which order a list is read. To the end, what elepay can sort is read oldest first: what comes in
 * or changes meanwhile then moves nothing that hasn't been read. The user gets the order asked for
 * all the same.
 */
function order(row: Row, kind: ListKind, most: number): { calls: Call; isReversed: boolean } {
	const { call } = row;
	const isBounded = kind === 'pagesUntil' || kind === 'sortedPagesUntil';
	const qs: IDataObject = { ...(isBounded && { to: row.startedAt }), ...call.qs };
	if (kind !== 'sortedPagesUntil' || most < Infinity) {
		return { calls: { ...call, qs }, isReversed: false };
	}
	return { calls: { ...call, qs: { ...qs, order: 'asc' } }, isReversed: qs.order !== 'asc' };
}

interface Reading {
	/** How many entries are wanted. */
	most: number;
	/** Undefined where all are. */
	wanted: ((entry: IDataObject) => boolean) | undefined;
	isPaged: boolean;
}

async function read(
	row: Row,
	call: Call,
	key: string,
	{ most, wanted, isPaged }: Reading,
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	// What comes in meanwhile moves others on into the next page
	const ids = new Set<unknown>();
	for (let offset = 0; found.length < most;) {
		const size = wanted ? PAGE_SIZE : Math.min(PAGE_SIZE, most);
		const page = isPaged ? { ...call, qs: { ...call.qs, limit: size, offset } } : call;
		const entries = (await row.send<Record<string, IDataObject[]>>(page))[key]!;
		for (const entry of entries) {
			if (found.length >= most) break;
			if (entry.id !== undefined && ids.has(entry.id)) continue;
			ids.add(entry.id);
			if (!wanted || wanted(entry)) found.push(row.shown(entry));
		}
		// Never by `total`, whose meaning isn't documented
		if (!isPaged || entries.length < size) break;
		offset += entries.length;
	}
	return found;
}
