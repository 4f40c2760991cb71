import { byCreation } from '../../world/collection';
import type { Store } from '../../world/store';
import {
	isOneOf,
	isWithin,
	type PageQuery,
	pageOf,
	type PeriodQuery,
	type SortOrder,
} from '../paging';
import { byPayment, type Charge, type ChargeStatus } from './charge';

type ChargeTime = 'create_time' | 'paid_time';

/** The query of GET /charges after validation, which has filled in the documented defaults. */
export interface ChargesQuery extends PageQuery, PeriodQuery {
	paymentMethod?: string | string[];
	dateField: ChargeTime;
	status?: ChargeStatus;
	sort: ChargeTime;
	order: SortOrder;
}

/** The page of charges that a query asks for. */
export function listCharges(store: Store, query: ChargesQuery) {
	const { dateField, status, sort, order } = query;
	const isMethod = isOneOf(query.paymentMethod);
	const isInPeriod = isWithin(query);
	const isWanted = (charge: Charge) =>
		(status === undefined || charge.status === status) &&
		isMethod(charge.paymentMethod) &&
		isInPeriod(dateField === 'paid_time' ? charge.paidTime : charge.createTime);
	const charges = store.charges.oldestFirst(sort === 'paid_time' ? byPayment : byCreation);
	const { total, page } = pageOf(charges, query, isWanted, order);
	return { total, charges: page };
}
