import { API_ROUTES } from '../elepay/calls';
import { EVENT_TYPES } from '../elepay/events';
import { bodyOf, optionalBodyOf, PAYMENT_METHOD } from '../elepay/schema';

/** The JSON schemas of what `/_sandbox` accepts: a mistyped name is refused, not ignored. */

const MILLISECONDS = { type: 'number', minimum: 0 };

const STATUS = { type: 'integer', minimum: 200, maximum: 599 };

const RETRY_AFTER = { type: ['integer', 'string'] };

export const PAY_BODY = optionalBodyOf({ paymentMethod: { type: 'string' } });

export const AMOUNT_BODY = optionalBodyOf({ amount: { type: 'integer', minimum: 1 } });

export const DISPUTE_BODY = optionalBodyOf({
	amount: { type: 'integer', minimum: 1 },
	reason: { type: 'string' },
});

export const RESOLVE_BODY = bodyOf({ status: { enum: ['won', 'lost'] } }, ['status']);

export const CLOCK_BODY = bodyOf({ advanceMs: MILLISECONDS }, ['advanceMs']);

export const WEBHOOK_BODY = bodyOf(
	{
		url: { type: 'string' },
		secret: { type: 'string' },
		events: { type: 'array', items: { enum: EVENT_TYPES } },
		liveMode: { type: 'boolean' },
	},
	['url', 'secret'],
);

export const EVENT_BODY = bodyOf(
	{
		type: { type: 'string', minLength: 1 },
		object: { type: 'object' },
		liveMode: { type: 'boolean', default: false },
	},
	['type', 'object'],
);

const COUNT = { type: 'integer', minimum: 0, maximum: 1_000_000 };

export const SEED_BODY = bodyOf({
	charges: COUNT,
	customers: COUNT,
	disputes: COUNT,
	invoices: COUNT,
	locations: COUNT,
	readers: COUNT,
	subscriptions: COUNT,
	from: MILLISECONDS,
	to: MILLISECONDS,
	paymentMethod: PAYMENT_METHOD,
	liveMode: { type: 'boolean', default: false },
});

const LATENCY = {
	anyOf: [
		MILLISECONDS,
		bodyOf({ min: MILLISECONDS, max: MILLISECONDS }, ['min', 'max']),
		bodyOf({ median: MILLISECONDS, sigma: MILLISECONDS, max: MILLISECONDS }, ['median', 'sigma']),
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

export const FAULTS_BODY = bodyOf(
	{
		rules: { type: 'array', items: RULE },
		seed: { type: 'integer', minimum: 0 },
	},
	['rules'],
);
