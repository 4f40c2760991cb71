import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type * as Duplicates from '../../nodes/ElepayTrigger/duplicates';
import { deliver, eventOf, post } from './support/deliveries';
import type * as Triggers from './support/triggers';
import { started, startTrigger, stopTriggers, type TriggerOptions } from './support/triggers';

afterEach(stopTriggers);

const AGAIN = { status: 200, text: '{"message":"Received before"}' };
const HOUR = 60 * 60_000;

/** n8n after a restart: another process, for all that the package can tell, and the saved data. */
async function restarted(options: TriggerOptions) {
	jest.resetModules();
	const fresh = jest.requireActual<typeof Triggers>('./support/triggers');
	return { ...fresh, trigger: await fresh.startTrigger(options) };
}

test('an event that comes twice starts one workflow', async () => {
	const trigger = await startTrigger();
	const event = eventOf();
	expect((await deliver(trigger.url, event)).text).toBe('{"message":"Received"}');
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
	// Servers of the same name are one server for this process
	const host = 'restarted.example';
	const trigger = await startTrigger();
	const event = eventOf();
	await deliver(trigger.url, event, host);
	const { staticData } = trigger;
	await stopTriggers();

	const { trigger: later, stopTriggers: stop } = await restarted({ staticData });
	expect(await deliver(later.url, event, host)).toEqual(AGAIN);
	await deliver(later.url, eventOf({ id: 'evt_new' }), host);
	expect(started(later)).toMatchObject([[{ eventId: 'evt_new' }]]);
	await stop();
});

test('only what has started a workflow is remembered', async () => {
	const host = 'memory.example';
	const first = await startTrigger({ parameters: { events: ['refund.succeeded'] } });
	const event = eventOf();
	await deliver(first.url, event, host);
	await post(first.url, JSON.stringify(event), { host });
	expect(first.staticData).toEqual({});

	const second = await startTrigger();
	await deliver(second.url, event, host);
	expect(second.executions).toHaveLength(1);
	expect(second.staticData).toEqual({
		'node:Elepay Trigger': { startedEvents: { [event.id]: expect.any(Number) } },
	});
});

describe('memory is bounded', () => {
	const saved = (count: number, age: (index: number) => number) => ({
		'node:Elepay Trigger': {
			startedEvents: Object.fromEntries(
				Array.from({ length: count }, (_, index) => [`evt_${index}`, Date.now() - age(index)]),
			),
		},
	});
	const rememberedBy = (staticData: IDataObject) =>
		Object.keys((staticData['node:Elepay Trigger'] as { startedEvents: object }).startedEvents);

	test('to the newest 1,000 events', async () => {
		const trigger = await startTrigger({ staticData: saved(1_200, (index) => 1_200 - index) });
		await deliver(trigger.url, eventOf({ id: 'evt_new' }));
		const ids = rememberedBy(trigger.staticData);
		expect(ids).toHaveLength(1_000);
		expect(ids).toEqual(expect.arrayContaining(['evt_new', 'evt_1199', 'evt_201']));
		expect(ids).not.toContain('evt_200');
		expect(await deliver(trigger.url, eventOf({ id: 'evt_201' }))).toEqual(AGAIN);
	});

	test('to a day', async () => {
		const trigger = await startTrigger({
			staticData: saved(3, (index) => (index === 1 ? 25 * HOUR : 23 * HOUR)),
		});
		for (const id of ['evt_0', 'evt_1', 'evt_2']) await deliver(trigger.url, eventOf({ id }));
		expect(started(trigger)).toMatchObject([[{ eventId: 'evt_1' }]]);
		expect(rememberedBy(trigger.staticData).sort()).toEqual(['evt_0', 'evt_1', 'evt_2']);
	});

	test.each([
		['nothing', {}],
		['something else', { startedEvents: 'evt_a' }],
		['no times', { startedEvents: { evt_a: null, evt_b: 'today' } }],
	])('and forgiving when the saved data holds %s', async (_, data) => {
		const trigger = await startTrigger({ staticData: { 'node:Elepay Trigger': data } });
		await deliver(trigger.url, eventOf({ id: 'evt_a' }));
		expect(await deliver(trigger.url, eventOf({ id: 'evt_a' }))).toEqual(AGAIN);
		expect(trigger.executions).toHaveLength(1);
	});
});

test.each(['__proto__', 'constructor', 'toString', '17', 'イベント'])(
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
	const host = 'editor.example';
	const event = eventOf();
	// n8n gives each test run empty static data, and keeps none of it
	for (let run = 0; run < 2; run++) {
		const trigger = await startTrigger({ mode: 'manual' });
		await deliver(trigger.url, event, host);
		expect(trigger.executions).toHaveLength(1);
	}
	const published = await startTrigger();
	await deliver(published.url, event, host);
	expect(published.executions).toHaveLength(1);
});

describe('in one process', () => {
	const requireBuilt = createRequire(join(process.cwd(), 'dist', 'nodes', 'ElepayTrigger', 'x'));
	const { DUPLICATE, once } = requireBuilt('./duplicates') as typeof Duplicates;

	/** One request, with static data as n8n has just read it from its database. */
	const requestOf = (host: string, socket: object | null = {}) => {
		const response = Object.assign(new EventEmitter(), {
			socket,
			statusCode: 200,
			writableFinished: false,
		});
		const context = {
			getMode: () => 'webhook',
			getHeaderData: () => ({ host }),
			getWorkflow: () => ({ id: 'w' }),
			getNode: () => ({ id: 'n' }),
			getWorkflowStaticData: () => ({}),
			getResponseObject: () => response,
		};
		const answer = (statusCode: number, writableFinished = true) => {
			Object.assign(response, { statusCode, writableFinished });
			response.emit('close');
		};
		const attempt = async (eventId = 'evt_1') => {
			const start = await once(context as unknown as IWebhookFunctions, eventId, async () => '!');
			return start === DUPLICATE ? 'duplicate' : 'started';
		};
		return { answer, attempt };
	};

	test.each([
		['answered 500', 500, true],
		['cut off', 200, false],
	])('an event gets in that n8n could not start before: %s', async (name, status, isFinished) => {
		const first = requestOf(name);
		expect(await first.attempt()).toBe('started');
		expect(await requestOf(name).attempt()).toBe('duplicate');
		first.answer(status, isFinished);
		const second = requestOf(name);
		expect(await second.attempt()).toBe('started');
		second.answer(200);
		expect(await requestOf(name).attempt()).toBe('duplicate');
	});

	test('an event gets in whose sender had gone before the answer', async () => {
		expect(await requestOf('gone', null).attempt()).toBe('started');
		expect(await requestOf('gone').attempt()).toBe('started');
	});

	test('the newest 1,000 events are kept', async () => {
		for (let index = 0; index < 1_200; index++) {
			const request = requestOf('many');
			await request.attempt(`evt_${index}`);
			request.answer(200);
		}
		expect(await requestOf('many').attempt('evt_1199')).toBe('duplicate');
		expect(await requestOf('many').attempt('evt_201')).toBe('duplicate');
		expect(await requestOf('many').attempt('evt_100')).toBe('started');
	});
});
