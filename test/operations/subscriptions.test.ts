import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SubscriptionRecord } from '../../sandbox/elepay/subscription/subscription';
import { without } from '../../sandbox/elepay/without';
import { useElepay, workflowOf } from '../support/elepay';
import { COLUMNS, countOf, requestsTo, RETRY_ON_FAIL, runnerOf, seed } from '../support/operations';

const elepay = useElepay();

const run = runnerOf(elepay, 'subscription');

const ROW = { customerId: 'cus_test_0001', amount: 1200, interval: 'month' };

const KEY = { n8nKey: expect.any(String) as string };

const subscriptions = (): SubscriptionRecord[] => [
	...elepay.sandbox.state.test.subscriptions.values(),
];

const charges = () => [...elepay.sandbox.state.test.charges.values()];

type Made = IDataObject & { id: string };

const create = async (count = 1, row: IDataObject = ROW) =>
	(await run('create', Array(count).fill(row) as IDataObject[], COLUMNS)).json as Made[];

const onSubscription = async (
	operation: string,
	rows: Array<{ id?: unknown }>,
	parameters: INodeParameters = {},
	setup = {},
) =>
	await run(
		operation,
		rows as IDataObject[],
		{ subscriptionId: '={{ $json.id }}', ...parameters },
		setup,
	);

/** Subscriptions that run, with their first period charged. */
async function active(count = 1) {
	const made = await create(count);
	await onSubscription('start', made);
	await elepay.sandbox.clock.advance(3000);
	return made;
}

/** Subscriptions whose second period couldn't be charged, with a source that can be again. */
async function pastDue(count = 1) {
	const made = await active(count);
	const source = elepay.sandbox.state.test.sources.get('src_test_0001_1')!;
	source.status = 'inactive';
	await elepay.sandbox.clock.advance(32 * 24 * 60 * 60_000);
	source.status = 'active';
	expect(subscriptions().map(({ status }) => status)).toEqual(Array(count).fill('past_due'));
	return made;
}

const FULL = {
	...ROW,
	currency: 'usd',
	interval: 'week',
	name: '名'.repeat(20),
	intervalSpan: '2',
	initialAmount: '3000',
	firstChargeTime: '2099-01-01 09:30',
	'metadata.plan': 'gold',
};

const FULL_BODY = {
	customerId: ROW.customerId,
	amount: 1200,
	currency: 'USD',
	interval: 'week',
	name: FULL.name,
	intervalSpan: 2,
	initialAmount: 3000,
	firstChargeTime: Date.parse('2099-01-01T09:30:00+09:00'),
	metadata: { plan: 'gold', ...KEY },
};

