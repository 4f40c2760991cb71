import {
	inSeconds,
	DAY,
	HOUR,
	idsOf,
	MINUTE,
	SECOND,
	started,
	useShop,
	type PollerSetup,
} from './support/shop';

const shop = useShop();

const pay = (count: number) =>
	Array.from({ length: count }, () => {
		shop.pass(SECOND);
		return shop.pay();
	});

const watching = async ({ parameters, ...setup }: PollerSetup = {}) => {
	const poller = shop.poller({ parameters: { watch: 'refunds', ...parameters }, ...setup });
	await poller.activate();
	expect(poller.executions).toEqual([]);
	return poller;
};

describe('refunds', () => {
	it('of before start nothing; later ones start the workflow once, in full or in part', async () => {
		const [one, other, third] = pay(3);
		shop.refund(one!, { amount: 100 });
		shop.refund(third!);
		const poller = await watching();
		shop.pass(MINUTE);
		const part = shop.refund(one!, { amount: 200 });
		shop.pass(MINUTE);
		const rest = shop.refund(one!, { amount: 900 });
		const whole = shop.refund(other!);
		pay(1);
		for (let look = 0; look < 3; look++) await (look ? poller.look() : poller.activate());
		expect(idsOf(started(poller))).toEqual([part.id, rest.id, whole.id]);
		expect(inSeconds(started(poller).slice(0, 1))).toEqual(
			inSeconds([
				{
					...part,
					orderNo: one!.orderNo,
					eventType: 'refund.succeeded',
					eventTime: part.refundedTime,
				},
			]),
		);
	});

	it('come as elepay gives them without Simplify', async () => {
		const poller = await watching({ parameters: { simplify: false } });
		const [charge] = pay(1);
		const refund = shop.refund(charge!);
		await poller.look();
		expect(started(poller)).toEqual([refund]);
	});

	it('are none before the money is on its way back', async () => {
		const [charge] = pay(1);
		const poller = await watching();
		const refund = shop.refund(charge!, { status: 'pending', refundedTime: null });
		await poller.look();
		expect(poller.executions).toEqual([]);
		shop.pass(MINUTE);
		Object.assign(refund, { status: 'refunded', refundedTime: shop.now });
		await poller.look();
		expect(idsOf(started(poller))).toEqual([refund.id]);
	});

	it('are seen of payments of long ago, up to the limit that is set', async () => {
		const [old] = pay(1);
		shop.pass(20 * DAY);
		const [newer] = pay(1);
		shop.pass(20 * DAY);
		const short = await watching({ parameters: { options: { refundsOf: 30 } } });
		const usual = await watching();
		const refunds = [shop.refund(old!), shop.refund(newer!)];
		await short.look();
		await usual.look();
		expect(idsOf(started(short))).toEqual([refunds[1]!.id]);
		expect(new Set(idsOf(started(usual)))).toEqual(new Set(idsOf(refunds)));
	});

	it('may show up late, within the overlap', async () => {
		const [one, other] = pay(2);
		const poller = await watching();
		shop.pass(2 * HOUR);
		const first = shop.refund(one!);
		await poller.look();
		const late = shop.refund(other!, { refundedTime: shop.now - 50 * MINUTE });
		await poller.look();
		await poller.activate();
		expect(idsOf(started(poller))).toEqual([first.id, late.id]);
	});

	it('of too long ago are told in a failed execution', async () => {
		const charges = pay(3);
		const poller = await watching();
		shop.refund(charges[0]!);
		shop.refund(charges[1]!);
		shop.pass(8 * DAY);
		const recent = shop.refund(charges[2]!);
		await poller.activate();
		await poller.look();
		expect(idsOf(started(poller))).toEqual([recent.id]);
		expect(poller.reported.map(({ message }) => message)).toEqual([
			'2 refunds have not started the workflow: made more than 7 days ago, further back than Catch Up At Most reaches',
		]);
	});

	it('are filtered by their payment', async () => {
		const poller = await watching({ parameters: { paymentMethods: ['creditcard'] } });
		const [paypay] = pay(1);
		const card = shop.pay({ paymentMethod: 'creditcard' });
		shop.refund(paypay!);
		const refund = shop.refund(card);
		await poller.look();
		expect(idsOf(started(poller))).toEqual([refund.id]);
	});

	it('that are too many to be read in time are told of, and none is lost or doubled', async () => {
		const charges = pay(20);
		for (const charge of charges) shop.refund(charge);
		const before = await watching();
		shop.pass(2 * HOUR);
		// What was paid first is given back last
		const refunds = pay(250)
			.reverse()
			.map((charge) => {
				shop.pass(MINUTE);
				return shop.refund(charge);
			});
		const hurried = shop.poller({ after: before, parameters: { watch: 'refunds' }, budgetMs: 0 });
		await hurried.activate();
		await hurried.look();
		expect(hurried.reported[0]?.message).toContain('more refunded payments than one look');
		const poller = shop.poller({ after: hurried, parameters: { watch: 'refunds' } });
		await poller.activate();
		await poller.look();
		expect(poller.reported).toEqual([]);
		const all = [...started(hurried), ...started(poller)];
		expect(new Set(idsOf(all))).toEqual(new Set(idsOf(refunds)));
		expect(all).toHaveLength(250);
	});
});

describe('payments and refunds', () => {
	it('come in the order in which they happened', async () => {
		const poller = await watching({ parameters: { watch: 'both' } });
		const [one] = pay(1);
		shop.pass(SECOND);
		const refund = shop.refund(one!);
		const [other] = pay(1);
		await poller.look();
		expect(started(poller).map(({ id, eventType }) => [id, eventType])).toEqual([
			[one!.id, 'charge.succeeded'],
			[refund.id, 'refund.succeeded'],
			[other!.id, 'charge.succeeded'],
		]);
	});

	it('begin when they are first watched, whatever else was watched before', async () => {
		const payments = shop.poller();
		await payments.activate();
		const [one, other] = pay(2);
		shop.refund(one!);
		await payments.look();
		const both = shop.poller({ after: payments, parameters: { watch: 'both' } });
		await both.activate();
		expect(both.executions).toEqual([]);
		shop.pass(MINUTE);
		const refund = shop.refund(other!);
		await both.look();
		expect(idsOf(started(both))).toEqual([refund.id]);

		const again = shop.poller({ after: both, parameters: { watch: 'payments' } });
		await again.activate();
		pay(1).map((charge) => shop.refund(charge));
		await again.look();
		const later = shop.poller({ after: again, parameters: { watch: 'both' } });
		await later.activate();
		expect(later.executions).toEqual([]);
	});

	it('are shown in a test run: the latest of each', async () => {
		const [one, other] = pay(2);
		const refund = shop.refund(one!);
		const poller = shop.poller({ parameters: { watch: 'both' } });
		const [items] = (await poller.test())!;
		expect(items!.map(({ json }) => json.id)).toEqual([other!.id, refund.id]);
	});
});
