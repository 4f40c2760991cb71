import { UserError } from 'n8n-workflow';

import { paidTimeOf, type Charges } from './charges';
import { isPaid, refundsIn } from './look';
import type { Happening } from './output';
import type { Settings } from './settings';

/** How many pages are looked through for something to show. */
const MOST_PAGES = 10;

/**
 * The latest payment and the latest refund, as far as they are watched, for building a workflow.
 *
 * @throws {UserError} if there is none
 */
export async function latest(charges: Charges, { watches, isWanted }: Settings) {
	let payment: Happening | undefined;
	let refund: Happening | undefined;
	let pages = 0;
	for await (const page of charges.newestFirst()) {
		for (const charge of page.filter(isWanted)) {
			const time = paidTimeOf(charge);
			if (time !== undefined && isPaid(charge))
				payment ??= { type: 'charge.succeeded', time, charge };
			for (const { time, object } of refundsIn(charge)) {
				if (refund && refund.time >= time) continue;
				refund = { type: 'refund.succeeded', time, charge, refund: object };
			}
		}
		const isEnough = (payment || !watches.payments) && (refund || !watches.refunds);
		if (isEnough || ++pages === MOST_PAGES) break;
	}
	const found = [watches.payments && payment, watches.refunds && refund].filter((one) => !!one);
	if (found.length === 0) {
		throw new UserError('There is nothing to show yet', {
			description:
				'Pay a code with this account, or refund a payment, and try again. Check the filters of this trigger too.',
		});
	}
	return found;
}
