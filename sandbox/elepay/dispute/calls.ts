import { byCreation } from '../../world/collection';
import type { ApiRequest, Calls } from '../call';
import { named } from '../named';
import { isWithin, type PageQuery, pageOf, type PeriodQuery, type SortOrder } from '../paging';
import { byResolution, type Dispute, type DisputeStatus } from './dispute';
import { DISPUTES_QUERY } from './schema';

type DisputeTime = 'create_time' | 'resolved_time';

interface DisputesQuery extends PageQuery, PeriodQuery {
	chargeId?: string;
	dateField: DisputeTime;
	status?: DisputeStatus;
	sort: DisputeTime;
	order: SortOrder;
}

function list({ store, query }: ApiRequest<unknown, DisputesQuery>) {
	const { chargeId, dateField, status, sort, order } = query;
	const isInPeriod = isWithin(query);
	const isWanted = (dispute: Dispute) =>
		(chargeId === undefined || dispute.chargeId === chargeId) &&
		(status === undefined || dispute.status === status) &&
		isInPeriod(dateField === 'resolved_time' ? dispute.resolvedTime : dispute.createTime);
	const disputes = store.disputes.oldestFirst(sort === 'resolved_time' ? byResolution : byCreation);
	const { total, page } = pageOf(disputes, query, isWanted, order);
	return { total, disputes: page };
}

export const DISPUTE_CALLS = {
	'GET /disputes': { query: DISPUTES_QUERY, status: 200, answer: list },
	'GET /disputes/{id}': {
		status: 200,
		answer: ({ store, params }: ApiRequest) => named(store.disputes, params, 'id'),
	},
} satisfies Calls;
