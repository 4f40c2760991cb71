import { cardInfo } from '../elepay/cardInfo';
import {
	byPayment,
	type Charge,
	type ChargeStatus,
	isOver,
	type NewCharge,
	newCharge,
} from '../elepay/charge/charge';
import { ApiError } from '../elepay/errors';
import type { Refund, RefundRequest } from '../elepay/refund/refund';
import type { World } from './world';

/** How long a provider takes to give money back. */
export const REFUND_TIME = 5000;

const CARDS = new Set(['creditcard', 'applepay', 'googlepay']);

const CARD = cardInfo({
	brand: 'visa',
	last4: '4242',
	expMonth: 12,
	expYear: 2034,
	name: 'SANDBOX CUSTOMER',
	threeDSecure: true,
	threeDSecureVersion: '2.2.0',
});

const IS_UNPAID: ReadonlySet<ChargeStatus> = new Set(['pending', 'waiting', 'notified']);

/** Adds a charge that nobody has paid yet. */
export function addCharge(world: World, liveMode: boolean, fields: NewCharge): Charge {
	const charge = newCharge(world, liveMode, fields);
	world.state.of(liveMode).addCharge(charge);
	return charge;
}

/**
 * The customer has paid: the money is captured, or only authorised if the merchant wants it so.
 * Resolves, as all that follows, once the webhooks have been tried.
 */
export function completePayment(world: World, charge: Charge): Promise<void> {
	if (CARDS.has(charge.paymentMethod)) charge.cardInfo ??= CARD;
	if (!charge.authorize) return captureCharge(world, charge);
	charge.status = 'uncaptured';
	return Promise.resolve();
}

/** The customer has paid after all. Throws an ApiError where nothing waits to be paid. */
export function finishPayment(world: World, charge: Charge): Promise<void> {
	if (!IS_UNPAID.has(charge.status) && charge.status !== 'amount_mismatch') {
		throw new ApiError('M006000', 'id');
	}
	return completePayment(world, charge);
}

/** An attempt to pay has failed: nobody is told, and a code can be tried again. */
export function failPayment(charge: Charge): void {
	if (!IS_UNPAID.has(charge.status)) throw new ApiError('M006000', 'id');
	charge.status = 'failed';
}

/** Takes the money, all of it unless a lower amount is given, and marks what is paid with it. */
export function captureCharge(
	world: World,
	charge: Charge,
	amount = charge.authorizeAmount,
): Promise<void> {
	const store = world.state.of(charge.liveMode);
	const now = world.clock.now();
	charge.status = 'captured';
	charge.amount = amount;
	charge.paid = true;
	charge.paidTime = now;
	charge.voucherNo = world.newId('voucher');
	store.charges.reorder(byPayment);
	const code = store.codesByCharge.get(charge.id);
	if (code) code.status = 'captured';
	if (code?.invoice) {
		code.invoice.status = 'paid';
		code.invoice.paidTime = now;
	}
	return world.webhooks.send('charge.succeeded', charge, charge.liveMode);
}

/** Ends a payment that isn't completed, and the code that it belongs to. */
export function revokeCharge(world: World, charge: Charge): Promise<void> {
	if (charge.paid || isOver(charge)) return Promise.resolve();
	charge.status = 'revoked';
	const code = world.state.of(charge.liveMode).codesByCharge.get(charge.id);
	if (code?.status === 'pending') code.status = 'closed';
	return world.webhooks.send('charge.revoked', charge, charge.liveMode);
}

/** Revokes a charge when its time is over, unless it was paid by then. */
export function planExpiry(world: World, charge: Charge): void {
	world.state.agenda.at(charge.expiryTime, () => {
		if (IS_UNPAID.has(charge.status)) return revokeCharge(world, charge);
	});
}

/** Begins to give money back. It counts at once, and arrives a few seconds later. */
export function refundCharge(
	world: World,
	charge: Charge,
	{ amount, currency, reason, metadata }: RefundRequest,
): Refund {
	const now = world.clock.now();
	const refund: Refund = {
		id: world.newId('ref'),
		object: 'refund',
		chargeId: charge.id,
		liveMode: charge.liveMode,
		amount,
		currency,
		metadata: metadata ?? {},
		reason: reason ?? null,
		status: 'pending',
		refundedTime: null,
		createTime: now,
	};
	charge.refunds.data.push(refund);
	charge.refunds.amount += amount;
	charge.refunds.totalCount += 1;
	world.state.agenda.at(now + REFUND_TIME, () => settleRefund(world, charge, refund));
	return refund;
}

/** The money has arrived. */
export function settleRefund(world: World, charge: Charge, refund: Refund): Promise<void> {
	if (refund.status === 'refunded') return Promise.resolve();
	const now = world.clock.now();
	refund.status = 'refunded';
	refund.refundedTime = now;
	const arrived = charge.refunds.data.filter(({ status }) => status === 'refunded');
	const sum = arrived.reduce((total, { amount }) => total + amount, 0);
	charge.refunded = sum === charge.amount;
	charge.status = charge.refunded ? 'refunded' : 'partially_refunded';
	charge.refundTime = now;
	return world.webhooks.send('refund.succeeded', refund, charge.liveMode);
}
