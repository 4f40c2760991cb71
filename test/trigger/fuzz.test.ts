import { createHash } from 'node:crypto';

import fc from 'fast-check';

import type { WebhookServer } from '../../engine';
import { deliver, eventOf, hmac, now, post, signature } from './support/deliveries';
import { ALL_EVENTS, started, startTrigger, stopTriggers, TIME } from './support/triggers';

let trigger: WebhookServer;

beforeAll(async () => {
	trigger = await startTrigger({ parameters: { events: ALL_EVENTS } });
});

afterAll(stopTriggers);

/** Posts it and expects it to be turned away without a trace. */
async function turnedAway(body: string | Buffer, headers: Record<string, string>): Promise<void> {
	const before = trigger.executions.length;
	const { status } = await post(trigger.url, body, headers);
	// 422: n8n itself refuses what it can't parse, before the node runs
	expect([401, 422]).toContain(status);
	expect(trigger.executions).toHaveLength(before);
	expect(trigger.errors).toEqual([]);
}

/** Characters that a header can carry. */
const headerText = fc.string({
	unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCharCode(c)),
});

const hex = (length: number) =>
	fc.string({
		unit: fc.constantFrom(...'0123456789abcdef'),
		minLength: length,
		maxLength: length,
	});

const times = fc.oneof(
	fc.integer({ min: -2_000, max: 400 }).map((offset) => String(now() + offset)),
	fc.nat().map(String),
	headerText,
	fc.constantFrom('', '0', '-1', '1e9', 'NaN', 'Infinity', '０１', ' '),
);

/** Who has no secret can still compute a HMAC, with one of these. */
const guesses = fc.oneof(fc.constantFrom('', 'secret', 'undefined', 'null', 'whsec_'), fc.string());

/** Parts of a header by somebody who knows how it looks, but has no secret. */
const parts = (body: string | Buffer) =>
	fc.oneof(
		times.map((t) => `t=${t}`),
		hex(64).map((sign) => `sign=${sign}`),
		fc.tuple(times, guesses).map(([t, guess]) => `t=${t},sign=${hmac(body, t, guess)}`),
		fc.constantFrom('', '=', 't', 'sign', 't=', 'sign=', 'sign=undefined', '__proto__=1'),
		fc.constant(`sign=${createHash('sha256').update(body).digest('hex')}`),
		headerText,
	);

const forgedHeader = (body: string | Buffer) =>
	fc.oneof(
		headerText,
		fc
			.array(parts(body), { maxLength: 8 })
			.chain((list) => fc.constantFrom(list.join(','), list.join(', '), list.join(' , '))),
	);

const bodies = fc.oneof(
	fc.constant(null).map(() => JSON.stringify(eventOf())),
	fc.constantFrom(...ALL_EVENTS).map((type) => JSON.stringify(eventOf({ type, liveMode: true }))),
	fc.json(),
	fc.string(),
	fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

const contentTypes = fc.oneof(
	{ weight: 5, arbitrary: fc.constant('application/json') },
	fc.constantFrom(
		'text/plain',
		'application/octet-stream',
		'application/x-www-form-urlencoded',
		'application/json;charset=utf-16',
	),
);

// Control characters can't be in a header, and undici refuses to send what isn't Latin-1
const sendable = (header: string) => header.replace(/[^\x20-\x7e]/g, '');

test('nothing that somebody without the secret can send starts a workflow', async () => {
	const requests = bodies.chain((body) =>
		fc.record({ body: fc.constant(body), header: forgedHeader(body), type: contentTypes }),
	);
	await fc.assert(
		fc.asyncProperty(requests, async ({ body, header, type }) => {
			await turnedAway(body, { 'elepay-signature': sendable(header), 'content-type': type });
		}),
		{ numRuns: 7_000 },
	);
});

describe('a request of elepay that was changed on the way', () => {
	const original = () => {
		const body = Buffer.from(JSON.stringify(eventOf()));
		return { body, t: now(), sign: hmac(body, now()) };
	};

	test('starts nothing when a byte of the body is another one', async () => {
		const change = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) });
		await fc.assert(
			fc.asyncProperty(change, async ({ at, by }) => {
				const { body, t, sign } = original();
				const index = at % body.length;
				body.writeUInt8((body.readUInt8(index) + by) % 256, index);
				await turnedAway(body, { 'elepay-signature': `t=${t},sign=${sign}` });
			}),
			{ numRuns: 2_000 },
		);
	});

	test('starts nothing when bytes were added or cut off', async () => {
		const change = fc.record({
			add: fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
			cut: fc.integer({ min: 1, max: 150 }),
			how: fc.constantFrom('before', 'behind', 'start', 'end'),
		});
		await fc.assert(
			fc.asyncProperty(change, async ({ add, cut, how }) => {
				const { body, t, sign } = original();
				const changed = {
					before: Buffer.concat([add, body]),
					behind: Buffer.concat([body, add]),
					start: body.subarray(cut),
					end: body.subarray(0, -cut),
				}[how]!;
				await turnedAway(changed, { 'elepay-signature': `t=${t},sign=${sign}` });
			}),
			{ numRuns: 1_000 },
		);
	});

	test('starts nothing when the signature or its time is another one', async () => {
		const change = fc.record({
			at: fc.nat({ max: 63 }),
			by: fc.integer({ min: 1, max: 15 }),
			later: fc.integer({ min: -290, max: 290 }).filter((seconds) => seconds !== 0),
			how: fc.constantFrom('digit', 'time', 'case', 'length'),
		});
		await fc.assert(
			fc.asyncProperty(change, async ({ at, by, later, how }) => {
				const { body, t, sign } = original();
				const digit = ((parseInt(sign.charAt(at), 16) + by) % 16).toString(16);
				const header = {
					digit: `t=${t},sign=${sign.slice(0, at)}${digit}${sign.slice(at + 1)}`,
					time: `t=${t + later},sign=${sign}`,
					case: `t=${t},sign=${sign.toUpperCase()}`,
					length: `t=${t},sign=${sign.slice(0, at)}`,
				}[how]!;
				await turnedAway(body, { 'elepay-signature': header });
			}),
			{ numRuns: 1_500 },
		);
	});
});

