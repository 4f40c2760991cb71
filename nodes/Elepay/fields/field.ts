import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { listOf, objectOf, orJson } from './structures';
import { flag, oneOf, someOf, text, time, wholeNumber, type Reader } from './values';

/**
 * A field of the editor as n8n has it, and what reads its value. Its name is the property's in
 * elepay's API and the column's in a row; its label is how messages call it.
 */
export interface Field extends INodeProperties {
	/** The most characters that elepay takes. */
	maxLength?: number;
	/** Where the type isn't all that elepay asks for. */
	read?: Reader;
	/** It isn't elepay's: it says what the node is to do, and isn't sent. */
	isOwn?: boolean;
	/** It is in the editor also where columns are mapped: for the rows that have no value of their own. */
	isForAllRows?: boolean;
	/** People call a row by it: "Order number 'A-17'". */
	namesRow?: boolean;
	/** What people call its column, beside its own name and label. */
	columns?: readonly string[];
	/** An example for those who give the value as JSON: a fixed collection has a twin that takes it. */
	json?: string;
	options?: Array<INodePropertyOptions | Field | EntryFields>;
}

/** The fields of one entry of a fixed collection. */
export type EntryFields = INodePropertyCollection & { values: Field[] };

/** Fields that the editor shows one by one, when they are added. */
export interface Group {
	displayName: string;
	name: 'additionalFields' | 'updateFields' | 'filters' | 'imageOptions';
	placeholder: string;
	displayOptions?: Field['displayOptions'];
	fields: Field[];
}

/** How the value of a field is read, by its type in the editor. */
const READERS: Partial<Record<Field['type'], (field: Field) => Reader>> = {
	string: ({ maxLength }) => text({ max: maxLength }),
	number: ({ typeOptions }) =>
		wholeNumber({ min: typeOptions?.minValue, max: typeOptions?.maxValue }),
	boolean: () => flag,
	dateTime: () => time(),
	options: (field) => oneOf(wordsOf(field)),
	multiOptions: (field) => someOf(wordsOf(field)),
	fixedCollection: (field) =>
		isList(field)
			? orJson(listOf(propertiesOf(entryOf(field).values, field.name)))
			: objectIn(partsOf(field), field.name),
	resourceLocator: ({ maxLength = 32 }) => text({ max: maxLength, singleLine: true }),
};

const readers = new WeakMap<Field, Reader>();

/** What reads and checks the value of a field. */
export function readerOf(field: Field): Reader {
	let reader = field.read ?? readers.get(field);
	if (!reader) {
		reader = READERS[field.type]!(field);
		readers.set(field, reader);
	}
	return reader;
}

/** The one kind of entry that a list has. */
export function entryOf(field: Field): EntryFields {
	return field.options![0] as EntryFields;
}

/** Where the values of an object are, such as "address.kanji.pref". */
export function pathsOf(parts: Part[], path: string): string[] {
	return parts.flatMap((part) => {
		const own = `${path}.${part.name}`;
		const inner = partsOf(part);
		return inner.length > 0 ? pathsOf(inner, own) : [own];
	});
}

/** Whether a fixed collection has any number of entries. */
export function isList({ typeOptions }: Field): boolean {
	return typeOptions?.multipleValues === true;
}

/** A part of an object: a value, or parts again. */
export type Part = Field | EntryFields;

/**
 * The parts of what is one object in elepay's API. A fixed collection with one kind of entry has its
 * fields for parts; with several kinds, each is a part that has parts itself.
 */
export function partsOf(part: Part): Part[] {
	if ('values' in part) return part.values;
	if (part.type !== 'fixedCollection' || isList(part)) return [];
	const kinds = part.options as EntryFields[];
	return kinds.length === 1 ? kinds[0]!.values : kinds;
}

/** Whether the entries of a fixed collection are names and values, which elepay takes as one object. */
export function isMap(field: Field): boolean {
	if (field.type !== 'fixedCollection') return false;
	const [name, value] = entryOf(field).values;
	return name?.name === 'key' && value?.name === 'value';
}

/** All fields, those of groups included, in the order in which they are read. */
export function flat(fields: ReadonlyArray<Field | Group>): Field[] {
	return fields.flatMap((field) => ('fields' in field ? field.fields : [field]));
}

/** The labels of fields, by their names. */
export function labelsOf(fields: readonly Field[]): Record<string, string> {
	return Object.fromEntries(fields.map(({ name, displayName }) => [name, displayName]));
}

function wordsOf({ options = [] }: Field): string[] {
	return options.map((option) => String((option as INodePropertyOptions).value));
}

function propertiesOf(parts: Part[], path: string): Parameters<typeof listOf>[0] {
	return Object.fromEntries(
		parts.map((part) => [
			part.name,
			'values' in part
				? { label: part.displayName, read: objectIn(part.values, `${path}.${part.name}`) }
				: { label: part.displayName, read: readerOf(part), required: part.required },
		]),
	);
}

/** An object whose parts can have columns of their own. */
function objectIn(parts: Part[], path: string): Reader {
	return orJson(
		objectOf(propertiesOf(parts, path)),
		`Enter it as a JSON object, or in parts, in columns such as ${pathsOf(parts, path)[0]}.`,
	);
}
