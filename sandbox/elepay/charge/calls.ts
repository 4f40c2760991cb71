import { captureCharge, revokeCharge } from '../../world/payments';
import type { ApiRequest, Calls } from '../call';
import { ApiError } from '../errors';
import { named } from '../named';
import { orderNoOf } from '../orderNo';
import type { Charge } from './charge';
import { type ChargeRequest, createCharge } from './create';
import { type ChargesQuery, listCharges } from './list';
import { CAPTURE, CHARGES_QUERY, NEW_CHARGE } from './schema';

/** The charge in the path. */
export const chargeOf = ({ store, params }: ApiRequest) => named(store.charges, params, 'id');

function capture(request: ApiRequest<{ amount?: number } | null>): Charge {
	const charge = chargeOf(request);
	if (charge.status === 'captured') throw new ApiError('M006002', 'id');
	if (charge.status !== 'uncaptured') throw new ApiError('M006000', 'id');
	const amount = request.body?.amount ?? charge.authorizeAmount;
	const isPart = amount < charge.authorizeAmount;
	if (amount > charge.authorizeAmount || (isPart && charge.paymentMethod === 'applepay')) {
		throw new ApiError('M002002', 'amount');
	}
	void captureCharge(request.world, charge, amount);
	return charge;
}

function revoke(request: ApiRequest): Charge {
	const charge = chargeOf(request);
	if (charge.paid) throw new ApiError('M006007', 'id');
	if (charge.status === 'revoked') throw new ApiError('M006002', 'id');
	if (charge.status === 'failed') throw new ApiError('M006000', 'id');
	if (charge.resource === 'reader') throw new ApiError('M006005', 'id');
	void revokeCharge(request.world, charge);
	return charge;
}

export const CHARGE_CALLS = {
	'GET /charges': {
		query: CHARGES_QUERY,
		status: 200,
		answer: ({ store, query }: ApiRequest<unknown, ChargesQuery>) => listCharges(store, query),
	},
	'POST /charges': {
		body: NEW_CHARGE,
		status: 201,
		attemptKey: orderNoOf,
		answer: ({ world, store, body }: ApiRequest<ChargeRequest>) => createCharge(world, store, body),
	},
	'GET /charges/{id}': { status: 200, answer: chargeOf },
	'GET /charges/{id}/status': {
		status: 200,
		answer(request: ApiRequest) {
			const { id, appId, liveMode, status } = chargeOf(request);
			return { id, appId, liveMode, status };
		},
	},
	'POST /charges/{id}/capture': { body: CAPTURE, status: 200, answer: capture },
	'POST /charges/{id}/revoke': { status: 200, answer: revoke },
} satisfies Calls;
