import { bodyOf, EXTRA, METADATA, PAYMENT_METHOD, queryOf, RESOURCE, text } from '../schema';

export const SOURCES_QUERY = queryOf({ paymentMethod: PAYMENT_METHOD });

export const NEW_SOURCE = bodyOf(
	{
		paymentMethod: PAYMENT_METHOD,
		resource: RESOURCE,
		description: text(255),
		extra: EXTRA,
		metadata: METADATA,
	},
	['paymentMethod', 'resource'],
);