describe('Create', () => {
	it('makes a subscription that takes nothing yet', async () => {
		const { json, items } = await run('create', [ROW, ROW], COLUMNS);
		expect(json).toMatchObject([{ status: 'new' }, { status: 'new' }]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(charges()).toEqual([]);
	});

	it('sends every field, from columns or below', async () => {
		const requests = requestsTo(elepay, 'POST /subscriptions');
		const both = async (parameters: INodeParameters, row: IDataObject) => {
			const workflow = workflowOf({
				parameters: { resource: 'subscription', operation: 'create', ...parameters },
			});
			await elepay.engine.run(
				{ ...workflow, settings: { timezone: 'Asia/Tokyo' } },
				{ input: [{ json: row }] },
			);
		};
		const { customerId, amount, currency, interval } = FULL;
		await both(COLUMNS, FULL);
		await both(
			{
				customerId: { __rl: true, mode: 'id', value: customerId },
				amount: String(amount),
				currency,
				interval,
				additionalFields: {
					...without(FULL, 'customerId', 'amount', 'currency', 'interval', 'metadata.plan'),
					intervalSpan: 2,
					metadata: { entry: [{ key: 'plan', value: 'gold' }] },
				},
			},
			{},
		);
		expect(requests.map(({ body }) => body)).toEqual([FULL_BODY, FULL_BODY]);
	});

	it.each([
		[{ amount: 1, interval: 'day' }, 'None of the columns is the Customer'],
		[{ customerId: 'c', interval: 'day' }, 'None of the columns is the Amount'],
		[{ customerId: 'c', amount: 1 }, 'None of the columns is the Interval'],
		[{ ...ROW, amount: 0 }, 'Amount needs to be '],
		[{ ...ROW, amount: 12.5 }, "Amount isn't a whole number"],
		[{ ...ROW, interval: 'monthly' }, "Interval isn't one of its choices"],
		[{ ...ROW, intervalSpan: 0 }, 'Every needs to be '],
		[{ ...ROW, name: 'x'.repeat(21) }, 'Name is too long'],
		[{ ...ROW, initialAmount: 0 }, 'Initial Amount needs to be '],
		[{ ...ROW, firstChargeTime: '31.12.2099' }, "First Charge isn't a date or a time"],
		[{ ...ROW, currency: 'YEN!' }, "Currency isn't a currency code"],
		[{ ...ROW, customerId: 'x'.repeat(33) }, 'Customer is too long'],
		[{ ...ROW, 'metadata.n8nKey': 'x' }, 'that this node needs: "n8nKey"'],
	])('refuses %j before anything is sent', async (row, message) => {
		const { failed } = await run('create', [row as IDataObject], COLUMNS);
		expect(failed[0]!.elepayError).toContain(message);
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});

	it('takes whatever passes the checks of the node', async () => {
		const mostly = (good: fc.Arbitrary<unknown>, ...bad: unknown[]) =>
			fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });
		const rows = fc.record(
			{
				customerId: mostly(fc.constant(ROW.customerId), ''),
				amount: mostly(fc.integer({ min: 1, max: 9_999 }), 0, '1,0', null),
				interval: mostly(fc.constantFrom('day', 'week', 'month', 'year'), 'x', ''),
				currency: mostly(fc.constantFrom('JPY', 'usd', ''), 'x'),
				name: fc.string({ unit: 'grapheme', maxLength: 22 }),
				intervalSpan: mostly(fc.integer({ min: 1 }), 0, -1, 'x'),
				initialAmount: mostly(fc.integer({ min: 1, max: 9_999 }), 0, ''),
				firstChargeTime: mostly(fc.constantFrom('2099-01-01', '4102444800000', ''), 'x'),
				metadata: fc.dictionary(fc.string({ maxLength: 20 }), fc.string(), { maxKeys: 20 }),
			},
			{ requiredKeys: ['customerId', 'amount', 'interval'] },
		);
		let taken = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(rows, { minLength: 30, maxLength: 30 }), async (values) => {
				elepay.sandbox.state.reset();
				const { json } = await run('create', values as IDataObject[], COLUMNS);
				taken += json.length;
				expect(countOf(elepay, 'POST /subscriptions')).toBe(json.length);
			}),
			{ numRuns: 15 },
		);
		expect(taken).toBeGreaterThan(100);
	});

	it('is found after a lost answer, and each row has its own', async () => {
		elepay.sandbox.faults.set([
			{
				route: 'POST /subscriptions',
				script: [
					{ connection: 'reset', processed: true },
					null,
					{ answer: { body: '', status: 503 }, processed: true },
				],
			},
		]);
		const { json } = await run('create', [ROW, ROW, ROW], COLUMNS, { options: { maxTries: 5 } });
		expect(new Set(json.map(({ id }) => id)).size).toBe(3);
		expect(subscriptions()).toHaveLength(3);
	});

	it("is found by n8n's Retry On Fail", async () => {
		elepay.sandbox.faults.set([
			{ route: 'POST /subscriptions', times: 1, connection: 'reset', processed: true },
			{ route: 'GET /subscriptions', times: 3, connection: 'reset' },
		]);
		const { json } = await run('create', [ROW], COLUMNS, {
			onError: undefined,
			node: RETRY_ON_FAIL,
		});
		expect(json).toMatchObject([{ status: 'new' }]);
		expect(countOf(elepay, 'POST /subscriptions')).toBe(1);
	});

	it('is told as unknown where it does not show, and not made twice', async () => {
		elepay.sandbox.faults.set([{ route: 'POST /subscriptions', connection: 'reset' }]);
		const { failed } = await run('create', [{ ...ROW, name: 'Gold' }], COLUMNS);
		expect(failed[0]!.elepayError).toContain('The subscription Gold (cus_test_0001) may exist');
		expect(failed[0]!.elepayHelp).toContain('Subscription > Get Many');
		expect(countOf(elepay, 'POST /subscriptions')).toBe(1);
	});
});

