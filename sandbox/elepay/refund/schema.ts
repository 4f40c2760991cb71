import { bodyOf, CURRENCY, METADATA, text } from '../schema';

export const NEW_REFUND = bodyOf(
	{
		amount: { type: 'integer', minimum: 1 },
		currency: CURRENCY,
		reason: text(255),
		metadata: METADATA,
	},
	['amount'],
);
