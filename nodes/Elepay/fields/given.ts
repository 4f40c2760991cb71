import { UserError, type IDataObject } from 'n8n-workflow';

import { shorten } from '../../api/words';
import type { Given } from './checked';
import { entryOf, isList, isMap, type Field, type Group } from './field';
import { jsonName } from './property';
import { isEmpty, text } from './values';

/**
 * The values that the fields of the editor hold for one item.
 *
 * @param parameter gives the value of a top-level parameter for the item
 * @throws {UserError} if something is given both in fields and as JSON, or a name twice: either
 * could be the wrong one
 */
export function givenInFields(
	fields: ReadonlyArray<Field | Group>,
	parameter: (name: string) => unknown,
): Given {
	const given: Given = {};
	for (const field of fields) {
		if (!('fields' in field)) given[field.name] = valueOf(field, parameter(field.name));
		else {
			// n8n has an empty text for a collection that isn't shown
			const collection = (parameter(field.name) || {}) as IDataObject;
			for (const member of field.fields) given[member.name] = valueIn(collection, member);
		}
	}
	return given;
}

/** A member of a collection, which may also have been given as JSON. */
function valueIn(collection: IDataObject, field: Field): unknown {
	const value = valueOf(field, collection[field.name]);
	if (field.type !== 'fixedCollection') return value;

	const json = collection[jsonName(field)];
	if (isEmpty(value)) return json;
	if (isEmpty(json)) return value;
	const { displayName: label } = field;
	throw new UserError(`${label} is filled in twice: in the fields and as JSON`, {
		description: `Keep either ${label} or ${label} (JSON).`,
	});
}

/** What the editor keeps in a parameter, reduced to what the user has given. */
function valueOf(field: Field, value: unknown): unknown {
	if (field.type === 'resourceLocator') return chosen(value);
	if (field.type !== 'fixedCollection') return value;
	const entries = isList(field) ? entriesOf(field, value) : objectOf(field, value);
	return isMap(field) ? asMap(field.displayName, entries) : entries;
}

/**
 * What a picker holds, or the plain text that is in its place. The editor saves a picker that was
 * added and not touched without the mark (`__rl`) that n8n's own check looks for.
 */
export function chosen(value: unknown): unknown {
	const isPicker =
		typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;
	return isPicker ? value.value : value;
}

/** The entries of a list, or undefined if it has none. */
function entriesOf(field: Field, collection: unknown): unknown {
	const entries = (collection as IDataObject | null | undefined)?.[entryOf(field).name];
	return Array.isArray(entries) && entries.length === 0 ? undefined : entries;
}

/** What the editor keeps as one object, or undefined if nothing is in it. */
function objectOf({ options = [] }: Field, collection: unknown): unknown {
	const kinds = (collection ?? {}) as IDataObject;
	const [only, ...others] = options;
	const object = others.length > 0 ? kinds : kinds[only!.name];
	return Object.keys(object ?? {}).length > 0 ? object : undefined;
}

/** Entries of names and values as one object. */
function asMap(label: string, entries: unknown): unknown {
	const map = new Map<string, unknown>();
	for (const entry of [entries].flat()) {
		const { key, value } = (entry ?? {}) as IDataObject;
		if (isEmpty(value)) continue;
		const name = text()(key, `A name in ${label}`) ?? '';
		if (map.has(name)) {
			throw new UserError(`${label} has the name "${shorten(name)}" twice`, {
				description: `Keep only one entry with this name in ${label}.`,
			});
		}
		map.set(name, value);
	}
	return map.size > 0 ? Object.fromEntries(map) : undefined;
}
