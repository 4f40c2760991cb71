import type { Charge } from '../../sandbox/elepay/charge/charge';
import { DAY, HOUR, idsOf, inSeconds, MINUTE, SECOND, started, useShop } from './support/shop';

const shop = useShop();

const pay = (count: number, every: number, more: Partial<Charge> = {}): Charge[] =>
	Array.from({ length: count }, () => {
		shop.pass(every);
		return shop.pay(more);
	});

const requests = () => shop.sandbox.state.stats.requests.get('GET /charges') ?? 0;

const seed = async (charges: number, from: number, to: number) => {
	const answer = await fetch(`${shop.sandbox.url}/_sandbox/seeds`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ charges, from, to, paymentMethod: 'paypay' }),
	});
	expect(answer.status).toBe(204);
	return [...shop.sandbox.state.test.charges.values()];
};

/** A published trigger that has looked once. */
const watching = async (setup: Parameters<typeof shop.poller>[0] = {}) => {
	const poller = shop.poller(setup);
	await poller.activate();
	expect(poller.executions).toEqual([]);
	return poller;
};

describe('the first look', () => {
	it('starts nothing, whatever has been paid before', async () => {
		await seed(350, shop.now - 30 * DAY, shop.now);
		const poller = await watching();
		await poller.look();
		expect(poller.executions).toEqual([]);
		expect(requests()).toBe(2);
	});

	it.each([0, 3])('is where the next one begins, with %i payments before', async (before) => {
		pay(before, SECOND);
		const poller = await watching();
		const paid = pay(3, SECOND);
		await poller.look();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});

	it('is kept when n8n starts again before anything was paid', async () => {
		pay(2, SECOND);
		const poller = await watching();
		const paid = pay(1, SECOND);
		await poller.activate();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});
});

describe('a payment', () => {
	it('starts the workflow once, with the charge and the facts of an event', async () => {
		const poller = await watching();
		const [charge] = pay(1, SECOND);
		for (let look = 0; look < 3; look++) await poller.look();
		const rest: Partial<Charge> = { ...charge };
		delete rest.credential;
		expect(inSeconds(started(poller))).toEqual(
			inSeconds([{ ...rest, eventType: 'charge.succeeded', eventTime: charge!.paidTime }]),
		);
	});

	it('comes as elepay gives it without Simplify', async () => {
		const poller = await watching({ parameters: { simplify: false } });
		const [charge] = pay(1, SECOND);
		await poller.look();
		expect(started(poller)).toEqual([charge]);
	});

	it('comes also if it has been given back before anybody looked', async () => {
		const poller = await watching();
		const [charge] = pay(1, SECOND);
		shop.refund(charge!);
		await poller.look();
		expect(idsOf(started(poller))).toEqual([charge!.id]);
	});

	it('is none before somebody has paid', async () => {
		const poller = await watching();
		pay(1, SECOND, { status: 'pending', paid: false, paidTime: null });
		pay(1, SECOND, { status: 'amount_mismatch', paid: false });
		await poller.look();
		expect(poller.executions).toEqual([]);
	});

	it('starts the workflow although it shows up late, within the overlap', async () => {
		const poller = await watching();
		pay(10, 10 * MINUTE);
		await poller.look();
		const late = shop.pay({ paidTime: shop.now - 55 * MINUTE });
		await poller.look();
		await poller.look();
		expect(idsOf(started(poller)).slice(10)).toEqual([late.id]);
	});

	it('may be later still with a longer overlap', async () => {
		const poller = await watching({ parameters: { options: { overlap: 2880 } } });
		pay(30, 2 * HOUR);
		await poller.look();
		const late = shop.pay({ paidTime: shop.now - 40 * HOUR });
		await poller.look();
		expect(idsOf(started(poller)).slice(30)).toEqual([late.id]);
	});
});

