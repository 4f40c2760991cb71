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
	/** An example for those who give the value as JSON: a fixed collection has a twin that takes it. */
	json?: string;
	options?: Array<INodePropertyOptions | Field | EntryFields>;
}

/** The fields of one entry of a fixed collection. */
export type EntryFields = INodePropertyCollection & { values: Field[] };

/** Fields that the editor shows one by one, when they are added. */
export interface Group {
	displayName: string;
	name: 'additionalFields' | 'updateFields' | 'filters';
	placeholder: string;
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
	fixedCollection: (field) => {
		const properties = propertiesOf(entryOf(field).values);
		return isList(field) ? orJson(listOf(properties)) : orJson(objectOf(properties));
	},
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

/** The one kind of entry that a fixed collection has. */
export function entryOf(field: Field): EntryFields {
	return field.options![0] as EntryFields;
}

/** Whether a fixed collection has any number of entries. */
export function isList({ typeOptions }: Field): boolean {
	return typeOptions?.multipleValues === true;
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

function propertiesOf(fields: Field[]): Parameters<typeof listOf>[0] {
	return Object.fromEntries(
		fields.map((field) => [
			field.name,
			{ label: field.displayName, read: readerOf(field), required: field.required },
		]),
	);
}
