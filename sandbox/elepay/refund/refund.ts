import { refundCharge } from '../../world/payments';
import type { World } from '../../world/world';
import type { Charge } from '../charge/charge';
import { ApiError } from '../errors';
import { methodNamed } from '../paymentMethod/paymentMethod';
import type { Texts } from '../schema';

/** The Refund object. */
export interface Refund {
	id: string;
	object: 'refund';
	chargeId: string;
	liveMode: boolean;
	amount: number;
	currency: string;
	metadata: Texts;
	reason: string | null;
	status: 'pending' | 'refunded';
	refundedTime: number | null;
	createTime: number;
}

/** The body of POST /charges/{id}/refunds after validation. */
export interface RefundRequest {
	amount: number;
	currency: string;
	reason?: string;
	metadata?: Texts;
}

const REFUND_WINDOW = 90 * 24 * 60 * 60_000;

function requireRefundable({ clock }: World, charge: Charge): void {
	if (charge.disputed) throw new ApiError('M006006', 'id');
	if (charge.refunded) throw new ApiError('M006002', 'id');
	if (!charge.paid || charge.paidTime === null) throw new ApiError('M006000', 'id');
	if (clock.now() > charge.paidTime + REFUND_WINDOW) throw new ApiError('U007002', 'id');
}

function requireSupport({ paymentMethod, amount, refunds }: Charge, part: number): void {
	const { channelProperties: can } = methodNamed(paymentMethod);
	if (!can.isSupportRefund) throw new ApiError('M002005', 'id');
	if (!can.isSupportPartialRefund && part < amount) throw new ApiError('M002005', 'amount');
	if (!can.isSupportMultipleRefund && refunds.totalCount > 0) {
		const isUnderWay = refunds.data.some(({ status }) => status === 'pending');
		throw new ApiError(isUnderWay ? 'M006001' : 'M002005', 'id');
	}
}

/** Begins to pay a charge back. Throws an ApiError for what can't be refunded, or not so much. */
export function createRefund(world: World, charge: Charge, request: RefundRequest): Refund {
	requireRefundable(world, charge);
	if (request.currency !== charge.currency) throw new ApiError('M002009', 'currency');
	requireSupport(charge, request.amount);
	const left = charge.amount - charge.refunds.amount;
	if (left === 0 || request.amount > left) throw new ApiError('M007002', 'amount');
	return refundCharge(world, charge, request);
}
