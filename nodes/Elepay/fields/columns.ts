import { UserError, type IDataObject } from 'n8n-workflow';

import { shorten } from '../../api/words';
import type { Given } from './checked';
import { isMap, type Field } from './field';
import { parseJson } from './structures';
import { isEmpty } from './values';

/** What a column gives: a field's value, or one entry of a map such as metadata. */
interface Meaning {
	field: Field;
	key?: string;
}

/** Finds what the columns of rows mean to an operation, by their names. */
export class Columns {
	private readonly fields: Map<string, Field>;

	/** Rows have the same columns over and over. */
	private readonly known = new Map<string, Meaning | undefined>();

	constructor(fields: readonly Field[]) {
		this.fields = new Map(fields.map((field) => [comparable(field.name), field]));
	}

	/**
	 * The values of a row, by the names of the fields that its columns mean. Case, spaces and
	 * underscores in a column's name make no difference; `metadata.<key>` keeps its key as written.
	 *
	 * @param row one input item's JSON
	 * @throws {UserError} if two filled columns mean the same: either could be the wrong one
	 */
	given(row: IDataObject): Given {
		const given: Given = {};
		const entries = new Map<Field, Map<string, unknown>>();
		const columns = new Map<string, string>();
		for (const [column, value] of Object.entries(row)) {
			if (isEmpty(value)) continue;
			const meaning = this.meaningOf(column);
			if (!meaning) continue;

			const { field, key } = meaning;
			const path = pathOf(field, key);
			const other = columns.get(path);
			if (other !== undefined) throw twice(path, other, column);
			columns.set(path, column);

			if (key === undefined) given[field.name] = value;
			else entries.set(field, (entries.get(field) ?? new Map()).set(key, value));
		}
		for (const [field, added] of entries) {
			given[field.name] = withEntries(field, given[field.name], added);
		}
		return given;
	}

	/**
	 * What a column means: a field's name, `metadata.<key>`, or undefined where it is ignored.
	 */
	pathFor(column: string): string | undefined {
		const meaning = this.meaningOf(column);
		return meaning && pathOf(meaning.field, meaning.key);
	}

	private meaningOf(column: string): Meaning | undefined {
		if (!this.known.has(column)) {
			// Rows with ever new columns must not fill the memory
			if (this.known.size > 1_000) this.known.clear();
			this.known.set(column, this.find(column));
		}
		return this.known.get(column);
	}

	private find(column: string): Meaning | undefined {
		const field = this.fields.get(comparable(column));
		if (field) return { field };

		const dot = column.indexOf('.');
		const map = dot > 0 ? this.fields.get(comparable(column.slice(0, dot))) : undefined;
		const key = column.slice(dot + 1).trim();
		return map && isMap(map) && key !== '' ? { field: map, key } : undefined;
	}
}

/** "Order No", "order_no" and "ORDERNO" are one column. */
function comparable(name: string): string {
	return name.toLowerCase().replace(/[\s_]+/g, '');
}

/** `metadata.<key>` columns beside a `metadata` column: their entries join its own. */
function withEntries(field: Field, whole: unknown, added: Map<string, unknown>): unknown {
	const value = typeof whole === 'string' ? parseJson(whole) : (whole ?? null);
	const own = value === null || value === '' ? {} : value;
	// What isn't an object is left to the reader, which says so
	if (typeof own !== 'object' || Array.isArray(own)) return whole;
	for (const key of added.keys()) {
		const path = pathOf(field, key);
		if (Object.hasOwn(own, key)) throw twice(path, field.name, path);
	}
	return Object.fromEntries([...Object.entries(own), ...added]);
}

function pathOf({ name }: Field, key: string | undefined): string {
	return key === undefined ? name : `${name}.${key}`;
}

function twice(path: string, first: string, second: string): UserError {
	return new UserError(
		`Two columns give ${shorten(path)}: "${shorten(first)}" and "${shorten(second)}"`,
		{ description: 'Leave a value in one of them only, or rename the other column' },
	);
}
