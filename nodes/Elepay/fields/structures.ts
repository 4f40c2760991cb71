import { UserError } from 'n8n-workflow';

import { shorten } from '../../api/words';
import { trimmed, unfitCharacter } from './characters';
import { describe, isEmpty, taking, text, type ReadContext, type Reader } from './values';

/**
 * A map of texts. Numbers and booleans become text, keys without a value are left out.
 *
 * @param limits `valueBytes`: the most bytes (UTF-8) of one value; `reserved`: names elepay keeps
 */
export function textMap(limits: {
	keys: number;
	keyLength: number;
	valueBytes?: number;
	reserved?: (key: string) => boolean;
}): Reader<Record<string, string>> {
	return taking(mapInWords(limits), (value, label) => {
		if (isEmpty(value)) return undefined;
		if (typeof value !== 'object' || Array.isArray(value)) {
			throw new UserError(`${label} needs to be names and values, but is ${describe(value)}`, {
				description: `Enter ${label} as a JSON object such as {"invoice":"2026-17"}.`,
			});
		}

		const entries: Array<[string, string]> = [];
		for (const [key, entry] of Object.entries(value as object)) {
			if (isEmpty(entry)) continue;
			checkKey(key, label, limits);
			entries.push([key, mapValue(entry, `${label} "${shorten(key)}"`, limits.valueBytes)]);
		}
		if (entries.length > limits.keys) {
			throw new UserError(`${label} has ${entries.length} entries; the limit is ${limits.keys}`, {
				description: `Leave up to ${limits.keys} entries in ${label}.`,
			});
		}
		// Object.fromEntries keeps even a key like __proto__ an ordinary one
		return entries.length > 0 ? Object.fromEntries(entries) : undefined;
	});
}

function mapInWords({
	keys,
	keyLength,
	valueBytes,
}: {
	keys: number;
	keyLength: number;
	valueBytes?: number;
}): string {
	const values = valueBytes === undefined ? '' : `, values of at most ${valueBytes} bytes`;
	return `names and values, at most ${keys}, names of at most ${keyLength} characters${values}`;
}

function checkKey(
	key: string,
	label: string,
	limits: { keyLength: number; reserved?: (key: string) => boolean },
): void {
	if (trimmed(key) === '') {
		throw new UserError(`${label} has a value without a name`, {
			description: `Enter a name of 1 to ${limits.keyLength} characters for each value in ${label}.`,
		});
	}
	const unfit = unfitCharacter(key, true);
	if (unfit !== undefined) {
		throw new UserError(`The name "${shorten(key)}" in ${label} has ${unfit}`, {
			description: 'Type the name again, or remove the character where the name comes from.',
		});
	}
	if ([...key].length > limits.keyLength) {
		throw new UserError(`The name "${shorten(key)}" in ${label} is too long`, {
			description: `Shorten the name to up to ${limits.keyLength} characters.`,
		});
	}
	if (limits.reserved?.(key)) {
		throw new UserError(`${label} uses a name that elepay reserves: "${shorten(key)}"`, {
			description: `Use another name in ${label}: "route" and names starting with two underscores are reserved.`,
		});
	}
}

function mapValue(value: unknown, label: string, maxBytes: number | undefined): string {
	const given = typeof value === 'boolean' ? String(value) : value;
	return text({ maxBytes })(given, label) ?? '';
}

/** The properties of an object in a list, by name. */
type Properties = Record<string, { label: string; read: Reader; required?: boolean }>;

/** An object with these properties and no others; undefined if nothing is in it. */
export function objectOf(properties: Properties): Reader<Record<string, unknown>> {
	return taking('object', (value, label, context) => {
		if (isEmpty(value)) return undefined;
		const object = readObject(value, label, properties, context);
		return Object.keys(object).length > 0 ? object : undefined;
	});
}

/** A list of such objects. */
export function listOf(properties: Properties): Reader<Array<Record<string, unknown>>> {
	return taking('list of objects', (value, label, context) => {
		if (isEmpty(value)) return undefined;
		if (!Array.isArray(value)) {
			throw new UserError(`${label} needs to be a list, but is ${describe(value)}`, {
				description: `Enter ${label} as a JSON array such as [${exampleOf(properties)}].`,
			});
		}
		const list = value.map((entry, index) =>
			readObject(entry, `${label} ${index + 1}`, properties, context),
		);
		return list.length > 0 ? list : undefined;
	});
}

function readObject(
	value: unknown,
	label: string,
	properties: Properties,
	context?: ReadContext,
): Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new UserError(`${label} needs to be an object, but is ${describe(value)}`, {
			description: `Enter ${label} as a JSON object such as ${exampleOf(properties)}.`,
		});
	}
	const unknown = Object.keys(value).find((key) => !Object.hasOwn(properties, key));
	if (unknown !== undefined) {
		throw new UserError(`${label} has an unknown property: "${shorten(unknown)}"`, {
			description: `Only these are allowed: ${Object.keys(properties).join(', ')}.`,
		});
	}
	const result: Record<string, unknown> = {};
	for (const [name, { label: own, read, required }] of Object.entries(properties)) {
		const part = read((value as Record<string, unknown>)[name], `${label} ${own}`, context);
		if (part !== undefined) result[name] = part;
		else if (required) {
			throw new UserError(`${label} ${own} is empty`, {
				description: `Fill in ${own} for each entry, or remove the entry.`,
			});
		}
	}
	return result;
}

function exampleOf(properties: Properties): string {
	return `{${Object.keys(properties)
		.map((name) => `"${name}": …`)
		.join(', ')}}`;
}

/**
 * The same, for a value that may also come as JSON text.
 *
 * @param otherwise how to enter what isn't JSON
 * @throws {UserError} if it is text but not JSON
 */
export function orJson<T>(read: Reader<T>, otherwise?: string): Reader<T> {
	return taking(`${read.takes}, also as JSON`, (value, label, context) => {
		if (isEmpty(value) || typeof value !== 'string') return read(value, label, context);

		const parsed = parseJson(value);
		if (parsed === undefined) {
			throw new UserError(`${label} isn't valid JSON: got ${describe(value)}`, {
				description: otherwise ?? `Check quotation marks, commas, and brackets in ${label}.`,
			});
		}
		return read(parsed, label, context);
	});
}

/** What a JSON text contains, or undefined if it isn't one. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
