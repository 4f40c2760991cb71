import { bodyOf, CURRENCY, EXTRA, ID, METADATA, ORDER_NO, text, URL_PATTERN } from '../schema';

const ITEM = bodyOf(
	{
		name: { type: 'string' },
		price: { type: 'integer' },
		count: { type: 'integer' },
		image: { type: 'string', pattern: URL_PATTERN },
	},
	['name', 'price', 'count'],
);

/** A body that takes a payment, or one that registers a payment means. */
export const NEW_CODE = {
	...bodyOf({
		amount: { type: 'integer', minimum: 0 },
		currency: CURRENCY,
		orderNo: ORDER_NO,
		description: text(255),
		extra: EXTRA,
		metadata: METADATA,
		expiryDuration: { type: 'integer', minimum: 3, maximum: 30, default: 10 },
		frontUrl: { type: 'string', pattern: URL_PATTERN },
		items: { type: 'array', items: ITEM },
		locationId: ID,
		customerId: ID,
		sourceId: ID,
		shouldCreateSource: { type: 'boolean', default: false },
	}),
	if: { required: ['shouldCreateSource'], properties: { shouldCreateSource: { const: true } } },
	then: {
		required: ['customerId'],
		properties: { amount: { type: 'integer', maximum: 0 }, orderNo: false },
	},
	else: { required: ['amount', 'orderNo'] },
};
