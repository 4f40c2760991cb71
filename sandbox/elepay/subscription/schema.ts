import { PAGE, PAGE_FROM_0, PERIOD } from '../paging';
import { bodyOf, CURRENCY, ID, METADATA, queryOf, text, TIME } from '../schema';
import { INTERVALS } from './interval';
import { SUBSCRIPTION_STATUSES } from './subscription';

const AMOUNT = { type: 'integer', minimum: 1 };

export const SUBSCRIPTIONS_QUERY = queryOf({
	...PAGE,
	...PERIOD,
	customerId: ID,
	status: { enum: SUBSCRIPTION_STATUSES },
});

export const PERIODS_QUERY = queryOf(PAGE_FROM_0);

export const NEW_SUBSCRIPTION = bodyOf(
	{
		name: text(20),
		customerId: ID,
		currency: CURRENCY,
		amount: AMOUNT,
		interval: { enum: INTERVALS },
		intervalSpan: { type: 'integer', minimum: 1, default: 1 },
		initialAmount: AMOUNT,
		firstChargeTime: TIME,
		metadata: METADATA,
	},
	['customerId'],
);

export const SUBSCRIPTION_UPDATE = bodyOf({ metadata: METADATA });
