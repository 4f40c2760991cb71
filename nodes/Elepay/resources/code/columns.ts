import { UserError, type IDataObject } from 'n8n-workflow';

import { isEmpty, parseJson } from '../../request/values';
import { shorten } from '../../../api/words';
import { CODE_PROPERTIES, type CodeProperty, type CodeValues } from './body';

/** "Order No", "order_no" and "ORDERNO" are one column. */
const simplified = (name: string) => name.toLowerCase().replace(/[\s_]+/g, '');

const PROPERTIES = new Map(
	Object.keys(CODE_PROPERTIES).map((name) => [simplified(name), name as CodeProperty]),
);

/**
 * What a spreadsheet column means to Create in automatic mode.
 *
 * @param name the column's name; matched without regard to case, spaces and underscores
 * @returns the property of POST /codes, `metadata.<key>` or `extra.<key>` with the key as it is
 * written, or undefined for a column that is ignored
 */
export function columnProperty(name: string): string | undefined {
	const property = PROPERTIES.get(simplified(name));
	if (property) return property;

	const dot = name.indexOf('.');
	const map = dot > 0 ? simplified(name.slice(0, dot)) : '';
	const key = name.slice(dot + 1).trim();
	return (map === 'metadata' || map === 'extra') && key !== '' ? `${map}.${key}` : undefined;
}

/**
 * The values of a row for the request body, found by the names of its columns.
 *
 * @param row one input item's JSON
 * @throws {UserError} if two filled columns mean the same property: either could be the wrong one
 */
export function valuesFromColumns(row: IDataObject): CodeValues {
	const values: Record<string, unknown> = {};
	const entries: Record<string, Map<string, unknown>> = {};
	const usedColumns = new Map<string, string>();

	for (const [column, value] of Object.entries(row)) {
		const meaning = columnProperty(column);
		if (meaning === undefined || isEmpty(value)) continue;

		const other = usedColumns.get(meaning);
		if (other !== undefined) throw twice(meaning, other, column);
		usedColumns.set(meaning, column);

		const dot = meaning.indexOf('.');
		if (dot < 0) values[meaning] = value;
		else (entries[meaning.slice(0, dot)] ??= new Map()).set(meaning.slice(dot + 1), value);
	}
	for (const [map, added] of Object.entries(entries)) {
		values[map] = withEntries(values[map], added, map);
	}
	return values;
}

/** `metadata.<key>` columns beside a `metadata` column: their entries join its own. */
function withEntries(whole: unknown, added: Map<string, unknown>, map: string): unknown {
	const value = typeof whole === 'string' ? parseJson(whole) : (whole ?? null);
	const own = value === null || value === '' ? {} : value;
	// What isn't an object is left to the reader, which says so
	if (typeof own !== 'object' || Array.isArray(own)) return whole;
	for (const key of added.keys()) {
		if (Object.hasOwn(own, key)) throw twice(`${map}.${key}`, map, `${map}.${key}`);
	}
	return Object.fromEntries([...Object.entries(own), ...added]);
}

function twice(meaning: string, first: string, second: string): UserError {
	return new UserError(
		`Two columns give ${shorten(meaning)}: "${shorten(first)}" and "${shorten(second)}"`,
		{ description: 'Leave a value in one of them only, or rename the other column' },
	);
}
