import { API_ROUTES } from './api-routes';
import { EVENT_TYPES } from './objects';

/** The JSON schemas of what `/_sandbox` accepts: a mistyped name is refused, not ignored. */

// The body may be left out altogether.
const OPTIONAL_OBJECT = { type: ['object', 'null'], additionalProperties: false };

const MILLISECONDS = { type: 'number', minimum: 0 };

const STATUS = { type: 'integer', minimum: 200, maximum: 599 };

const RETRY_AFTER = { type: ['integer', 'string'] };

export const PAY_BODY = {
	...OPTIONAL_OBJECT,
	properties: { paymentMethod: { type: 'string' } },
};

export const REFUND_BODY = {
	...OPTIONAL_OBJECT,
	properties: { amount: { type: 'integer', minimum: 1 } },
};

export const CLOCK_BODY = {
	type: 'object',
	required: ['advanceMs'],
	additionalProperties: false,
	properties: { advanceMs: MILLISECONDS },
};

export const WEBHOOK_BODY = {
	type: 'object',
	required: ['url', 'secret'],
	additionalProperties: false,
	properties: {
		url: { type: 'string' },
		secret: { type: 'string' },
		events: { type: 'array', items: { enum: EVENT_TYPES } },
		liveMode: { type: 'boolean' },
	},
};

export const EVENT_BODY = {
	type: 'object',
	required: ['type', 'object'],
	additionalProperties: false,
	properties: {
		type: { enum: EVENT_TYPES },
		object: { type: 'object' },
		liveMode: { type: 'boolean', default: false },
	},
};

const LATENCY = {
	anyOf: [
		MILLISECONDS,
		{
			type: 'object',
			required: ['min', 'max'],
			additionalProperties: false,
			properties: { min: MILLISECONDS, max: MILLISECONDS },
		},
		{
			type: 'object',
			required: ['median', 'sigma'],
			additionalProperties: false,
			properties: { median: MILLISECONDS, sigma: MILLISECONDS, max: MILLISECONDS },
		},
	],
};

const ANSWER = {
	anyOf: [
		{
			type: 'object',
			required: ['errorCode'],
			additionalProperties: false,
			properties: {
				errorCode: { type: 'string', pattern: '^[MUS][0-9]{6}$' },
				message: { type: 'string' },
				parameterName: { type: 'string' },
				providerError: {
					type: 'object',
					required: ['providerKey', 'code', 'message'],
					additionalProperties: false,
					properties: {
						providerKey: { type: 'string' },
						code: { type: 'string' },
						message: { type: 'string' },
					},
				},
				status: STATUS,
				retryAfter: RETRY_AFTER,
			},
		},
		{
			type: 'object',
			required: ['body'],
			additionalProperties: false,
			properties: {
				body: { type: 'string' },
				contentType: { type: 'string' },
				status: STATUS,
				retryAfter: RETRY_AFTER,
			},
		},
	],
};

const CONNECTION = {
	anyOf: [
		{ enum: ['reset', 'hang', 'half'] },
		{
			type: 'object',
			required: ['slowMs'],
			additionalProperties: false,
			properties: { slowMs: MILLISECONDS },
		},
	],
};

const OUTCOME = {
	latency: LATENCY,
	answer: ANSWER,
	connection: CONNECTION,
	processed: { type: 'boolean' },
};

const RULE = {
	type: 'object',
	additionalProperties: false,
	properties: {
		...OUTCOME,
		route: { enum: API_ROUTES },
		from: { type: 'number' },
		until: { type: 'number' },
		overPerSecond: { type: 'integer', minimum: 0 },
		probability: { type: 'number', minimum: 0, maximum: 1 },
		times: { type: 'integer', minimum: 0 },
		script: {
			type: 'array',
			items: { type: ['object', 'null'], additionalProperties: false, properties: OUTCOME },
		},
	},
	anyOf: ['latency', 'answer', 'connection', 'script'].map((name) => ({ required: [name] })),
};

export const FAULTS_BODY = {
	type: 'object',
	required: ['rules'],
	additionalProperties: false,
	properties: {
		rules: { type: 'array', items: RULE },
		seed: { type: 'integer', minimum: 0 },
	},
};
