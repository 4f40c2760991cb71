import fc from 'fast-check';

import { HOUR, idsOf, MINUTE, started, useShop } from './support/shop';
import type { Charge } from '../../sandbox/elepay/charge/charge';

const shop = useShop();

/** What may happen between the first look and the last one. */
const step = fc.oneof(
	fc.record({ what: fc.constant('pay' as const), count: fc.nat(130), every: fc.nat(2 * MINUTE) }),
	// In one millisecond
	fc.record({ what: fc.constant('pay' as const), count: fc.nat(230), every: fc.constant(0) }),
	fc.record({ what: fc.constant('payLate' as const), ago: fc.nat(58 * MINUTE) }),
	fc.record({
		what: fc.constant('refund' as const),
		which: fc.nat(),
		part: fc.integer({ min: 1, max: 600 }),
	}),
	fc.record({ what: fc.constant('pass' as const), time: fc.nat(6 * HOUR) }),
	fc.record({ what: fc.constant('look' as const) }),
	fc.record({ what: fc.constant('restart' as const) }),
	fc.record({ what: fc.constant('lookTwiceAtOnce' as const) }),
	fc.record({ what: fc.constant('fail' as const), page: fc.nat(3), restart: fc.boolean() }),
);

test.each([
	['with all the time that n8n gives', undefined],
	['with hardly any time', 0],
])(
	'whatever happens, each payment and refund starts the workflow once: %s',
	async (_time, budgetMs) => {
		await fc.assert(
			fc.asyncProperty(fc.nat(120), fc.array(step, { maxLength: 25 }), async (before, steps) => {
				shop.sandbox.state.reset();
				shop.sandbox.faults.clear();
				for (let count = 0; count < before; count++) shop.pay();
				shop.pass(1);
				const poller = shop.poller({ parameters: { watch: 'both' }, budgetMs });
				await poller.activate();
				const start = shop.now;
				shop.pass(1);

				const paid: Charge[] = [];
				const refunds: Array<{ id: string }> = [];
				for (const one of steps) {
					switch (one.what) {
						case 'pay':
							for (let count = 0; count < one.count; count++) {
								shop.pass(one.every);
								paid.push(shop.pay({ paidTime: shop.now }));
							}
							break;
						case 'payLate': {
							const newest = Math.max(start, ...paid.map(({ paidTime }) => paidTime!));
							paid.push(shop.pay({ paidTime: Math.max(start, newest - one.ago) }));
							break;
						}
						case 'refund': {
							const charge = paid[one.which % paid.length];
							const left = charge ? charge.amount - charge.refunds.amount : 0;
							shop.pass(1);
							if (left > 0) {
								refunds.push(shop.refund(charge!, { amount: Math.min(left, one.part) }));
							}
							break;
						}
						case 'pass':
							shop.pass(one.time);
							break;
						case 'look':
							await poller.look();
							break;
						case 'restart':
							await poller.activate();
							break;
						case 'lookTwiceAtOnce':
							await Promise.all([poller.look(), poller.look()]);
							break;
						case 'fail':
							shop.sandbox.faults.set([
								{
									route: 'GET /charges',
									script: [
										...Array<null>(one.page).fill(null),
										{ answer: { errorCode: 'M006000' } },
									],
								},
							]);
							await (one.restart ? poller.activate() : poller.look()).catch(() => undefined);
							shop.sandbox.faults.clear();
							break;
					}
				}
				let count: number;
				do {
					count = poller.executions.length;
					await poller.look();
				} while (poller.executions.length > count);
				// What a look without time has told of
				if (budgetMs === undefined) expect(poller.reported).toEqual([]);
				const ids = idsOf(started(poller));
				expect([...ids].sort()).toEqual([...idsOf(paid), ...idsOf(refunds)].sort());
			}),
			{ numRuns: 40 },
		);
	},
);
