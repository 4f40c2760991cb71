/**
 * What elepay's reference says of the body of POST /codes, written down a second time and apart from
 * the code under test.
 */

const URL_PATTERN = /^https?:\/\/[-A-Za-z0-9+&@#/%?=~_|!:,.;]+[-A-Za-z0-9+&@#/%=~_|]$/;

type Check = (value: unknown) => string | undefined;

const characters = (text: string) => Array.from(text).length;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf =
	(max: number): Check =>
	(value) => {
		if (typeof value !== 'string') return 'is not a string';
		if (value === '') return 'is empty';
		if (/\p{Cs}|\u0000/u.test(value)) return 'has half a character or NUL';
		return characters(value) > max ? `is longer than ${max}` : undefined;
	};

/** Characters that nobody can tell from none, or from a plain space. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0\u2800]|(?![ \u3000])\p{Z}/u;

/** What people and programs compare: all of it has to show. */
const nameOf =
	(max: number): Check =>
	(value) =>
		textOf(max)(value) ??
		(UNSEEN.test(value as string) || (value as string).trim() !== value
			? 'has something that does not show'
			: undefined);

/** A text without what stands around it and doesn't show. */
export function withoutUnseenEnds(text: string): string {
	const isUnseen = (character: string) => character.trim() === '' || UNSEEN.test(character);
	const all = Array.from(text);
	const first = all.findIndex((character) => !isUnseen(character));
	return first < 0
		? ''
		: all.slice(first, all.findLastIndex((character) => !isUnseen(character)) + 1).join('');
}

const integer =
	(min = -Infinity, max = Infinity): Check =>
	(value) => {
		if (!Number.isSafeInteger(value) || Object.is(value, -0)) return 'is not an integer';
		return (value as number) < min || (value as number) > max ? 'is out of range' : undefined;
	};

const matching =
	(pattern: RegExp): Check =>
	(value) =>
		typeof value === 'string' && pattern.test(value) ? undefined : `does not match ${pattern}`;

const mapOf =
	(valueBytes: number, isReserved: (key: string) => boolean): Check =>
	(value) => {
		if (!isObject(value)) return 'is not an object';
		const entries = Object.entries(value);
		if (entries.length === 0 || entries.length > 20) return `has ${entries.length} entries`;
		for (const [key, entry] of entries) {
			if (key === '' || characters(key) > 20) return `has the key ${JSON.stringify(key)}`;
			if (isReserved(key)) return `has the reserved key ${key}`;
			if (typeof entry !== 'string' || entry === '') return `has no text under ${key}`;
			if (new TextEncoder().encode(entry).length > valueBytes) return `has too long a ${key}`;
		}
		return undefined;
	};

const ITEM: Record<string, { check: Check; required?: boolean }> = {
	name: { check: textOf(Infinity), required: true },
	price: { check: integer(), required: true },
	count: { check: integer(), required: true },
	image: { check: matching(URL_PATTERN) },
};

function checkProperties(
	value: unknown,
	properties: Record<string, { check: Check; required?: boolean }>,
): string | undefined {
	if (!isObject(value)) return 'is not an object';
	for (const [name, entry] of Object.entries(value)) {
		const found = Object.hasOwn(properties, name) ? properties[name] : undefined;
		if (!found) return `has the unknown property ${name}`;
		const finding = found.check(entry);
		if (finding) return `${name} ${finding}: ${JSON.stringify(entry)}`;
	}
	const missing = Object.keys(properties).find(
		(name) => properties[name]?.required && !Object.hasOwn(value, name),
	);
	return missing && `lacks ${missing}`;
}

const items: Check = (value) => {
	if (!Array.isArray(value) || value.length === 0) return 'is not a list with something in it';
	return value.map((item) => checkProperties(item, ITEM)).find((finding) => finding);
};

const BODY: Record<string, { check: Check; required?: boolean }> = {
	amount: { check: integer(0), required: true },
	currency: { check: matching(/^[A-Z]{3}$/) },
	orderNo: { check: nameOf(50), required: true },
	description: { check: textOf(255) },
	extra: { check: mapOf(Infinity, () => false) },
	metadata: { check: mapOf(255, (key) => key === 'route' || key.startsWith('__')) },
	expiryDuration: { check: integer(3, 30) },
	frontUrl: { check: matching(URL_PATTERN) },
	items: { check: items },
	locationId: { check: nameOf(32) },
	customerId: { check: nameOf(32) },
	sourceId: { check: nameOf(32) },
	shouldCreateSource: {
		check: (value) => (typeof value === 'boolean' ? undefined : 'is not a boolean'),
	},
};

export const PROPERTY_NAMES = Object.keys(BODY);

/** What is wrong with a body by the reference, or undefined if nothing is. */
export function bodyFinding(body: unknown): string | undefined {
	return checkProperties(body, BODY) ?? lossFinding(body);
}

/** Whether what goes over the wire is the very same. */
function lossFinding(body: unknown): string | undefined {
	const wire = JSON.stringify(body);
	return JSON.stringify(JSON.parse(wire)) === wire ? undefined : 'changes on its way';
}

/** Words that n8n's guidelines keep out of messages. */
export const DISCOURAGED_WORDS = /\b(error|errors|problem|problems|failure|failed|mistake)\b/i;
