import type { CodeRecord } from '../elepay/code/code';
import { ApiError } from '../elepay/errors';
import { revokeCharge } from './payments';
import type { World } from './world';

/**
 * Closes a code whose time is over, and revokes a payment that was under way. Called wherever a
 * code is looked at, so that ten thousand codes need no timers; resolves once the webhooks of the
 * revocation have been tried.
 */
export function expireIfDue(world: World, code: CodeRecord): Promise<void> {
	if (code.status !== 'pending' || world.clock.now() < code.expiryTime) return Promise.resolve();
	code.status = 'closed';
	code.expired = true;
	return endPayment(world, code);
}

/** Closes a code before its time; resolves like `expireIfDue`. */
export function close(world: World, code: CodeRecord): Promise<void> {
	code.status = 'closed';
	return endPayment(world, code);
}

function endPayment(world: World, code: CodeRecord): Promise<void> {
	return code.charge ? revokeCharge(world, code.charge) : Promise.resolve();
}

/** Throws an ApiError unless the code can still be paid or closed. */
export function requirePending(world: World, code: CodeRecord): void {
	void expireIfDue(world, code);
	if (code.expired) throw new ApiError('M006004', 'codeId');
	if (code.status !== 'pending') throw new ApiError('M006003', 'codeId');
}
