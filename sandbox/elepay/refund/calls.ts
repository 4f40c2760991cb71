import type { ApiRequest, Calls } from '../call';
import { chargeOf } from '../charge/calls';
import { ApiError } from '../errors';
import { createRefund, type RefundRequest } from './refund';
import { NEW_REFUND } from './schema';

export const REFUND_CALLS = {
	'GET /charges/{id}/refunds': {
		status: 200,
		answer(request: ApiRequest) {
			const { totalCount, data } = chargeOf(request).refunds;
			return { total: totalCount, refunds: data };
		},
	},
	'POST /charges/{id}/refunds': {
		body: NEW_REFUND,
		status: 201,
		answer: (request: ApiRequest<RefundRequest>) =>
			createRefund(request.world, chargeOf(request), request.body),
	},
	'GET /charges/{id}/refunds/{refundId}': {
		status: 200,
		answer(request: ApiRequest) {
			const { data } = chargeOf(request).refunds;
			const refund = data.find(({ id }) => id === request.params['refundId']);
			if (!refund) throw new ApiError('M002003', 'refundId');
			return refund;
		},
	},
} satisfies Calls;