describe('after n8n was down', () => {
	it('thousands of payments start the workflow, oldest first, each once', async () => {
		const poller = await watching();
		shop.pass(6 * DAY);
		const paid = await seed(4321, shop.now - 6 * DAY, shop.now);
		await poller.activate();
		await poller.look();
		await poller.activate();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
		expect(poller.reported).toEqual([]);
	});

	it('more than fit into one execution come with the next looks', async () => {
		const poller = await watching();
		shop.pass(DAY);
		const paid = await seed(12_000, shop.now - DAY, shop.now);
		await poller.activate();
		expect(started(poller).length).toBeGreaterThanOrEqual(5000);
		expect(started(poller).length).toBeLessThan(5200);
		for (let look = 0; look < 3; look++) await poller.look();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});

	it('a look that has little time goes on where the one before has stopped', async () => {
		const poller = await watching({ budgetMs: 0 });
		shop.pass(DAY);
		const paid = await seed(1050, shop.now - DAY, shop.now);
		for (let look = 0; look < 24; look++) await (look % 3 ? poller.look() : poller.activate());
		expect(poller.executions.length).toBeGreaterThan(5);
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});

	it('what was paid too long ago is told in a failed execution, and starts nothing', async () => {
		const poller = await watching({ parameters: { options: { catchUp: 2 } } });
		const first = shop.pay();
		pay(119, 10 * MINUTE);
		const last = shop.pay();
		shop.pass(2 * DAY + MINUTE);
		const [recent] = pay(1, SECOND);
		await poller.activate();
		await poller.look();
		await poller.activate();
		expect(idsOf(started(poller))).toEqual([recent!.id]);
		expect(poller.reported.map(({ message }) => message)).toEqual([
			'121 payments have not started the workflow: paid more than 2 days ago, further back than Catch Up At Most reaches',
		]);
		const { description } = poller.reported[0] as unknown as { description: string };
		expect(description).toContain(new Date(first.paidTime!).toISOString());
		expect(description).toContain(new Date(last.paidTime!).toISOString());
	});

	it('nothing is told if nobody has paid for a long time', async () => {
		pay(3, MINUTE);
		const poller = await watching();
		shop.pass(40 * DAY);
		await poller.look();
		await poller.activate();
		const [charge] = pay(1, SECOND);
		await poller.look();
		expect(poller.reported).toEqual([]);
		expect(idsOf(started(poller))).toEqual([charge!.id]);
	});
});

describe('many payments at the same time', () => {
	it('more than a page of one millisecond are all read', async () => {
		const poller = await watching();
		shop.pass(MINUTE);
		const time = shop.now;
		const paid = Array.from({ length: 350 }, () => shop.pay({ paidTime: time }));
		await poller.look();
		const more = Array.from({ length: 120 }, () => shop.pay({ paidTime: time }));
		shop.pass(MINUTE);
		await poller.look();
		await poller.activate();
		expect(new Set(idsOf(started(poller)))).toEqual(new Set(idsOf([...paid, ...more])));
		expect(started(poller)).toHaveLength(470);
	});

	it('also in looks that have little time', async () => {
		const poller = await watching({ budgetMs: 0 });
		shop.pass(MINUTE);
		const time = shop.now;
		const paid = Array.from({ length: 350 }, () => shop.pay({ paidTime: time }));
		shop.pass(MINUTE);
		for (let look = 0; look < 5; look++) await poller.look();
		expect(new Set(idsOf(started(poller)))).toEqual(new Set(idsOf(paid)));
		expect(started(poller)).toHaveLength(350);
	});

	it('more than the memory holds, of one millisecond, are all read all the same', async () => {
		const poller = await watching();
		shop.pass(HOUR);
		const paid = await seed(12_000, shop.now - MINUTE, shop.now - MINUTE);
		for (let look = 0; look < 4; look++) await poller.look();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});

	it('take a bounded part of the database, and none comes twice', async () => {
		const poller = await watching();
		shop.pass(HOUR);
		const paid = await seed(20_000, shop.now - HOUR, shop.now);
		for (let look = 0; look < 6; look++) await (look % 2 ? poller.look() : poller.activate());
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
		expect(Buffer.byteLength(JSON.stringify(poller.staticData))).toBeLessThan(270 * 1024);
	});

	it('two looks at the same time give each of them once', async () => {
		const poller = await watching();
		const paid = pay(250, SECOND);
		await Promise.all([poller.look(), poller.look(), poller.look()]);
		await poller.look();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});
});

