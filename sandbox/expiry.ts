import type { SandboxContext } from './context';
import { ApiError } from './errors';
import type { CodeRecord } from './store';

/** Ends a payment that was started and never finished; resolves once its webhooks were tried. */
export function revokeCharge(context: SandboxContext, code: CodeRecord): Promise<void> {
	code.cancelExpiry?.();
	if (code.charge?.status !== 'pending') return Promise.resolve();
	code.charge.status = 'revoked';
	return context.webhooks.send('charge.revoked', code.charge, code.liveMode);
}

/**
 * Closes a code whose time is over, and revokes a payment that was under way. Called wherever a
 * code is looked at, so that ten thousand codes need no timers; resolves once the webhooks of the
 * revocation have been tried.
 */
export function expireIfDue(context: SandboxContext, code: CodeRecord): Promise<void> {
	if (code.status !== 'pending' || context.clock.now() < code.expiryTime) return Promise.resolve();
	code.status = 'closed';
	code.expired = true;
	return revokeCharge(context, code);
}

/** Refuses unless the code can still be paid or closed. */
export function requirePending(context: SandboxContext, code: CodeRecord): void {
	void expireIfDue(context, code);
	if (code.expired) throw new ApiError('M006004', 'codeId');
	if (code.status !== 'pending') throw new ApiError('M006003', 'codeId');
}
