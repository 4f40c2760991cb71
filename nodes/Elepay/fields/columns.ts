import { UserError, type IDataObject } from 'n8n-workflow';

import { shorten } from '../../api/words';
import type { Given } from './checked';
import { isMap, partsOf, type Field, type Part } from './field';
import { parseJson } from './structures';
import { isEmpty } from './values';

/** What a column gives: a field's value, or a part of it such as an entry of metadata. */
interface Meaning {
	field: Field;
	/** The names that lead to the part. */
	keys: string[];
}

/** The value of a part. */
interface GivenPart {
	keys: string[];
	value: unknown;
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
	 * The parts of an object have columns such as `address.kanji.pref`.
	 *
	 * @param row one input item's JSON
	 * @throws {UserError} if two filled columns mean the same: either could be the wrong one
	 */
	given(row: IDataObject): Given {
		const given: Given = {};
		const parts = new Map<Field, GivenPart[]>();
		const columns = new Map<string, string>();
		for (const [column, value] of Object.entries(row)) {
			if (isEmpty(value)) continue;
			const meaning = this.meaningOf(column);
			if (!meaning) continue;

			const { field, keys } = meaning;
			const path = [field.name, ...keys].join('.');
			const other = columns.get(path);
			if (other !== undefined) throw twice(path, other, column);
			columns.set(path, column);

			if (keys.length === 0) given[field.name] = value;
			else parts.set(field, [...(parts.get(field) ?? []), { keys, value }]);
		}
		for (const [{ name }, added] of parts) {
			// Whole parts before parts of theirs
			added.sort((one, other) => one.keys.length - other.keys.length);
			given[name] = withParts(name, given[name], added);
		}
		return given;
	}

	/**
	 * What a column means: a field's name, `metadata.<key>`, or undefined where it is ignored.
	 */
	pathFor(column: string): string | undefined {
		const meaning = this.meaningOf(column);
		return meaning && [meaning.field.name, ...meaning.keys].join('.');
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
		if (field) return { field, keys: [] };

		const dot = column.indexOf('.');
		const whole = dot > 0 ? this.fields.get(comparable(column.slice(0, dot))) : undefined;
		const rest = column.slice(dot + 1).trim();
		if (!whole || rest === '') return undefined;
		const keys = isMap(whole) ? [rest] : keysOf(whole, rest.split('.'));
		return keys && { field: whole, keys };
	}
}

/** The names that lead to a part of an object, or undefined if it has no such part. */
function keysOf(whole: Part, [name, ...others]: string[]): string[] | undefined {
	if (name === undefined) return [];
	const part = partsOf(whole).find((one) => comparable(one.name) === comparable(name));
	const keys = part && keysOf(part, others);
	return keys && [part.name, ...keys];
}

/** "Order No", "order_no" and "ORDERNO" are one column. */
function comparable(name: string): string {
	return name.toLowerCase().replace(/[\s_]+/g, '');
}

/** Columns such as `metadata.<key>` beside a `metadata` column: their values join its own. */
function withParts(path: string, whole: unknown, parts: GivenPart[]): unknown {
	const value = typeof whole === 'string' ? parseJson(whole) : (whole ?? null);
	const own = value === null || value === '' ? {} : value;
	// What isn't an object is left to the reader, which says so
	if (typeof own !== 'object' || Array.isArray(own)) return whole;
	const joined = new Map<string, unknown>(Object.entries(own));
	for (const { keys, value: added } of parts) {
		const [key, ...inner] = keys as [string, ...string[]];
		const partPath = `${path}.${key}`;
		const before = joined.get(key);
		if (inner.length > 0) {
			joined.set(key, withParts(partPath, before, [{ keys: inner, value: added }]));
		} else if (isEmpty(before)) joined.set(key, added);
		else throw twice(partPath, path, partPath);
	}
	// Object.fromEntries keeps even a key like __proto__ an ordinary one
	return Object.fromEntries(joined);
}

function twice(path: string, first: string, second: string): UserError {
	return new UserError(
		`Two columns give ${shorten(path)}: "${shorten(first)}" and "${shorten(second)}"`,
		{ description: 'Leave a value in one of them only, or rename the other column' },
	);
}
