import { type Sandbox, startSandbox } from '../../sandbox/server';
import { deliver, eventOf, SECRET } from './support/deliveries';
import { elepayOf, LIVE_KEY, TEST_KEY } from './support/elepay';
import { ALL_EVENTS, started, startTrigger, stopTriggers, TIME } from './support/triggers';

const NOT_CONFIRMED = { status: 503, text: 'Not confirmed yet' };
const NOT_PAID = { status: 200, text: '{"message":"Not a payment by what elepay knows"}' };

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(async () => {
	await sandbox.close();
	await stopTriggers();
});

const confirming = async (more: { secretKey?: string; baseUrl?: string } = {}) =>
	await startTrigger({
		parameters: {
			events: ALL_EVENTS,
			options: { confirmWithApi: true, tolerance: 3600 },
		},
		api: { secretKey: TEST_KEY, baseUrl: sandbox.url, ...more },
	});

const requests = () => sandbox.state.stats.requests.get('GET /charges/{id}') ?? 0;

test('a payment that elepay knows starts the workflow, with the charge as elepay has it now', async () => {
	const trigger = await confirming();
	const elepay = elepayOf(sandbox);
	const code = await elepay.createCode({ orderNo: 'A-1' });
	const paid = structuredClone(await elepay.pay(code.id));
	await elepay.refund(code.id, 200);
	expect((await deliver(trigger.url, eventOf({ object: paid }))).status).toBe(200);
	expect(started(trigger)).toMatchObject([
		[
			{
				id: paid.id,
				orderNo: 'A-1',
				amount: paid.amount,
				status: 'partially_refunded',
				refunds: { amount: 200 },
				refundTime: expect.stringMatching(TIME) as string,
			},
		],
	]);
});

test('the whole event has the charge that was read back too', async () => {
	const trigger = await startTrigger({
		parameters: { simplify: false, options: { confirmWithApi: true } },
		api: { secretKey: TEST_KEY, baseUrl: sandbox.url },
	});
	const elepay = elepayOf(sandbox);
	const charge = await elepay.pay((await elepay.createCode({ orderNo: 'A-1' })).id);
	const event = eventOf({ object: { ...charge, description: 'as sent' } });
	await deliver(trigger.url, event);
	expect(started(trigger)).toEqual([[{ ...event, data: { object: charge } }]]);
});

test('a charge that is not paid starts nothing until it is', async () => {
	const trigger = await confirming();
	const elepay = elepayOf(sandbox);
	const code = await elepay.createCode({ orderNo: 'A-2' });
	const pending = await elepay.startPayment(code.id);
	const event = eventOf({ object: { ...pending, paid: true, status: 'captured' } });
	expect(await deliver(trigger.url, event)).toEqual(NOT_PAID);
	expect(trigger.executions).toEqual([]);
	expect(trigger.staticData).toEqual({});

	await elepay.pay(code.id);
	expect((await deliver(trigger.url, event)).text).toBe('{"message":"Received"}');
	expect(trigger.executions).toHaveLength(1);
});

describe('a charge that elepay knows otherwise starts nothing', () => {
	test.each([
		['amount', { amount: 120 }],
		['order number', { orderNo: 'A-4' }],
		['currency', { currency: 'USD' }],
		['mode', { liveMode: true }],
	])('%s', async (_, change) => {
		const trigger = await confirming();
		const elepay = elepayOf(sandbox);
		const charge = await elepay.pay((await elepay.createCode({ orderNo: 'A-3' })).id);
		const event = eventOf({ object: { ...charge, ...change } });
		expect(await deliver(trigger.url, event)).toEqual(NOT_PAID);
		expect(trigger.executions).toEqual([]);
	});

	test.each([
		['unknown', 'cha_unknown'],
		['missing', undefined],
		['empty', ''],
		['no text', 7],
		['a path', '../codes/x'],
	])('its ID is %s', async (_, id) => {
		const trigger = await confirming();
		expect(await deliver(trigger.url, eventOf({ object: { id, paid: true } }))).toEqual(NOT_PAID);
		expect(trigger.executions).toEqual([]);
	});
});

test('other events are not read back', async () => {
	const trigger = await confirming({ baseUrl: 'http://127.0.0.1:1' });
	for (const type of ALL_EVENTS.filter((name) => name !== 'charge.succeeded')) {
		expect((await deliver(trigger.url, eventOf({ type }))).text).toBe('{"message":"Received"}');
	}
	expect(trigger.executions).toHaveLength(ALL_EVENTS.length - 1);
});

