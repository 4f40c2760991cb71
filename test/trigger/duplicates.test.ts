import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type * as Duplicates from '../../nodes/ElepayTrigger/duplicates';
import type { ElepayEvent } from '../../nodes/ElepayTrigger/event';
import { turnableClock } from './support/clock';
import { deliver, eventOf, now, post, signature } from './support/deliveries';
import { watchLog } from './support/log';
import type * as Triggers from './support/triggers';
import { started, startTrigger, stopTriggers, type TriggerOptions } from './support/triggers';

afterEach(async () => {
	jest.restoreAllMocks();
	await stopTriggers();
});

const AGAIN = { status: 200, text: '{"message":"Received before"}' };
const STARTED = { status: 200, text: '{"message":"Received"}' };
const FORGOTTEN = { status: 503, text: 'Perhaps received before' };
const MINUTE = 60_000;

/** n8n after a restart: another process, for all that the package can tell, and the saved data. */
async function restarted(options: TriggerOptions) {
	jest.resetModules();
	const fresh = jest.requireActual<typeof Triggers>('./support/triggers');
	return { ...fresh, trigger: await fresh.startTrigger(options) };
}

test('an event that comes twice starts one workflow', async () => {
	const trigger = await startTrigger();
	const event = eventOf();
	expect(await deliver(trigger.url, event)).toEqual(STARTED);
	expect(await deliver(trigger.url, event)).toEqual(AGAIN);
	expect(await deliver(trigger.url, JSON.stringify(event, null, 2))).toEqual(AGAIN);
	expect(trigger.executions).toHaveLength(1);
});

test('copies that come at the same moment start one workflow', async () => {
	const trigger = await startTrigger();
	const event = eventOf();
	const answers = await Promise.all(Array.from({ length: 40 }, () => deliver(trigger.url, event)));
	expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
	expect(answers.filter(({ text }) => text === AGAIN.text)).toHaveLength(39);
	expect(trigger.executions).toHaveLength(1);
});

test('a copy under another name of the server starts nothing', async () => {
	const trigger = await startTrigger();
	const body = JSON.stringify(eventOf());
	const headers = { 'elepay-signature': signature(body) };
	const hosts = ['n8n.example', 'other.example', '127.0.0.1'];
	await Promise.all(hosts.map((host) => post(trigger.url, body, { ...headers, host })));
	expect(trigger.executions).toHaveLength(1);
});

test('of events that come at the same moment none is lost and none is run twice', async () => {
	const trigger = await startTrigger();
	const events = Array.from({ length: 60 }, () => eventOf());
	await Promise.all(events.map((event) => deliver(trigger.url, event)));
	expect(trigger.executions).toHaveLength(60);

	const answers = await Promise.all(events.map((event) => deliver(trigger.url, event)));
	expect(answers).toEqual(Array(60).fill(AGAIN));
	expect(trigger.executions).toHaveLength(60);

	// The next event's request writes down what those requests had dropped from each other's data
	await deliver(trigger.url, eventOf());
	const { trigger: later, stopTriggers: stop } = await restarted({
		staticData: trigger.staticData,
	});
	for (const event of events) expect(await deliver(later.url, event)).toEqual(AGAIN);
	expect(later.executions).toEqual([]);
	await stop();
});

test('an event from before a restart starts nothing', async () => {
	const workflowId = 'restarted';
	const trigger = await startTrigger({ workflowId });
	const event = eventOf();
	await deliver(trigger.url, event);
	const { staticData } = trigger;
	await stopTriggers();

	const { trigger: later, stopTriggers: stop } = await restarted({ workflowId, staticData });
	expect(await deliver(later.url, event)).toEqual(AGAIN);
	await deliver(later.url, eventOf({ id: 'evt_new' }));
	expect(started(later)).toMatchObject([[{ eventId: 'evt_new' }]]);
	await stop();
});

test('only what has started a workflow is remembered', async () => {
	const workflowId = 'memory';
	const first = await startTrigger({ workflowId, parameters: { events: ['refund.succeeded'] } });
	const event = eventOf();
	await deliver(first.url, event);
	await post(first.url, JSON.stringify(event), {});
	expect(first.staticData).toEqual({});

	const second = await startTrigger({ workflowId });
	await deliver(second.url, event);
	expect(second.executions).toHaveLength(1);
	expect(second.staticData).toEqual({
		'node:Elepay Trigger': {
			startedEvents: {
				[Math.floor(Date.now() / MINUTE)]: {
					newest: event.createTime,
					hashes: expect.stringMatching(/^ [\w-]{12}$/),
				},
			},
		},
	});
});