describe.each([
	['start', create, 'active', /may have been started/],
	['resume', pastDue, 'active', /may have been resumed/],
	['cancel', create, 'canceled', /may still have been cancelled/],
] as const)('%s', (operation, ready, after, unknown) => {
	const route = `POST /subscriptions/{subscriptionId}/${operation}` as const;

	it('gives what has become of the subscription', async () => {
		const made = await ready(2);
		const { json, items } = await onSubscription(operation, made);
		expect(json.map(({ id, status }) => ({ id, status }))).toEqual(
			made.map(({ id }) => ({ id, status: after })),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('takes what is picked, and can be simplified', async () => {
		const [made] = await ready(1);
		const { json } = await run(operation, [{}], {
			subscriptionId: { __rl: true, mode: 'list', value: made!.id },
			simplify: true,
		});
		expect(json[0]).toMatchObject({ id: made!.id, status: after, customerName: '佐藤 健' });
		expect(Object.keys(json[0]!)).toHaveLength(9);
	});

	it('is sent once, and found after a lost answer', async () => {
		const made = await ready(3);
		const before = charges().length;
		elepay.sandbox.faults.set([
			{
				route,
				script: [
					{ connection: 'reset', processed: true },
					{ connection: 'half', processed: true },
					{ answer: { body: '', status: 503 }, processed: true },
				],
			},
		]);
		const { json } = await onSubscription(operation, made, {}, { options: { maxTries: 5 } });
		expect(json.map(({ status }) => status)).toEqual([after, after, after]);
		expect(countOf(elepay, route)).toBe(3);
		expect(charges().length - before).toBe(operation === 'cancel' ? 0 : 3);
	});

	it('is told as unknown where it does not show, and not sent again', async () => {
		const made = await ready(1);
		elepay.sandbox.faults.set([{ route, connection: 'reset' }]);
		const { failed } = await onSubscription(operation, made, {}, { options: { maxTries: 5 } });
		expect(failed[0]!.elepayError).toMatch(unknown);
		expect(failed[0]!.elepayHelp).toContain('Subscription > Get in a few minutes');
		expect(countOf(elepay, route)).toBe(1);
	});

	it('says of what elepay refuses where to look', async () => {
		const [ended] = await create();
		await onSubscription('cancel', [ended!]);
		const { failed } = await onSubscription(operation, [ended!, { id: 'sub_nowhere' }]);
		expect(failed[0]!.elepayError).toContain(`Subscription '${ended!.id}'`);
		expect(failed[0]!.elepayHelp).toContain('Subscription > Get');
		expect(failed[1]!.elepayError).toBe("elepay couldn't find subscription 'sub_nowhere' [item 1]");
	});

	it.each([
		['', 'This row is blank'],
		['a/b', "Subscription isn't an ID"],
	])('refuses %j before anything is sent', async (id, message) => {
		const { failed } = await onSubscription(operation, [{ id }]);
		expect(failed[0]!.elepayError).toContain(message);
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});
});

describe('Start', () => {
	it('takes the initial amount and the first period, once', async () => {
		const made = await create(1, { ...ROW, initialAmount: 3000 });
		elepay.sandbox.faults.set([
			{
				route: 'POST /subscriptions/{subscriptionId}/start',
				times: 1,
				connection: 'reset',
				processed: true,
			},
			{ route: 'GET /subscriptions/{subscriptionId}', times: 3, connection: 'reset' },
		]);
		const { json, error } = await onSubscription(
			'start',
			made,
			{},
			{
				onError: undefined,
				node: RETRY_ON_FAIL,
			},
		);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ status: 'active' });
		expect(charges().map(({ amount }) => amount)).toEqual([3000, 1200]);
	});

	it('is refused for a customer without a payment method', async () => {
		const made = await create(1, { ...ROW, customerId: 'cus_test_0004' });
		const { failed } = await onSubscription('start', made);
		expect(failed[0]!.elepayError).toContain("elepay couldn't find the value of");
		expect(charges()).toEqual([]);
	});
});

describe('Cancel', () => {
	it('lets the running period end, and counts as done by then', async () => {
		const made = await active();
		elepay.sandbox.faults.set([
			{
				route: 'POST /subscriptions/{subscriptionId}/cancel',
				connection: 'reset',
				processed: true,
			},
		]);
		const { json } = await onSubscription('cancel', made);
		expect(json[0]).toMatchObject({ status: 'active', nextChargeTime: null });
		await elepay.sandbox.clock.advance(70 * 24 * 60 * 60_000);
		expect(subscriptions()[0]).toMatchObject({ status: 'canceled', chargedPeriods: 1 });
	});

	it('is refused while a period is being charged', async () => {
		const made = await create();
		await onSubscription('start', made);
		const { failed } = await onSubscription('cancel', made);
		expect(failed[0]!.elepayError).toContain('is being processed by another request');
	});
});

describe('Update', () => {
	it('changes and adds entries of the metadata, and keeps the others', async () => {
		const [made] = await create(1, { ...ROW, 'metadata.plan': 'gold', 'metadata.note': 'x' });
		const { json } = await run(
			'update',
			[{ subscriptionId: made!.id, 'metadata.plan': 'silver', metadata: '{"more":1}' }],
			COLUMNS,
		);
		expect(json[0]!.metadata).toEqual({ ...KEY, plan: 'silver', note: 'x', more: '1' });
		const below = await onSubscription('update', [made!], {
			updateFields: { metadataJson: '{"plan":"free"}' },
		});
		expect(below.json[0]!.metadata).toEqual({ ...KEY, plan: 'free', note: 'x', more: '1' });
	});

	it('refuses an update of nothing', async () => {
		const { failed } = await run('update', [{ subscriptionId: 'sub_1', amount: 5 }], COLUMNS);
		expect(failed[0]!.elepayError).toBe('Nothing to update [item 0]');
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});

	it('is repeated after a lost answer, which does no harm', async () => {
		const [made] = await create();
		elepay.sandbox.faults.set([
			{
				route: 'POST /subscriptions/{subscriptionId}',
				times: 1,
				connection: 'reset',
				processed: true,
			},
		]);
		const rows = [{ subscriptionId: made!.id, 'metadata.a': 'b' }];
		const { json } = await run('update', rows, COLUMNS, { options: { maxTries: 2 } });
		expect(json[0]!.metadata).toEqual({ ...KEY, a: 'b' });
	});
});

describe('Get', () => {
	it('gives the whole of it, or what the job needs', async () => {
		const [made] = await active();
		const { json } = await onSubscription('get', [made!]);
		expect(json[0]).toMatchObject({ id: made!.id, status: 'active', chargedPeriods: 1 });
		expect(Object.keys(json[0]!)).toContain('customer');
		const simple = await onSubscription('get', [made!], { simplify: true });
		expect(simple.json[0]).not.toHaveProperty('customer');
	});
});

const idsOf = (objects: Array<{ id?: unknown }>) => objects.map(({ id }) => id);

describe('Get Many', () => {
	const list = async (parameters: INodeParameters = {}) => await run('getAll', [{}], parameters);

	it.each([0, 1, 100, 101, 2345])('reads all of %i subscriptions, newest first', async (count) => {
		await seed(elepay, { subscriptions: count });
		const { json } = await list({ returnAll: true });
		expect(idsOf(json)).toEqual(idsOf(subscriptions()).reverse());
	});

	it('misses and doubles none while new ones arrive', async () => {
		await seed(elepay, { subscriptions: 1000 });
		const before = idsOf(subscriptions()).reverse();
		const [some] = subscriptions() as [SubscriptionRecord];
		let arrived = 0;
		requestsTo(elepay, 'GET /subscriptions', () => {
			for (let count = 0; count < 30; count++) {
				const id = `sub_new_${++arrived}`;
				const createTime = Date.now() + 1000;
				elepay.sandbox.state.test.subscriptions.add({ ...some, id, createTime });
			}
		});
		expect(idsOf((await list({ returnAll: true })).json)).toEqual(before);
	});

	it('gives 50 unless told otherwise, simplified', async () => {
		await seed(elepay, { subscriptions: 120 });
		const { json } = await list();
		expect(json).toHaveLength(50);
		expect(Object.keys(json[0]!)).toHaveLength(9);
		expect(Object.keys((await list({ limit: 1, simplify: false })).json[0]!)).toContain('customer');
	});

	it('filters by customer, state and period', async () => {
		await seed(elepay, { subscriptions: 30 });
		const all = subscriptions();
		Object.assign(all[3]!, { status: 'past_due', customerId: 'cus_test_0002' });
		const [three] = [all[3]!.id];
		expect(idsOf((await list({ filters: { status: 'past_due' } })).json)).toEqual([three]);
		const customerId = { __rl: true, mode: 'id', value: 'cus_test_0002' };
		expect(idsOf((await list({ filters: { customerId } })).json)).toEqual([three]);
		const time = String(all[3]!.createTime);
		expect(idsOf((await list({ filters: { from: time, to: time } })).json)).toEqual([three]);
	});
});

describe('Get Periods', () => {
	const DAY = 24 * 60 * 60_000;

	it('lists the periods with the charges that pay them', async () => {
		const made = await create(1, { ...ROW, interval: 'day' });
		await onSubscription('start', made);
		await elepay.sandbox.clock.advance(104 * DAY);
		const { json, linked } = await onSubscription('getPeriods', made, { returnAll: true });
		expect(json.length).toBeGreaterThan(100);
		expect(new Set(idsOf(json)).size).toBe(json.length);
		expect(json.at(-1)).toEqual({
			id: expect.any(String),
			startTime: expect.any(Number),
			endTime: expect.any(Number),
			chargeId: expect.any(String),
			orderNo: expect.any(String),
			amount: 1200,
			currency: 'JPY',
			status: 'captured',
			paid: true,
			paidTime: expect.any(Number),
		});
		expect(linked[0]).toEqual(made[0]);
		const whole = await onSubscription('getPeriods', made, { limit: 2, simplify: false });
		expect(whole.json).toHaveLength(2);
		expect(whole.json[0]!.charge).toMatchObject({ id: json[0]!.chargeId });
	});

	it('lists nothing before the start', async () => {
		expect((await onSubscription('getPeriods', await create())).json).toEqual([]);
	});
});

describe('the picker of sources', () => {
	it('shows those of the customer who is chosen beside it', async () => {
		const { results } = await elepay.engine.callListSearch(
			'n8n-nodes-elepay.elepay',
			'searchSources',
			{
				resource: 'charge',
				operation: 'create',
				customerId: { __rl: true, mode: 'list', value: 'cus_test_0002' },
			},
		);
		expect(results).toHaveLength(2);
	});
});
