import { PAGE, PERIOD, SORT_ORDERS } from '../paging';
import { ID, queryOf } from '../schema';
import { DISPUTE_STATUSES } from './dispute';

const TIMES = { enum: ['create_time', 'resolved_time'], default: 'create_time' };

export const DISPUTES_QUERY = queryOf({
	...PAGE,
	...PERIOD,
	chargeId: ID,
	dateField: TIMES,
	status: { enum: DISPUTE_STATUSES },
	sort: TIMES,
	order: { enum: SORT_ORDERS, default: 'desc' },
});
