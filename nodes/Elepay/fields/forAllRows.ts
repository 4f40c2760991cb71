import type { Given } from './checked';
import { isList, isMap, type Field } from './field';
import { parseJson } from './structures';
import { isEmpty } from './values';

/**
 * The values of a row, with those that hold for all rows where it has none of its own. The parts of an
 * object join, such as the entries of metadata.
 *
 * @param own what the row's columns give
 * @param forAll what the fields of the editor give
 */
export function withValuesForAll(fields: readonly Field[], own: Given, forAll: Given): Given {
	const given: Given = { ...forAll, ...own };
	for (const field of fields.filter(isObject)) {
		const { name } = field;
		given[name] = joined(parsed(own[name]), parsed(forAll[name])) ?? own[name];
	}
	return given;
}

/** Whether elepay takes a field as one object. */
function isObject(field: Field): boolean {
	return field.type === 'fixedCollection' && (isMap(field) || !isList(field));
}

/** What a JSON text holds. Another text is left as it is: the reader says that it isn't JSON. */
function parsed(value: unknown): unknown {
	const content = typeof value === 'string' ? parseJson(value) : undefined;
	return content === undefined ? value : content;
}

/** undefined where both are there and can't be joined. */
function joined(own: unknown, forAll: unknown): unknown {
	if (isEmpty(own)) return forAll;
	if (isEmpty(forAll)) return own;
	if (!isPlain(own) || !isPlain(forAll)) return undefined;
	const whole = new Map<string, unknown>(Object.entries(forAll));
	for (const [key, value] of Object.entries(own)) {
		if (!isEmpty(value)) whole.set(key, joined(value, whole.get(key)) ?? value);
	}
	// Object.fromEntries keeps even a key like __proto__ an ordinary one
	return Object.fromEntries(whole);
}

function isPlain(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
