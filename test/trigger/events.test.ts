import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { EventType } from '../../sandbox/elepay/events';
import { deliver, eventOf, post, SECRET, signature } from './support/deliveries';
import { elepayOf } from './support/elepay';
import { ALL_EVENTS, started, startTrigger, stopTriggers, TIME } from './support/triggers';

const TOLD = expect.stringMatching(TIME) as string;

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(async () => {
	await sandbox.close();
	await stopTriggers();
});

describe('elepay reports', () => {
	const listen = async (events = ALL_EVENTS, parameters = {}) => {
		const trigger = await startTrigger({ parameters: { events, ...parameters } });
		sandbox.webhooks.register({ url: trigger.url, secret: SECRET });
		return { trigger, elepay: elepayOf(sandbox) };
	};

	test('a payment', async () => {
		const { trigger, elepay } = await listen(['charge.succeeded']);
		const code = await elepay.createCode({ orderNo: '請求-1', metadata: { row: '7' } });
		const charge = await elepay.pay(code.id);
		const [delivery] = sandbox.webhooks.deliveries();
		expect(delivery).toMatchObject({ status: 'delivered', attempts: [{ status: 200 }] });
		expect(started(trigger)).toEqual([
			[
				{
					...charge,
					paidTime: TOLD,
					expiryTime: TOLD,
					createTime: TOLD,
					eventId: delivery?.event.id,
					eventType: 'charge.succeeded',
					eventTime: TOLD,
					liveMode: false,
				},
			],
		]);
	});

	test('a payment that expired', async () => {
		const { trigger, elepay } = await listen();
		const code = await elepay.createCode({ orderNo: 'A-2' });
		await elepay.startPayment(code.id);
		// The trigger's own clock stays behind by as much, so the code has to expire soon
		await sandbox.clock.advance(4 * 60_000);
		await sandbox.webhooks.settled();
		expect(started(trigger)).toMatchObject([
			[{ eventType: 'charge.revoked', orderNo: 'A-2', status: 'revoked', paid: false }],
		]);
	});

	test('a refund', async () => {
		const { trigger, elepay } = await listen(['refund.succeeded']);
		const code = await elepay.createCode({ orderNo: 'A-3', amount: 500 });
		const charge = await elepay.pay(code.id);
		await elepay.refund(code.id, 200);
		expect(started(trigger)).toMatchObject([
			[{ eventType: 'refund.succeeded', object: 'refund', chargeId: charge.id, amount: 200 }],
		]);
	});

	test.each<[EventType, object]>([
		['source.activated', { id: 'src_1', object: 'source', status: 'active' }],
		['source.inactivated', { id: 'src_1', object: 'source', status: 'deleted' }],
		['reader.activated', { id: 'rdr_1', object: 'terminal.reader', locationId: 'loc_1' }],
	])('%s', async (type, object) => {
		const { trigger } = await listen();
		await sandbox.webhooks.send(type, object, false);
		expect(started(trigger)).toMatchObject([[{ ...object, eventType: type }]]);
	});

	// Those that the sandbox doesn't send yet
	test.each([
		['charge.waiting', { id: 'cha_1', object: 'charge', status: 'waiting', paid: false }],
		['charge.notified', { id: 'cha_1', object: 'charge', status: 'notified', paid: false }],
		['charge.mismatched', { id: 'cha_1', object: 'charge', status: 'amount_mismatch' }],
		['subscription.renewed', { id: 'sub_1', object: 'subscription', status: 'active' }],
		['subscription.paused', { id: 'sub_1', object: 'subscription', status: 'past_due' }],
	])('%s', async (type, object) => {
		const { trigger } = await listen();
		await deliver(trigger.url, eventOf({ type, object }));
		expect(started(trigger)).toMatchObject([[{ ...object, eventType: type }]]);
	});

	test('what is not chosen, which starts nothing and is not sent again', async () => {
		const { trigger, elepay } = await listen(['refund.succeeded']);
		const code = await elepay.createCode({ orderNo: 'A-4' });
		await elepay.pay(code.id);
		expect(sandbox.webhooks.deliveries()).toMatchObject([{ status: 'delivered' }]);
		expect(trigger.executions).toEqual([]);
		expect(trigger.staticData).toEqual({});
	});

	test('the whole event', async () => {
		const { trigger, elepay } = await listen(['charge.succeeded'], { simplify: false });
		const code = await elepay.createCode({ orderNo: 'A-5' });
		await elepay.pay(code.id);
		expect(started(trigger)).toEqual([[sandbox.webhooks.deliveries()[0]?.event]]);
	});

	test('with its old and its new secret while it is changed', async () => {
		const trigger = await startTrigger();
		const body = JSON.stringify(eventOf());
		const [time, old] = signature(body, undefined, 'the old one').split(',');
		const [, current] = signature(body).split(',');
		const headers = { 'elepay-signature': `${time},${old},${current}` };
		expect((await post(trigger.url, body, headers)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('by default', () => {
	test('only payments start the workflow', async () => {
		const trigger = await startTrigger();
		for (const type of ALL_EVENTS) await deliver(trigger.url, eventOf({ type }));
		expect(started(trigger)).toMatchObject([[{ eventType: 'charge.succeeded' }]]);
	});

	test('types that elepay has added since start nothing', async () => {
		const trigger = await startTrigger({ parameters: { events: ALL_EVENTS } });
		for (const type of ['charge.disputed', 'charge', '', 'toString', 'charge.succeeded ']) {
			expect((await deliver(trigger.url, eventOf({ type }))).status).toBe(200);
		}
		expect(trigger.executions).toEqual([]);
	});
});

describe('filters', () => {
	const send = async (parameters: object, ...parts: Array<Parameters<typeof eventOf>[0]>) => {
		const trigger = await startTrigger({ parameters: { events: ALL_EVENTS, ...parameters } });
		const ids: unknown[] = [];
		for (const part of parts) {
			expect((await deliver(trigger.url, eventOf(part))).status).toBe(200);
		}
		for (const items of started(trigger)) ids.push(items?.[0]?.id);
		return ids;
	};
	test.each([
		[['charge.succeeded, refund.succeeded']],
		[['charge.succeeded、refund.succeeded']],
		[['charge.succeeded，refund.succeeded', ' ']],
		['={{ "charge.succeeded, refund.succeeded" }}'],
		['={{ "charge.succeeded\\nrefund.succeeded" }}'],
		['={{ ["charge.succeeded", "refund.succeeded"] }}'],
	])('by event: %j', async (events) => {
		const types = ['charge.succeeded', 'charge.revoked', 'refund.succeeded'];
		const parts = types.map((type) => ({ type, object: { id: type } }));
		expect(await send({ events }, ...parts)).toEqual(['charge.succeeded', 'refund.succeeded']);
	});

	const live = { liveMode: true, object: { id: 'live' } };
	const test_ = { liveMode: false, object: { id: 'test' } };

	test.each([
		['both', ['live', 'test']],
		['live', ['live']],
		['test', ['test']],
		['production', []],
	])('by mode: %s', async (liveMode, expected) => {
		expect(await send({ liveMode }, live, test_)).toEqual(expected);
	});

	const events = [
		{ object: { id: 'a', location: { id: 'loc_1' } } },
		{ object: { id: 'b', location: { id: 'loc_2' } } },
		{ object: { id: 'c', location: null } },
		{ object: { id: 'd' }, type: 'refund.succeeded' },
		{ object: { id: 'e', locationId: 'loc_2' }, type: 'reader.activated' },
		{ object: { id: 'f', location: 'loc_1' } },
		{ object: { id: 'g', location: { id: ['loc_1'] } } },
	];

	test.each<[unknown, string[]]>([
		[[], ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
		[
			['', ' '],
			['a', 'b', 'c', 'd', 'e', 'f', 'g'],
		],
		[['loc_1'], ['a']],
		[
			[' loc_2 ', 'loc_9'],
			['b', 'e'],
		],
		['={{ "loc_2" }}', ['b', 'e']],
		[['loc_1, loc_2'], ['a', 'b', 'e']],
		[['loc_1、loc_2'], ['a', 'b', 'e']],
		[['loc_9，loc_2　loc_8'], ['b', 'e']],
		[
			['loc_1\nloc_9', 'loc_2\t'],
			['a', 'b', 'e'],
		],
		['={{ "loc_9,loc_1" }}', ['a']],
		[['loc_'], []],
	])('by location: %j', async (locationIds, expected) => {
		expect(await send({ locationIds }, ...events)).toEqual(expected);
	});
});

describe('output', () => {
	test("has times in ISO 8601, in the workflow's time zone, and keeps what is no time", async () => {
		const settings = { timezone: 'Asia/Tokyo' };
		const trigger = await startTrigger({ settings });
		const object = {
			id: 'cha_1',
			paidTime: 1_795_617_259_367,
			expiryTime: null,
			refunds: { data: [{ id: 're_1', createTime: 1_795_617_259_000 }] },
			metadata: { paidTime: '1795617259367' },
			newTime: 1_795_617_259_367,
			settleTime: 9e15,
		};
		await deliver(trigger.url, { ...eventOf({ object }) });
		expect(started(trigger)).toMatchObject([
			[
				{
					...object,
					paidTime: '2026-11-25T23:34:19+09:00',
					refunds: { data: [{ id: 're_1', createTime: '2026-11-25T23:34:19+09:00' }] },
				},
			],
		]);
	});

	test("the event's facts win over properties of the same name", async () => {
		const trigger = await startTrigger();
		const object = { id: 'cha_1', liveMode: true, eventId: 'x', eventType: 'y', eventTime: 1 };
		const event = eventOf({ object });
		await deliver(trigger.url, event);
		expect(started(trigger)).toEqual([
			[
				{
					id: 'cha_1',
					eventId: event.id,
					eventType: event.type,
					eventTime: expect.stringMatching(TIME) as string,
					liveMode: false,
				},
			],
		]);
	});

	test('properties that elepay has added since are kept', async () => {
		const trigger = await startTrigger({ parameters: { simplify: false } });
		const event = { ...eventOf({ object: { id: 'cha_1', isNew: [1] } }), apiVersion: '2' };
		await deliver(trigger.url, event);
		expect(started(trigger)).toEqual([[event]]);
	});
});
