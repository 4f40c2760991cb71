import { ALL_PAYMENT_METHODS } from '../world/data/paymentMethods';

/** Parts of the JSON schemas of what the API accepts, with every documented limit. */

export type Texts = Record<string, string>;

export const URL_PATTERN = '^https?://[-A-Za-z0-9+&@#/%?=~_|!:,.;]+[-A-Za-z0-9+&@#/%=~_|]$';

export const text = (maxLength: number) => ({ type: 'string', maxLength });

export const ID = text(32);

export const CURRENCY_CODE = { type: 'string', pattern: '^[A-Za-z]{3}$' };

export const CURRENCY = { ...CURRENCY_CODE, default: 'JPY' };

export const ORDER_NO = { type: 'string', minLength: 1, maxLength: 50 };

/** Epoch milliseconds. */
export const TIME = { type: 'integer', minimum: 0 };

export const EXTRA = {
	type: 'object',
	maxProperties: 20,
	propertyNames: { maxLength: 20 },
	additionalProperties: { type: 'string' },
};

export const METADATA = {
	type: 'object',
	maxProperties: 20,
	propertyNames: { maxLength: 20, pattern: '^(?!__)(?!route$)' },
	additionalProperties: { type: 'string', maxBytes: 255 },
};

export const PAYMENT_METHOD = { enum: ALL_PAYMENT_METHODS };

export const RESOURCE = {
	enum: ['web', 'ios', 'android', 'liff', 'mini', 'cpm', 'mpm', 'reader', 'posapp'],
};

/** A body with these properties and no others. */
export const bodyOf = (properties: object, required: readonly string[] = []) => ({
	type: 'object',
	required,
	additionalProperties: false,
	properties,
});

/** The same where the body may be left out altogether. */
export const optionalBodyOf = (properties: object) => ({
	...bodyOf(properties),
	type: ['object', 'null'],
});

/** A query: what isn't named is ignored. */
export const queryOf = (properties: object) => ({ type: 'object', properties });

/** `maxBytes`: the longest a string may be in UTF-8, where JSON Schema only counts characters. */
export const MAX_BYTES = {
	keyword: 'maxBytes',
	type: 'string' as const,
	schemaType: 'number' as const,
	validate: (limit: number, text: string) => Buffer.byteLength(text) <= limit,
};
