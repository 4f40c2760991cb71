import { ApiError } from './errors';

/** What the sandbox's merchant may do with money. */

/** The id of the one application of either mode. */
export const APP_ID = 'app_sandbox';

const CURRENCIES = new Set(['JPY', 'USD', 'CNY', 'EUR', 'KRW', 'TWD']);

const HIGHEST_AMOUNT = 10_000_000;

/** Throws M002009 or M007001 for a currency or an amount that is beyond the account. */
export function requireAffordable(request: { currency: string; amount?: number }): void {
	if (!CURRENCIES.has(request.currency)) throw new ApiError('M002009', 'currency');
	if ((request.amount ?? 0) > HIGHEST_AMOUNT) throw new ApiError('M007001', 'amount');
}
