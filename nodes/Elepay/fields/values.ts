import { tryToParseDateTime, UserError } from 'n8n-workflow';

import { shorten } from '../../api/words';
import { trimmed, unfitCharacter } from './characters';

/** What a URL has to look like as a whole; the pattern of elepay's reference page. */
const WEB_ADDRESS = /^https?:\/\/[-A-Za-z0-9+&@#/%?=~_|!:,.;]+[-A-Za-z0-9+&@#/%=~_|]$/;

/**
 * Reads one value for the request body: what a parameter, a spreadsheet cell or a JSON text holds.
 *
 * @param label how the user knows the field, for the message
 * @param context what else its meaning depends on
 * @returns the value as elepay wants it, or undefined where there is none, so that it isn't sent
 * @throws {UserError} whose message says what is wrong with the value and whose description says
 * how to go on
 */
export interface Reader<T = unknown> {
	(value: unknown, label: string, context?: ReadContext): T | undefined;
	/** What it takes, in words, for the documents: "whole number, 3 to 30". */
	takes?: string;
}

/** A reader that says what it takes. */
export function taking<T>(takes: string, read: Reader<T>): Reader<T> {
	return Object.assign(read, { takes });
}

/** What the meaning of a value depends on beside itself. */
export interface ReadContext {
	/** Where a time without a zone is told, as an IANA name. */
	timeZone?: string;
	/** The currency of the same row, as it was given. */
	currency?: unknown;
}

/** Nothing to send: no value, or text without a character that shows. */
export function isEmpty(value: unknown): value is null | undefined | '' {
	if (typeof value === 'string') return value === '' || trimmed(value) === '';
	return value === undefined || value === null;
}

/** A value in a message, e.g. `"12.5"` for a text. */
export function describe(value: unknown): string {
	if (isEmpty(value)) return 'empty';
	if (typeof value === 'string') return `"${shorten(value)}"${oddities(value)}`;
	if (typeof value === 'number') return String(value);
	if (typeof value === 'boolean') return value ? 'true' : 'false';
	if (Array.isArray(value)) return `a list of ${value.length}`;
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** What one doesn't see of a text that looks right. */
function oddities(text: string): string {
	const unseen = unfitCharacter(trimmed(text), true);
	if (unseen !== undefined) return `, with ${unseen}`;
	return /[\uff01-\uff5e]/.test(text) ? ', with full-width characters' : '';
}

/**
 * A whole number, also as text ("1200" from a CSV file). Nothing is rounded and no separators are
 * guessed at: "1,200" and "12.5" are refused, for either could mean another amount of money.
 *
 * @param advice how to enter one, for the message's description
 */
export function wholeNumber(
	limits: { min?: number; max?: number } = {},
	advice = (label: string) =>
		`Use digits only in ${label}, without commas, currency signs, or decimals, e.g. 1200.`,
): Reader<number> {
	const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = limits;
	return taking(`whole number${rangeOf(limits)}`, (value, label) => {
		if (isEmpty(value)) return undefined;

		const text = typeof value === 'string' ? trimmed(value) : undefined;
		const number = text !== undefined && /^-?\d+$/.test(text) ? Number(text) : value;
		if (typeof number !== 'number' || !Number.isInteger(number)) {
			throw new UserError(`${label} needs to be a whole number, but is ${describe(value)}`, {
				description: advice(label),
			});
		}
		if (number < min || number > max) throw outOfRange(label, value, number, limits);
		return number + 0; // -0 becomes 0
	});
}

function rangeOf({ min, max }: { min?: number; max?: number }): string {
	if (min === undefined) return max === undefined ? '' : `, at most ${max}`;
	return max === undefined ? `, ${min} or more` : `, ${min} to ${max}`;
}

function outOfRange(
	label: string,
	value: unknown,
	number: number,
	limits: { min?: number; max?: number },
): UserError {
	const { min, max } = limits;
	let range = 'a number of up to 15 digits';
	if (min !== undefined && max !== undefined) range = `between ${min} and ${max}`;
	else if (min !== undefined && number < min) range = `${min} or more`;
	else if (max !== undefined && number > max) range = `${max} or less`;
	return new UserError(`${label} needs to be ${range}, but is ${describe(value)}`, {
		description: `Correct ${label}: it needs to be ${range}.`,
	});
}

/**
 * A number with decimals, such as a latitude, as exact as JavaScript has numbers.
 */
export function decimal({ min, max }: { min: number; max: number }): Reader<number> {
	return taking(`number, ${min} to ${max}`, (value, label) => {
		if (isEmpty(value)) return undefined;

		const text = typeof value === 'string' ? trimmed(value) : undefined;
		const number = text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : value;
		if (typeof number !== 'number' || !Number.isFinite(number)) {
			throw new UserError(`${label} needs to be a number, but is ${describe(value)}`, {
				description: `Use digits and a decimal point in ${label}, e.g. 35.681236.`,
			});
		}
		if (number < min || number > max) throw outOfRange(label, value, number, { min, max });
		return number + 0; // -0 becomes 0
	});
}

/**
 * Text; a number from a spreadsheet becomes text. Lengths count characters as a person would.
 *
 * @param limits `singleLine`: people compare it, so nothing may be in it that they don't see;
 * `maxBytes`: the most bytes (UTF-8)
 */
export function text(
	limits: { max?: number; maxBytes?: number; singleLine?: boolean } = {},
): Reader<string> {
	const { max = Infinity, maxBytes = Infinity, singleLine = false } = limits;
	return taking(textInWords(limits), (value, label) => {
		if (isEmpty(value)) return undefined;

		const result = textOf(value);
		if (result === undefined) {
			throw new UserError(`${label} needs to be text or a number, but is ${describe(value)}`, {
				description: `Enter text, or a number of up to 15 digits, in ${label}.`,
			});
		}
		const unfit = unfitCharacter(result, singleLine);
		if (unfit !== undefined) {
			throw new UserError(`${label} has ${unfit}`, {
				description: `Type ${label} again, or remove the character where the value comes from.`,
			});
		}
		// Never more characters than UTF-16 units, which spares most values the count
		const length = result.length > max ? [...result].length : result.length;
		if (length > max) {
			throw new UserError(`${label} has ${length} characters; the limit is ${max}`, {
				description: `Shorten ${label} to up to ${max} characters.`,
			});
		}
		const bytes = maxBytes < Infinity ? Buffer.byteLength(result) : 0;
		if (bytes > maxBytes) {
			throw new UserError(`${label} has ${bytes} bytes; the limit is ${maxBytes}`, {
				description: `Shorten ${label} to up to ${maxBytes} bytes (a Japanese character takes 3).`,
			});
		}
		return result;
	});
}

function textInWords({ max, maxBytes }: { max?: number; maxBytes?: number }): string {
	if (max !== undefined) return `text, at most ${max} characters`;
	return maxBytes === undefined ? 'text' : `text, at most ${maxBytes} bytes`;
}

/**
 * Numbers are taken only where their text is what the spreadsheet shows, so no NaN, no 1e+21 and no
 * whole number so large that its last digits are lost.
 */
function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return trimmed(value);
	if (typeof value !== 'number' || Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined;
	return /^-?\d+(\.\d+)?$/.test(String(value)) ? String(value) : undefined;
}

/** A currency code in the form of ISO 4217; whether elepay takes it is for elepay to say. */
export const currency: Reader<string> = taking('three letters', (value, label) => {
	if (isEmpty(value)) return undefined;

	const code = typeof value === 'string' ? trimmed(value) : '';
	if (!/^[A-Za-z]{3}$/.test(code)) {
		throw new UserError(
			`${label} needs to be a three-letter currency code, but is ${describe(value)}`,
			{
				description: `Enter a currency code such as JPY in ${label}.`,
			},
		);
	}
	return code.toUpperCase();
});

/** The address of a web page or of a picture. */
export const webAddress: Reader<string> = taking(
	'address that begins with http:// or https://',
	(value, label) => {
		if (isEmpty(value)) return undefined;

		const address = typeof value === 'string' ? trimmed(value) : '';
		if (!WEB_ADDRESS.test(address)) {
			throw new UserError(
				`${label} isn't a web address that elepay accepts: got ${describe(value)}`,
				{
					description: `Start ${label} with https:// or http://, and percent-encode Japanese and other special characters.`,
				},
			);
		}
		return address;
	},
);

/** One of a few words. */
export function oneOf<T extends string>(words: readonly T[]): Reader<T> {
	return taking(`one of: ${words.join(', ')}`, (value, label) => {
		if (isEmpty(value)) return undefined;

		const word = words.find((candidate) => candidate === value);
		if (word === undefined) {
			throw new UserError(`${label} isn't one of its choices: got ${describe(value)}`, {
				description: `${label} needs to be one of: ${words.join(', ')}.`,
			});
		}
		return word;
	});
}

/** An object's ID, or what is in its place. */
export function idIn(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
}

/** Whether a value can go into a path as an ID: everything that would lead elsewhere ("../charges") can't. */
export function isPathId(value: unknown): value is string {
	return typeof value === 'string' && /^[A-Za-z0-9][\w.~-]{0,99}$/.test(trimmed(value));
}

/**
 * An ID of elepay that goes into a path; also taken out of a whole object. Everything that would lead
 * elsewhere ("../charges", "a/b") is refused.
 */
export const pathId: Reader<string> = taking('ID', (value, label) => {
	const id = idIn(value);
	if (isEmpty(id)) return undefined;

	if (!isPathId(id)) {
		throw new UserError(`${label} isn't an ID: got ${describe(id)}`, {
			description: `Drag the ID from the output of an earlier node, such as its field "id", onto ${label}. IDs have letters, digits, and underscores only.`,
		});
	}
	return trimmed(id);
});

/** Yes or no, also as a spreadsheet writes it. */
export const flag: Reader<boolean> = taking('true or false', (value, label) => {
	if (isEmpty(value)) return undefined;

	const word = typeof value === 'object' ? '' : trimmed(String(value)).toLowerCase();
	if (word === 'true' || word === '1') return true;
	if (word === 'false' || word === '0') return false;
	throw new UserError(`${label} needs to be true or false, but is ${describe(value)}`, {
		description: `Enter true or false in ${label}.`,
	});
});

/** A date, and perhaps a time, as ISO 8601 or a spreadsheet has it: "2026-12-31 18:00", "2026/12/31". */
const DATE =
	/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A moment, in epoch milliseconds as elepay has it.
 *
 * @param limits `endOfDay`: a date without a time means its last moment instead of its first
 */
export function time(limits: { endOfDay?: boolean } = {}): Reader<number> {
	return taking('date, with or without a time', (value, label, context) => {
		if (isEmpty(value)) return undefined;

		const text = typeof value === 'number' ? String(value) : value;
		if (typeof text === 'string' && /^\d{12,14}$/.test(trimmed(text))) return Number(trimmed(text));

		const parsed = parsedTime(text, limits.endOfDay ?? false, context?.timeZone);
		if (parsed === undefined) {
			throw new UserError(`${label} isn't a date or a time: got ${describe(value)}`, {
				description: `Enter ${label} like 2026-12-31 or 2026-12-31 18:00, or in epoch milliseconds.`,
			});
		}
		return parsed;
	});
}

function parsedTime(value: unknown, endOfDay: boolean, timeZone?: string): number | undefined {
	const isText = typeof value === 'string';
	const match = isText ? DATE.exec(trimmed(value)) : null;
	if (isText && !match) return undefined;
	try {
		if (!match) return tryToParseDateTime(value, timeZone).toMillis();
		const [, year, month, day, clock, offset = ''] = match;
		// 30 February would become 2 March
		if (!isDay(Number(year), Number(month), Number(day))) return undefined;
		const date = [year, month!.padStart(2, '0'), day!.padStart(2, '0')].join('-');
		if (clock === undefined) {
			const start = tryToParseDateTime(date, timeZone);
			return (endOfDay ? start.endOf('day') : start).toMillis();
		}
		return tryToParseDateTime(`${date}T${clock.padStart(5, '0')}${offset}`, timeZone).toMillis();
	} catch {
		return undefined;
	}
}

function isDay(year: number, month: number, day: number): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Several of a few words, as a list or as one text with commas between them. */
export function someOf<T extends string>(words: readonly T[]): Reader<T[]> {
	const one = oneOf(words);
	return taking(`any of: ${words.join(', ')}`, (value, label) => {
		const given = typeof value === 'string' ? value.split(',').map(trimmed) : [value].flat();
		const list = given.flatMap((entry) => one(entry, label) ?? []);
		return list.length > 0 ? list : undefined;
	});
}
