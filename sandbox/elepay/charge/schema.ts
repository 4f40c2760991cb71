import { PAGE, PERIOD, repeatable, SORT_ORDERS } from '../paging';
import {
	bodyOf,
	CURRENCY,
	EXTRA,
	ID,
	METADATA,
	optionalBodyOf,
	ORDER_NO,
	PAYMENT_METHOD,
	queryOf,
	RESOURCE,
	text,
} from '../schema';
import { CHARGE_STATUSES } from './charge';

const TIMES = { enum: ['create_time', 'paid_time'], default: 'create_time' };

const AMOUNT = { type: 'integer', minimum: 1 };

export const CHARGES_QUERY = queryOf({
	...PAGE,
	...PERIOD,
	paymentMethod: repeatable(PAYMENT_METHOD.enum),
	dateField: TIMES,
	status: { enum: CHARGE_STATUSES },
	sort: TIMES,
	order: { enum: SORT_ORDERS, default: 'desc' },
});

export const NEW_CHARGE = bodyOf(
	{
		amount: AMOUNT,
		paymentMethod: PAYMENT_METHOD,
		orderNo: ORDER_NO,
		locationId: ID,
		capture: { type: 'boolean', default: true },
		currency: CURRENCY,
		resource: RESOURCE,
		description: text(1024),
		extra: EXTRA,
		metadata: METADATA,
		clientIp: text(39),
		customerId: ID,
		sourceId: ID,
	},
	['amount', 'paymentMethod', 'orderNo'],
);

export const CAPTURE = optionalBodyOf({ amount: AMOUNT, extra: EXTRA });