describe('somebody who sends a captured request again', () => {
	test('starts nothing while it would be in time, however many events come in between', async () => {
		const clock = turnableClock();
		const trigger = await startTrigger();
		const body = JSON.stringify(eventOf());
		const headers = { 'elepay-signature': signature(body) };
		expect(await post(trigger.url, body, headers)).toEqual(STARTED);

		for (let count = 0; count < 1_500; count += 50) {
			clock.advance(MINUTE - 3_000);
			await Promise.all(Array.from({ length: 50 }, () => deliver(trigger.url, eventOf())));
			expect(await post(trigger.url, body, headers)).toEqual(AGAIN);
		}
		const { trigger: later, stopTriggers: stop } = await restarted({
			staticData: trigger.staticData,
		});
		expect(await post(later.url, body, headers)).toEqual(AGAIN);
		await stop();

		clock.advance(2 * MINUTE);
		expect((await post(trigger.url, body, headers)).status).toBe(401);
		expect(trigger.executions).toHaveLength(1 + 1_500);
	});

	test('starts nothing within the longest tolerance either', async () => {
		const clock = turnableClock();
		const trigger = await startTrigger({ parameters: { options: { tolerance: 3600 } } });
		const event = eventOf();
		// The last time that elepay sends it, with a clock that is as far ahead as it may be
		await deliver(trigger.url, event, now());
		clock.advance(1_280_000);
		const t = now() + 290;
		expect(await deliver(trigger.url, event, t)).toEqual(AGAIN);
		clock.advance(3_880_000);
		expect(await deliver(trigger.url, event, t)).toEqual(AGAIN);
		clock.advance(20_000);
		expect((await deliver(trigger.url, event, t)).status).toBe(401);
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('the saved data', () => {
	const saved = (startedEvents: unknown) => ({
		'node:Elepay Trigger': { startedEvents } as IDataObject,
	});

	test('of version 0.1.0 is read', async () => {
		const trigger = await startTrigger({
			staticData: saved({ evt_a: Date.now() - 29 * MINUTE, evt_b: Date.now() }),
		});
		for (const id of ['evt_a', 'evt_b']) {
			expect(await deliver(trigger.url, eventOf({ id }))).toEqual(AGAIN);
		}
		await deliver(trigger.url, eventOf());
		expect(Object.keys(trigger.staticData['node:Elepay Trigger'] as object)).toEqual([
			'startedEvents',
		]);
		expect(JSON.stringify(trigger.staticData)).not.toContain('evt_a');
		expect(await deliver(trigger.url, eventOf({ id: 'evt_a' }))).toEqual(AGAIN);
	});

	test.each([
		['nothing', undefined],
		['something else', 'evt_a'],
		['no times', { evt_a: null, evt_b: 'today' }],
		['no minutes', { evt_a: { newest: 1, hashes: ' x' }, 7: { newest: '1' }, 8: [] }],
		['a minute to come', { 99999999: { newest: 1, hashes: ' x' } }],
	])('may hold %s', async (_, data) => {
		const trigger = await startTrigger({ staticData: saved(data) });
		expect(await deliver(trigger.url, eventOf({ id: 'evt_a' }))).toEqual(STARTED);
		expect(await deliver(trigger.url, eventOf({ id: 'evt_a' }))).toEqual(AGAIN);
		expect(trigger.executions).toHaveLength(1);
	});
});

test('where more events came than are remembered, those of which nothing is known any more wait', async () => {
	const warnings = watchLog();
	// 1,500 a minute for half an hour
	const time = (index: number) => Date.now() - 30 * MINUTE + (index / 1_500) * MINUTE;
	const startedEvents = Object.fromEntries(
		Array.from({ length: 45_000 }, (_, index) => [`evt_${index}`, time(index)]),
	);
	const trigger = await startTrigger({ staticData: { 'node:Elepay Trigger': { startedEvents } } });
	const again = async (index: number) =>
		await deliver(trigger.url, eventOf({ id: `evt_${index}`, createTime: time(index) }));

	expect(await again(0)).toEqual(FORGOTTEN);
	expect(await again(44_999)).toEqual(AGAIN);
	expect(await again(45_000 - 38_000)).toEqual(AGAIN);
	expect(await deliver(trigger.url, eventOf({ id: 'evt_new' }))).toEqual(STARTED);
	expect(await again(1)).toEqual(FORGOTTEN);
	expect(trigger.executions).toHaveLength(1);
	expect(JSON.stringify(trigger.staticData).length).toBeLessThan(550_000);
	expect(warnings).toEqual([expect.stringContaining('evt_0 came before')]);
});

test.each(['__proto__', 'constructor', 'toString', '17', 'イベント', 'x'.repeat(255)])(
	'an event may have the ID %s',
	async (id) => {
		const trigger = await startTrigger();
		await deliver(trigger.url, eventOf({ id }));
		expect(await deliver(trigger.url, eventOf({ id }))).toEqual(AGAIN);
		expect(trigger.executions).toHaveLength(1);
		expect(Object.getPrototypeOf({})).toBe(Object.prototype);
	},
);

test('the same event may be tried in the editor again and again', async () => {
	const workflowId = 'editor';
	const event = eventOf();
	// n8n gives each test run empty static data, and keeps none of it
	for (let run = 0; run < 2; run++) {
		const trigger = await startTrigger({ workflowId, mode: 'manual' });
		await deliver(trigger.url, event);
		expect(trigger.executions).toHaveLength(1);
	}
	const published = await startTrigger({ workflowId });
	await deliver(published.url, event);
	expect(published.executions).toHaveLength(1);
});

describe('in one process', () => {
	const requireBuilt = createRequire(join(process.cwd(), 'dist', 'nodes', 'ElepayTrigger', 'x'));
	const { DUPLICATE, once } = requireBuilt('./duplicates') as typeof Duplicates;
	const event = eventOf() as unknown as ElepayEvent;

	/** One request, with static data as n8n has just read it from its database. */
	const requestOf = (workflow: string, socket: object | null = {}) => {
		const response = Object.assign(new EventEmitter(), {
			socket,
			statusCode: 200,
			writableFinished: false,
		});
		const context = {
			getMode: () => 'webhook',
			getWorkflow: () => ({ id: workflow }),
			getNode: () => ({ id: 'n' }),
			getWorkflowStaticData: () => ({}),
			getResponseObject: () => response,
		};
		const answer = (statusCode: number, writableFinished = true) => {
			Object.assign(response, { statusCode, writableFinished });
			response.emit('close');
		};
		const attempt = async () =>
			await once(context as unknown as IWebhookFunctions, event, async () => '!');
		return { answer, attempt };
	};

	/** Whether it is settled after everything else that is due. */
	const isWaiting = async (promise: Promise<unknown>) => {
		const waiting = Symbol();
		const later = new Promise((resolve) => setImmediate(resolve, waiting));
		return (await Promise.race([promise, later])) === waiting;
	};

	const toStart = { output: '!', save: expect.any(Function) };

	test('a copy waits for the outcome of the first, and is tried where n8n could not start it', async () => {
		const first = requestOf('answered 500');
		expect(await first.attempt()).toEqual(toStart);
		const second = requestOf('answered 500');
		const attempts = [second.attempt(), requestOf('answered 500').attempt()] as const;
		expect(await isWaiting(Promise.race(attempts))).toBe(true);
		first.answer(500);
		expect(await attempts[0]).toEqual(toStart);
		expect(await isWaiting(attempts[1])).toBe(true);
		second.answer(200);
		expect(await attempts[1]).toBe(DUPLICATE);
	});

	describe.each([
		['is cut off before the answer', {}],
		['had gone before', null],
	])('when the sender %s', (name, socket) => {
		test('a copy waits until n8n has started the workflow', async () => {
			const first = requestOf(`${name} 1`, socket);
			const start = await first.attempt();
			first.answer(200, false);
			const copy = requestOf(`${name} 1`).attempt();
			expect(await isWaiting(copy)).toBe(true);
			if (typeof start === 'object') start.save();
			expect(await copy).toBe(DUPLICATE);
		});

		test('and is tried if n8n has not started it for a minute', async () => {
			const minute = new AbortController();
			const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(minute.signal);
			const first = requestOf(`${name} 2`, socket);
			await first.attempt();
			first.answer(200, false);
			const copy = requestOf(`${name} 2`).attempt();
			expect(await isWaiting(copy)).toBe(true);
			expect(timeout).toHaveBeenCalledWith(60_000);
			minute.abort();
			expect(await copy).toEqual(toStart);
		});
	});
});
