import type { INodeProperties } from 'n8n-workflow';

import { isList, isMap, type EntryFields, type Field, type Group } from './field';

/** What a field has beside what n8n knows. */
const OWN_KEYS = ['maxLength', 'read', 'json', 'isOwn', 'isForAllRows', 'namesRow', 'columns'];

/** A field or a group as n8n has it. */
export function propertyOf(field: Field | Group): INodeProperties {
	if ('fields' in field) {
		const { displayName, name, placeholder } = field;
		const options = inOrder(membersOf(field)).map(propertyOf);
		return { displayName, name, type: 'collection', placeholder, default: {}, options };
	}
	const property = Object.fromEntries(
		Object.entries(field).filter(([key]) => !OWN_KEYS.includes(key)),
	) as unknown as Field;
	const { options } = property;
	return options ? { ...property, options: options.map(optionOf) as INodeProperties[] } : property;
}

function optionOf(option: NonNullable<Field['options']>[number]) {
	if ('values' in option)
		return { ...option, values: (option as EntryFields).values.map(propertyOf) };
	return 'type' in option ? propertyOf(option as Field) : option;
}

/** What the editor lists, by the names that it shows. */
export function inOrder<T extends { displayName?: string; name: string }>(entries: T[]): T[] {
	const shown = ({ displayName, name }: T) => displayName ?? name;
	return [...entries].sort((one, other) => shown(one).localeCompare(shown(other), 'en'));
}

/** The fields of a group, each fixed collection with a twin for those who have it as JSON. */
function membersOf({ fields }: Group): Field[] {
	return fields.flatMap((field) =>
		field.type === 'fixedCollection' ? [field, jsonTwin(field)] : [field],
	);
}

/** The name of the field that takes a fixed collection as JSON. */
export function jsonName({ name }: Field): string {
	return `${name}Json`;
}

function jsonTwin(field: Field): Field {
	const { displayName, json } = field;
	return {
		displayName: `${displayName} (JSON)`,
		name: jsonName(field),
		type: 'json',
		default: '',
		placeholder: `e.g. ${json}`,
		description: `Same as ${displayName}, as a JSON ${isList(field) && !isMap(field) ? 'array' : 'object'}`,
	};
}