test('whatever elepay signs starts one workflow, with every value as it was', async () => {
	const objects = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }));
	const noise = fc.array(hex(64), { maxLength: 5 });
	await fc.assert(
		fc.asyncProperty(objects, noise, async (object, signatures) => {
			const event = eventOf({ object });
			const body = JSON.stringify(event);
			const header = [signature(body), ...signatures.map((sign) => `sign=${sign}`)].join(', ');
			const before = trigger.executions.length;
			const { status } = await post(trigger.url, body, { 'elepay-signature': header });
			expect(status).toBe(200);
			expect(trigger.executions).toHaveLength(before + 1);
			const { data } = JSON.parse(body) as typeof event;
			expect(trigger.executions.at(-1)?.[0]?.[0]?.json).toEqual({
				...data.object,
				eventId: event.id,
				eventType: event.type,
				eventTime: expect.stringMatching(TIME) as string,
				liveMode: event.liveMode,
			});
		}),
		{ numRuns: 500 },
	);
});

test('whatever elepay signs, the node answers it', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				fc.json(),
				fc.json().map((json) => `{"data":${json}}`),
			),
			async (body) => {
				expect((await deliver(trigger.url, body)).status).toBe(400);
			},
		),
		{ numRuns: 500 },
	);
	expect(trigger.errors).toEqual([]);
});

test('whatever comes twice, at once, late or after a restart starts one workflow', async () => {
	const step = fc.oneof(
		fc.record({
			events: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 }),
			/** How many seconds ago it was signed. */
			age: fc.integer({ min: -290, max: 1_790 }),
		}),
		fc.constant('restart' as const),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
			const events = Array.from({ length: 6 }, () => eventOf());
			const sent = new Set<string>();
			const starts: unknown[] = [];
			let server = await startTrigger();
			for (const each of steps) {
				if (each === 'restart') {
					const { staticData } = server;
					starts.push(...started(server).map((items) => items?.[0]?.eventId));
					await server.close();
					// Another workflow for the package, so that it knows what was saved and nothing else
					server = await startTrigger({ staticData });
					continue;
				}
				for (const index of each.events) sent.add(events[index]!.id);
				const copies = each.events.map((index) =>
					deliver(server.url, events[index]!, now() - each.age),
				);
				for (const { status } of await Promise.all(copies)) expect(status).toBe(200);
				// Requests at the same moment drop each other's data until the next one writes it down
				if (each.events.length > 1) await deliver(server.url, eventOf());
			}
			starts.push(...started(server).map((items) => items?.[0]?.eventId));
			await server.close();
			const ids = starts.filter((id) => events.some((event) => event.id === id));
			expect(ids.sort()).toEqual([...sent].sort());
		}),
		{ numRuns: 60 },
	);
});
