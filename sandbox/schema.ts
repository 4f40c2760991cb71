import { ALL_PAYMENT_METHODS } from './data/payment-methods';

/** The JSON schemas of what the API accepts, with every documented limit. */

const URL_PATTERN = '^https?://[-A-Za-z0-9+&@#/%?=~_|!:,.;]+[-A-Za-z0-9+&@#/%=~_|]$';

const REFERENCE = { type: 'string', maxLength: 32 };

const EXTRA = {
	type: 'object',
	maxProperties: 20,
	propertyNames: { maxLength: 20 },
	additionalProperties: { type: 'string' },
};

const METADATA = {
	type: 'object',
	maxProperties: 20,
	propertyNames: { maxLength: 20, pattern: '^(?!__)(?!route$)' },
	additionalProperties: { type: 'string', maxBytes: 255 },
};

const ITEM = {
	type: 'object',
	required: ['name', 'price', 'count'],
	additionalProperties: false,
	properties: {
		name: { type: 'string' },
		price: { type: 'integer' },
		count: { type: 'integer' },
		image: { type: 'string', pattern: URL_PATTERN },
	},
};

export const CODE_REQUEST = {
	type: 'object',
	required: ['amount', 'orderNo'],
	additionalProperties: false,
	properties: {
		amount: { type: 'integer', minimum: 0 },
		currency: { type: 'string', pattern: '^[A-Za-z]{3}$', default: 'JPY' },
		orderNo: { type: 'string', minLength: 1, maxLength: 50 },
		description: { type: 'string', maxLength: 255 },
		extra: EXTRA,
		metadata: METADATA,
		expiryDuration: { type: 'integer', minimum: 3, maximum: 30, default: 10 },
		frontUrl: { type: 'string', pattern: URL_PATTERN },
		items: { type: 'array', items: ITEM },
		locationId: REFERENCE,
		customerId: REFERENCE,
		sourceId: REFERENCE,
		shouldCreateSource: { type: 'boolean', default: false },
	},
};

// Query parameters arrive as text and nothing is coerced, so numbers are checked as text.
const PAGE = {
	limit: { type: 'string', pattern: '^(100|[1-9]?[0-9])$', default: '20' },
	offset: { type: 'string', pattern: '^[0-9]{1,9}$', default: '0' },
};

export const LOCATIONS_QUERY = { type: 'object', properties: PAGE };

export const CUSTOMERS_QUERY = {
	type: 'object',
	properties: { ...PAGE, keyword: { type: 'string', default: '' } },
};

export const SOURCES_QUERY = {
	type: 'object',
	properties: { ...PAGE, paymentMethod: { enum: ALL_PAYMENT_METHODS } },
};

/** `maxBytes`: the longest a string may be in UTF-8, where JSON Schema only counts characters. */
export const MAX_BYTES = {
	keyword: 'maxBytes',
	type: 'string' as const,
	schemaType: 'number' as const,
	validate: (limit: number, text: string) => Buffer.byteLength(text) <= limit,
};
