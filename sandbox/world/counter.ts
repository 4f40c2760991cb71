import { cardInfo } from '../elepay/cardInfo';
import type { Charge, ChargeStatus } from '../elepay/charge/charge';
import { ApiError } from '../elepay/errors';
import type { World } from './world';

/** What happens on the way to a payment over a shop's counter or through a bank. */

/** Payments that take days. */
export const SLOW_METHODS: ReadonlySet<string> = new Set(['konbini', 'banktransfer']);

function requireSlow(charge: Charge, statuses: ChargeStatus[]): void {
	if (!SLOW_METHODS.has(charge.paymentMethod)) throw new ApiError('M002005', 'id');
	if (!statuses.includes(charge.status)) throw new ApiError('M006000', 'id');
}

/** The customer has given the details and got a number to pay by. */
export function markWaiting(world: World, charge: Charge): Promise<void> {
	requireSlow(charge, ['pending']);
	charge.status = 'waiting';
	return world.webhooks.send('charge.waiting', charge, charge.liveMode);
}

/** The counter announces money that hasn't come yet. */
export function markNotified(world: World, charge: Charge): Promise<void> {
	requireSlow(charge, ['pending', 'waiting']);
	charge.status = 'notified';
	return world.webhooks.send('charge.notified', charge, charge.liveMode);
}

/** Another sum than the charge's has come, one less unless told otherwise. */
export function markMismatched(
	world: World,
	charge: Charge,
	amount = charge.amount - 1,
): Promise<void> {
	requireSlow(charge, ['pending', 'waiting', 'notified']);
	charge.status = 'amount_mismatch';
	charge.cardInfo = cardInfo({ receivedAmount: amount, receivedTime: world.clock.now() });
	return world.webhooks.send('charge.mismatched', charge, charge.liveMode);
}