describe('filters', () => {
	const store = (id: string) => ({ location: { id } as Charge['location'] });

	it('leave out other stores and other ways to pay', async () => {
		const parameters = {
			locationIds: ['loc_0001, loc_0003', 'loc_0004'],
			paymentMethods: ['paypay', 'alipay'],
		};
		const poller = await watching({ parameters });
		const [first] = pay(1, SECOND, store('loc_0001'));
		pay(1, SECOND, store('loc_0002'));
		pay(1, SECOND);
		const [alipay] = pay(1, SECOND, { ...store('loc_0004'), paymentMethod: 'alipay' });
		pay(1, SECOND, { ...store('loc_0004'), paymentMethod: 'creditcard' });
		await poller.look();
		expect(idsOf(started(poller))).toEqual([first!.id, alipay!.id]);
	});

	it('load nothing old when they change', async () => {
		const before = await watching({ parameters: { paymentMethods: ['creditcard'] } });
		pay(150, MINUTE);
		const [card] = pay(1, MINUTE, { paymentMethod: 'creditcard' });
		await before.look();
		const poller = shop.poller({ after: before });
		await poller.activate();
		const [paypay] = pay(1, MINUTE);
		await poller.look();
		expect(idsOf(started(before))).toEqual([card!.id]);
		expect(idsOf(started(poller))).toEqual([paypay!.id]);
	});

	it('tell of nothing that they would have left out anyway', async () => {
		const poller = await watching({ parameters: { paymentMethods: ['creditcard'] } });
		pay(250, MINUTE);
		shop.pass(30 * DAY);
		await poller.activate();
		expect(poller.reported).toEqual([]);
	});
});

describe('another key', () => {
	it('of the same account goes on', async () => {
		pay(1, SECOND);
		const before = await watching();
		const paid = pay(2, SECOND);
		const poller = shop.poller({ after: before, secretKey: 'sk_test_polling111' });
		await poller.activate();
		await poller.look();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});

	it.each([0, 5])('of another account starts anew, with %i payments there', async (count) => {
		pay(3, SECOND);
		const before = await watching();
		shop.pass(MINUTE);
		pay(count, SECOND, { liveMode: true });
		const poller = shop.poller({ after: before, secretKey: 'sk_live_polling111' });
		await poller.activate();
		await poller.look();
		expect(poller.executions).toEqual([]);
		const paid = pay(2, SECOND, { liveMode: true });
		pay(1, SECOND);
		await poller.look();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});

	it('is never in the saved data', async () => {
		const poller = await watching();
		pay(1, SECOND);
		await poller.look();
		expect(JSON.stringify(poller.staticData)).not.toContain('polling000');
	});
});

describe("this machine's clock", () => {
	it.each([
		['three hours ahead', 3 * HOUR],
		['three hours late', -3 * HOUR],
	])('may be %s for a while: no payment is missed or doubled', async (_how, wrong) => {
		const poller = await watching();
		const paid = pay(3, MINUTE);
		await poller.look();
		shop.setClockOff(wrong);
		paid.push(...pay(3, MINUTE));
		await poller.look();
		await poller.activate();
		paid.push(...pay(3, MINUTE));
		shop.setClockOff(0);
		await poller.look();
		await poller.activate();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});
});

describe('a test run in the editor', () => {
	it('shows the latest payment, and leaves everything as it was', async () => {
		const poller = await watching();
		const paid = pay(120, SECOND);
		const saved = JSON.stringify(poller.staticData);
		const [items] = (await poller.test())!;
		expect(items!.map(({ json }) => json.id)).toEqual([paid.at(-1)!.id]);
		expect(JSON.stringify(poller.staticData)).toBe(saved);
		await poller.look();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});

	it('finds one that passes the filters further back', async () => {
		const [card] = pay(1, SECOND, { paymentMethod: 'creditcard' });
		pay(250, SECOND);
		const poller = shop.poller({ parameters: { paymentMethods: ['creditcard'] } });
		const [items] = (await poller.test())!;
		expect(items!.map(({ json }) => json.id)).toEqual([card!.id]);
	});

	it('says so if there is none', async () => {
		await expect(shop.poller().test()).rejects.toThrow('There is nothing to show yet');
	});
});
