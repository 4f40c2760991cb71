// Query parameters arrive as text and nothing is coerced, so numbers are checked as text.
const OFFSET = { type: 'string', pattern: '^[0-9]{1,9}$', default: '0' };
const TIME = { type: 'string', pattern: '^[0-9]{1,15}$' };

export const SORT_ORDERS = ['desc', 'asc'] as const;

export type SortOrder = (typeof SORT_ORDERS)[number];

/** Parts of the schema of a list's query. */
export const PAGE = {
	limit: { type: 'string', pattern: '^(100|[1-9][0-9]?)$', default: '20' },
	offset: OFFSET,
};

/** The same for the lists whose limit may be 0. */
export const PAGE_FROM_0 = {
	limit: { type: 'string', pattern: '^(100|[1-9]?[0-9])$', default: '20' },
	offset: OFFSET,
};

export const PERIOD = { from: TIME, to: TIME };

export interface PageQuery {
	limit: string;
	offset: string;
}

export interface PeriodQuery {
	from?: string;
	to?: string;
}

/** What a repeatable parameter takes: one of the values, or the key repeated. */
export const repeatable = (values: readonly string[]) => ({
	anyOf: [{ enum: values }, { type: 'array', items: { enum: values } }],
});

/** Whether a value is one of those that a repeatable parameter names; all of them without one. */
export function isOneOf(wanted: string | string[] | undefined): (value: string) => boolean {
	if (wanted === undefined) return () => true;
	const values = new Set([wanted].flat());
	return (value) => values.has(value);
}

/** Whether a time lies in a period, both ends included. What has no time lies only in eternity. */
export function isWithin({ from, to }: PeriodQuery): (time: number | null) => boolean {
	if (from === undefined && to === undefined) return () => true;
	const earliest = Number(from ?? 0);
	const latest = Number(to ?? Infinity);
	return (time) => time !== null && time >= earliest && time <= latest;
}

/**
 * One page of a list, newest first unless told otherwise, and the count of all that match. Takes
 * the objects oldest first and goes through them once, so that a hundred thousand are no burden.
 */
export function pageOf<T>(
	oldestFirst: readonly T[],
	{ limit, offset }: PageQuery,
	isWanted: (object: T) => boolean = () => true,
	order: SortOrder = 'desc',
): { total: number; page: T[] } {
	const first = Number(offset);
	const end = first + Number(limit);
	const count = oldestFirst.length;
	const page: T[] = [];
	let total = 0;
	for (let index = 0; index < count; index += 1) {
		const object = oldestFirst[order === 'asc' ? index : count - 1 - index] as T;
		if (!isWanted(object)) continue;
		if (total >= first && total < end) page.push(object);
		total += 1;
	}
	return { total, page };
}
