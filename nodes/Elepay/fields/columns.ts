import { UserError, type IDataObject } from 'n8n-workflow';

import { shorten } from '../../api/words';
import { trimmed } from './characters';
import type { Given, Origin } from './checked';
import { isMap, partsOf, type Field, type Part } from './field';
import { parseJson } from './structures';
import { isEmpty } from './values';

/** What a column gives: a field's value, or a part of it such as an entry of metadata. */
interface Meaning {
	field: Field;
	/** The names that lead to the part. */
	keys: string[];
	/** Whether the column has the API's own name, which goes before what people call it. */
	isExact: boolean;
}

/** The value of a part. */
interface GivenPart {
	keys: string[];
	value: unknown;
}

/** What the columns of a row give. */
export interface ColumnValues {
	given: Given;
	origin: Origin;
	/** Whether nothing in the row means anything to elepay. */
	isBlank: boolean;
}

/** Finds what the columns of rows mean to an operation, by their names. */
export class Columns {
	private readonly names = new Map<string, { field: Field; isExact: boolean }>();

	/** Rows have the same columns over and over. */
	private readonly known = new Map<string, Meaning | undefined>();

	/** The fields of which a row has had a column. Some nodes leave the empty cells of a row out. */
	private readonly seen = new Set<string>();

	constructor(fields: readonly Field[]) {
		for (const field of fields) {
			for (const name of [field.displayName, ...(field.columns ?? [])]) {
				this.names.set(comparable(name), { field, isExact: false });
			}
		}
		for (const field of fields) {
			this.names.set(comparable(field.name), { field, isExact: true });
		}
	}

	/**
	 * The values of a row. A field's column is found by its name in the API, by its label, and by what
	 * people call it, whatever the case, width, spaces and punctuation; `metadata.<key>` keeps its key
	 * as written. The parts of an object have columns such as `address.kanji.pref`.
	 *
	 * @param row one input item's JSON
	 * @throws {UserError} if two filled columns mean the same: either could be the wrong one
	 */
	read(row: IDataObject): ColumnValues {
		const found = new Map<string, { column: string; meaning: Meaning; value: unknown }>();
		for (const [column, value] of Object.entries(row)) {
			const meaning = this.meaningOf(column);
			if (!meaning || isNoId(meaning, value)) continue;
			this.seen.add(meaning.field.name);
			if (isEmpty(value)) continue;

			const path = pathOf(meaning);
			const other = found.get(path);
			if (other?.meaning.isExact === meaning.isExact) throw twice(path, other.column, column);
			if (!other || meaning.isExact) found.set(path, { column, meaning, value });
		}

		const given: Given = {};
		const columns = new Map<string, string>();
		const parts = new Map<Field, GivenPart[]>();
		for (const { column, meaning, value } of found.values()) {
			const { field, keys } = meaning;
			if (keys.length > 0) parts.set(field, [...(parts.get(field) ?? []), { keys, value }]);
			else {
				given[field.name] = value;
				columns.set(field.name, column);
			}
		}
		for (const [{ name }, added] of parts) {
			// Whole parts before parts of theirs
			added.sort((one, other) => one.keys.length - other.keys.length);
			given[name] = withParts(name, given[name], added);
		}
		const isBlank = found.size === 0 && (this.seen.size > 0 || isBlankRow(row));
		return { given, origin: { columns, known: this.seen, all: Object.keys(row) }, isBlank };
	}

	/**
	 * What a column means with a value: a field's name, `metadata.<key>`, or undefined where it is
	 * ignored.
	 */
	pathFor(column: string, value: unknown): string | undefined {
		const meaning = this.meaningOf(column);
		return meaning && !isNoId(meaning, value) ? pathOf(meaning) : undefined;
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
		const named = this.names.get(comparable(column));
		if (named) return { ...named, keys: [] };

		const dot = column.indexOf('.');
		const whole = dot > 0 ? this.names.get(comparable(column.slice(0, dot))) : undefined;
		const rest = trimmed(column.slice(dot + 1));
		if (!whole || rest === '') return undefined;
		const keys = isMap(whole.field) ? [rest] : keysOf(whole.field, rest.split('.'));
		return keys && { ...whole, keys };
	}
}

/**
 * Whether a column such as "Customer" holds something else than an ID of elepay, e.g. a name, and is
 * the user's own. Under the API's name whatever it holds is meant.
 */
function isNoId({ field, isExact }: Meaning, value: unknown): boolean {
	if (isExact || field.type !== 'resourceLocator' || isEmpty(value)) return false;
	return typeof value !== 'string' || !/^[a-z]+_[A-Za-z0-9_-]+$/.test(value.trim());
}

function pathOf({ field, keys }: Meaning): string {
	return [field.name, ...keys].join('.');
}

/** Columns that n8n itself adds to the rows of a sheet. */
const OF_N8N = new Set(['row_number']);

/** Whether all cells of a row are empty, boxes that aren't ticked included. */
export function isBlankRow(row: IDataObject): boolean {
	const cells = Object.entries(row).filter(([column]) => !OF_N8N.has(column));
	return cells.length > 0 && cells.every(([, value]) => isEmpty(value) || isUnticked(value));
}

function isUnticked(value: unknown): boolean {
	return value === false || (typeof value === 'string' && value.trim().toUpperCase() === 'FALSE');
}

/** The names that lead to a part of an object, or undefined if it has no such part. */
function keysOf(whole: Part, [name, ...others]: string[]): string[] | undefined {
	if (name === undefined) return [];
	const part = partsOf(whole).find((one) => comparable(one.name) === comparable(name));
	const keys = part && keysOf(part, others);
	return keys && [part.name, ...keys];
}

/** "Order No.", "order_no" and "ＯＲＤＥＲ－ＮＯ" are one column. */
function comparable(name: string): string {
	return name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\p{P}\p{S}\p{Cf}\s]+/gu, '');
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
		`Two columns are both read as ${shorten(path)}: "${shorten(first)}" and "${shorten(second)}"`,
		{ description: 'Keep a value in only one of them, or rename the other column.' },
	);
}