test('without the option elepay is not asked', async () => {
	const trigger = await startTrigger();
	expect((await deliver(trigger.url, eventOf())).text).toBe('{"message":"Received"}');
	expect(requests()).toBe(0);
});

describe('while elepay cannot be asked', () => {
	test('the event waits for its next try', async () => {
		const trigger = await confirming();
		sandbox.webhooks.register({ url: trigger.url, secret: SECRET });
		sandbox.faults.set([
			{ route: 'GET /charges/{id}', answer: { errorCode: 'S002000' }, times: 1 },
			{ route: 'GET /charges/{id}', connection: 'reset', times: 1 },
		]);
		const elepay = elepayOf(sandbox);
		await elepay.pay((await elepay.createCode({ orderNo: 'A-5' })).id);
		expect(sandbox.webhooks.deliveries()).toMatchObject([{ attempts: [{ status: 503 }] }]);
		await sandbox.clock.advance(5_000);
		await sandbox.webhooks.settled();
		expect(trigger.executions).toEqual([]);
		await sandbox.clock.advance(15_000);
		await sandbox.webhooks.settled();
		expect(sandbox.webhooks.deliveries()).toMatchObject([
			{ status: 'delivered', attempts: [{ status: 503 }, { status: 503 }, { status: 200 }] },
		]);
		expect(started(trigger)).toMatchObject([[{ orderNo: 'A-5', paid: true }]]);
	});

	test.each([
		['too many requests', { answer: { errorCode: 'M005000' } }],
		['the key is not taken', { answer: { errorCode: 'M004001' } }],
		['a gateway answers', { answer: { body: '<html>', status: 502 } }],
		['another server answers', { answer: { body: '{"ok":true}', status: 200 } }],
		['the answer breaks off', { connection: 'half' as const }],
		['no answer comes', { connection: 'hang' as const }],
	])('%s', async (_, fault) => {
		const trigger = await confirming();
		const elepay = elepayOf(sandbox);
		const object = await elepay.pay((await elepay.createCode({ orderNo: 'A-6' })).id);
		sandbox.faults.set([{ route: 'GET /charges/{id}', ...fault }]);
		expect(await deliver(trigger.url, eventOf({ object }))).toEqual(NOT_CONFIRMED);
		expect(trigger.executions).toEqual([]);
		expect(trigger.staticData).toEqual({});
		expect(trigger.errors).toEqual([]);
	});

	test.each([
		['is of live mode', { secretKey: LIVE_KEY }],
		['is a publishable one', { secretKey: 'pk_test_trigger00' }],
		['is empty', { secretKey: ' ' }],
		['would travel in the clear', { baseUrl: 'http://elepay.example' }],
	])('because the key %s', async (_, more) => {
		const trigger = await confirming(more);
		const elepay = elepayOf(sandbox);
		const object = await elepay.pay((await elepay.createCode({ orderNo: 'A-7' })).id);
		expect(await deliver(trigger.url, eventOf({ object }))).toEqual(NOT_CONFIRMED);
		expect(trigger.executions).toEqual([]);
		expect(requests()).toBe(0);
	});

	test('because there is no credential', async () => {
		const trigger = await startTrigger({ parameters: { options: { confirmWithApi: true } } });
		expect(await deliver(trigger.url, eventOf())).toEqual(NOT_CONFIRMED);
	});
});

test('copies at the same moment are confirmed once and start one workflow', async () => {
	const trigger = await confirming();
	const elepay = elepayOf(sandbox);
	const object = await elepay.pay((await elepay.createCode({ orderNo: 'A-8' })).id);
	sandbox.faults.set([{ route: 'GET /charges/{id}', latency: 100 }]);
	const event = eventOf({ object });
	const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(trigger.url, event)));
	expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
	expect(trigger.executions).toHaveLength(1);
	expect(requests()).toBe(1);
});

test('a copy that waits is tried itself when the first one cannot be confirmed', async () => {
	const trigger = await confirming();
	const elepay = elepayOf(sandbox);
	const object = await elepay.pay((await elepay.createCode({ orderNo: 'A-9' })).id);
	sandbox.faults.set([{ route: 'GET /charges/{id}', latency: 50, connection: 'reset', times: 1 }]);
	const event = eventOf({ object });
	const answers = await Promise.all([deliver(trigger.url, event), deliver(trigger.url, event)]);
	expect(answers.map(({ status }) => status).sort()).toEqual([200, 503]);
	expect(trigger.executions).toHaveLength(1);
});
