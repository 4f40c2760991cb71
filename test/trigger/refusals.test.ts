import { gzipSync } from 'node:zlib';

import { NodeOperationError } from 'n8n-workflow';

import { turnableClock } from './support/clock';
import { deliver, eventOf, hmac, now, post, SECRET, signature } from './support/deliveries';
import { watchLog } from './support/log';
import { started, startTrigger, stopTriggers } from './support/triggers';

afterEach(async () => {
	jest.restoreAllMocks();
	await stopTriggers();
});

const UNAUTHORIZED = { status: 401, text: 'Unauthorized' };
const BAD_REQUEST = { status: 400, text: 'Bad request' };
const STARTED = { status: 200, text: '{"message":"Received"}' };

const MEBIBYTE = 1024 * 1024;

const BODY = JSON.stringify(eventOf());

/** A body of this many bytes that is an event, but for its size. */
function bodyOfSize(bytes: number): string {
	const filled = (length: number) =>
		JSON.stringify(eventOf({ object: { id: 'x'.repeat(length) } }));
	return filled(bytes - filled(0).length);
}

describe('what elepay has signed gets in', () => {
	test.each<[string, (t: number) => string]>([
		['as documented', (t) => `t=${t},sign=${hmac(BODY, t)}`],
		['signature first', (t) => `sign=${hmac(BODY, t)},t=${t}`],
		['with spaces', (t) => ` t = ${t} ,  sign = ${hmac(BODY, t)} `],
		['with another signature before', (t) => `t=${t},sign=${'0'.repeat(64)},sign=${hmac(BODY, t)}`],
		['with another signature behind', (t) => `t=${t},sign=${hmac(BODY, t)},sign=${'f'.repeat(64)}`],
		['beside an empty signature', (t) => `t=${t},sign=,sign=${hmac(BODY, t)}`],
		['beside a name to come', (t) => `t=${t},v2=abc,sign=${hmac(BODY, t)}`],
		['1,280 s ago, as late as elepay sends it', () => signature(BODY, now() - 1_280)],
		['1,790 s ago', () => signature(BODY, now() - 1_790)],
		['290 s ahead', () => signature(BODY, now() + 290)],
	])('%s', async (_, header) => {
		const trigger = await startTrigger();
		const answer = await post(trigger.url, BODY, { 'elepay-signature': header(now()) });
		expect(answer).toEqual(STARTED);
		expect(trigger.executions).toHaveLength(1);
	});

	test.each(['Elepay-Signature', 'ELEPAY-SIGNATURE', 'eLePaY-sIgNaTuRe'])(
		'whatever the case of the header: %s',
		async (name) => {
			const trigger = await startTrigger();
			expect(await post(trigger.url, BODY, { [name]: signature(BODY) })).toEqual(STARTED);
		},
	);

	test('over the bytes as they came in, not over what they mean', async () => {
		const trigger = await startTrigger();
		const { id, ...event } = eventOf();
		const spaced = `\n{ "id" : ${JSON.stringify(id)},\t${JSON.stringify(event, null, 3).slice(1)}\r\n`;
		expect(await deliver(trigger.url, spaced.replace('1200', '1.2e3'))).toEqual(STARTED);
		expect(started(trigger)).toMatchObject([[{ eventId: id, amount: 1200 }]]);
	});

	test('with Japanese text, escaped or not', async () => {
		const trigger = await startTrigger();
		const plain = JSON.stringify(eventOf({ object: { description: '請求書 葛󠄀飾 🍣' } }));
		const escaped = plain
			.replace(/evt_\w+/, 'evt_escaped')
			.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
		await deliver(trigger.url, plain);
		await deliver(trigger.url, escaped);
		expect(started(trigger)).toMatchObject([
			[{ description: '請求書 葛󠄀飾 🍣' }],
			[{ description: '請求書 葛󠄀飾 🍣' }],
		]);
	});

	test('packed by a proxy on the way', async () => {
		const trigger = await startTrigger();
		const headers = { 'elepay-signature': signature(BODY), 'content-encoding': 'gzip' };
		expect(await post(trigger.url, gzipSync(BODY), headers)).toEqual(STARTED);
	});

	test.each([
		'application/json;charset=utf-8',
		'Application/JSON ; charset="UTF-8"',
		'text/plain',
		'text/plain; charset=utf-8',
		'application/octet-stream',
		'application/x-www-form-urlencoded',
		'application/jsonp',
		'application/vnd.api+json',
		'image/png',
	])('as %s', async (type) => {
		const trigger = await startTrigger();
		const event = eventOf({ object: { description: 'a=b&c= 100%+請求' } });
		const body = JSON.stringify(event);
		const headers = { 'elepay-signature': signature(body), 'content-type': type };
		expect(await post(trigger.url, body, headers)).toEqual(STARTED);
		expect(started(trigger)).toMatchObject([[{ ...event.data.object, eventId: event.id }]]);
	});

	test('without a Content-Type', async () => {
		const trigger = await startTrigger();
		const { status } = await fetch(trigger.url, {
			method: 'POST',
			body: Buffer.from(BODY),
			headers: { 'elepay-signature': signature(BODY) },
		});
		expect(status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('with a secret that was pasted with white space', async () => {
		const trigger = await startTrigger({ signingSecret: `\t ${SECRET}\n` });
		expect(await deliver(trigger.url, BODY)).toEqual(STARTED);
	});

	test('up to the size of a body that is taken', async () => {
		const trigger = await startTrigger();
		expect(await deliver(trigger.url, bodyOfSize(MEBIBYTE))).toEqual(STARTED);
	});
});

describe('what elepay has not signed starts nothing', () => {
	const t = now();
	const sign = hmac(BODY, t);
	const flipped = Buffer.from(BODY);
	flipped.writeUInt8(flipped.readUInt8(100) ^ 1, 100);

	test.each<[string, Record<string, string | string[]>, (string | Buffer)?]>([
		['no header', {}],
		['an empty header', { 'elepay-signature': '' }],
		['a wrong secret', { 'elepay-signature': signature(BODY, t, 'another') }],
		['an empty secret', { 'elepay-signature': signature(BODY, t, '') }],
		['one bit of the body changed', { 'elepay-signature': `t=${t},sign=${sign}` }, flipped],
		['one byte more', { 'elepay-signature': `t=${t},sign=${sign}` }, `${BODY} `],
		['the same JSON, written anew', { 'elepay-signature': `t=${t},sign=${sign}` }, `${BODY}\n`],
		['no body', { 'elepay-signature': `t=${t},sign=${sign}` }, ''],
		['another time than the signed one', { 'elepay-signature': `t=${t + 1},sign=${sign}` }],
		['a time too long ago', { 'elepay-signature': signature(BODY, t - 31 * 60) }],
		['a time too far ahead', { 'elepay-signature': signature(BODY, t + 6 * 60) }],
		['milliseconds', { 'elepay-signature': signature(BODY, t * 1000) }],
		['no time', { 'elepay-signature': `sign=${sign}` }],
		['an empty time', { 'elepay-signature': `t=,sign=${hmac(BODY, '')}` }],
		['two times', { 'elepay-signature': `t=${t},t=${t},sign=${sign}` }],
		['a time with a sign', { 'elepay-signature': signature(BODY, `+${t}`) }],
		['a fraction', { 'elepay-signature': signature(BODY, `${t}.5`) }],
		['a time in hex', { 'elepay-signature': signature(BODY, `0x${t.toString(16)}`) }],
		['a time in words', { 'elepay-signature': signature(BODY, 'NaN') }],
		['no signature', { 'elepay-signature': `t=${t}` }],
		['an empty signature', { 'elepay-signature': `t=${t},sign=` }],
		['upper-case hex', { 'elepay-signature': `t=${t},sign=${sign.toUpperCase()}` }],
		['a shortened signature', { 'elepay-signature': `t=${t},sign=${sign.slice(0, 63)}` }],
		['a lengthened signature', { 'elepay-signature': `t=${t},sign=${sign}0` }],
		[
			'base64',
			{ 'elepay-signature': `t=${t},sign=${Buffer.from(sign, 'hex').toString('base64')}` },
		],
		['other names', { 'elepay-signature': `T=${t},SIGN=${sign}` }],
		['another separator', { 'elepay-signature': `t=${t};sign=${sign}` }],
		['another header', { 'x-elepay-signature': `t=${t},sign=${sign}` }],
		['two headers', { 'elepay-signature': [`t=${t},sign=${sign}`, `t=${t},sign=${sign}`] }],
		['a long header', { 'elepay-signature': `t=${t},sign=${sign}${' '.repeat(4096)},v2=1` }],
		[
			'very many signatures',
			{ 'elepay-signature': `t=${t}${`,sign=${'0'.repeat(64)}`.repeat(20)},sign=${sign}` },
		],
		['a list without a signature', {}, '[]'],
		['text without a signature', { 'content-type': 'text/plain' }, 'paid'],
		['10 MB without a signature', {}, bodyOfSize(10 * MEBIBYTE)],
		['a nested bomb without a signature', {}, '['.repeat(100_000) + ']'.repeat(100_000)],
	])('%s', async (_, headers, body = BODY) => {
		const trigger = await startTrigger();
		expect(await post(trigger.url, body, headers)).toEqual(UNAUTHORIZED);
		expect(trigger.executions).toEqual([]);
		expect(trigger.errors).toEqual([]);
		expect(trigger.staticData).toEqual({});
	});

	test('a form, of which n8n keeps no bytes', async () => {
		const trigger = await startTrigger();
		const body = '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n';
		const headers = {
			'elepay-signature': signature(body),
			'content-type': 'multipart/form-data; boundary=b',
		};
		expect(await post(trigger.url, body, headers)).toEqual(UNAUTHORIZED);
		expect(trigger.executions).toEqual([]);
	});

	test.each(['', '  \n'])('anything while the signing secret is %j', async (signingSecret) => {
		const trigger = await startTrigger({ signingSecret });
		for (const secret of ['', signingSecret, SECRET]) {
			const headers = { 'elepay-signature': signature(BODY, now(), secret) };
			expect(await post(trigger.url, BODY, headers)).toEqual(UNAUTHORIZED);
		}
		expect(trigger.executions).toEqual([]);
	});

	test('anything while there is no credential, without a failed execution for each', async () => {
		const trigger = await startTrigger({ credentials: {} });
		expect(await deliver(trigger.url, BODY)).toEqual(UNAUTHORIZED);
		expect(trigger.executions).toEqual([]);
		expect(trigger.errors).toEqual([]);
	});

	test.each(['GET', 'PUT', 'PATCH', 'DELETE'] as const)('the method %s', async (method) => {
		const trigger = await startTrigger();
		const { status } = await fetch(trigger.url, {
			method,
			headers: { 'elepay-signature': signature('') },
		});
		expect(status).toBe(404);
		expect(trigger.executions).toEqual([]);
	});
});

describe('Clock Tolerance', () => {
	const answerTo = async (tolerance: string | number, age: number) => {
		const trigger = await startTrigger({ parameters: { options: { tolerance } } });
		const headers = { 'elepay-signature': signature(BODY, now() - age) };
		return (await post(trigger.url, BODY, headers)).status;
	};

	test.each([
		[30, 25, 200],
		[30, 40, 401],
		[3600, 3590, 200],
		[3600, 3610, 401],
	])('of %d s: a signature of %d s ago is answered %d', async (tolerance, age, status) => {
		expect(await answerTo(tolerance, age)).toBe(status);
	});

	test.each([30, 3600])('of %d s leaves the future as it is', async (tolerance) => {
		expect(await answerTo(tolerance, -290)).toBe(200);
		expect(await answerTo(tolerance, -310)).toBe(401);
	});

	test.each<[string | number, number, number]>([
		[0, 25, 200],
		[-1, 40, 401],
		[1e9, 3610, 401],
		[Infinity, 3610, 401],
		['600', 590, 200],
		['={{ "a lot" }}', 0, 401],
		['={{ undefined }}', 1790, 200],
		['={{ $json.body.data.nothing.there }}', 1810, 401],
	])('of %p is kept within its limits', async (tolerance, age, status) => {
		expect(await answerTo(tolerance, age)).toBe(status);
	});
});

describe('what is turned away', () => {
	const MISMATCH = expect.stringContaining("doesn't match the Signing Secret");
	const forged = () => ({ 'elepay-signature': signature(BODY, now(), 'another') });

	test('shows in the log once a minute, for each trigger', async () => {
		const clock = turnableClock();
		const warnings = watchLog();
		const trigger = await startTrigger();
		for (let second = 0; second < 150; second += 10) {
			for (let count = 0; count < 3; count++) await post(trigger.url, BODY, forged());
			clock.advance(10_000);
		}
		expect(warnings).toEqual([MISMATCH, MISMATCH, MISMATCH]);
		const other = await startTrigger();
		await post(other.url, BODY, forged());
		expect(warnings).toHaveLength(4);
	});

	test.each<[string, Record<string, string>, unknown]>([
		['no signature', {}, undefined],
		['another secret', forged(), MISMATCH],
		[
			'a time long ago',
			{ 'elepay-signature': signature(BODY, now() - 2_000) },
			expect.stringContaining('more than 1800 seconds ago'),
		],
		[
			'a time to come',
			{ 'elepay-signature': signature(BODY, now() + 400) },
			expect.stringContaining('ahead of this server'),
		],
	])('for %s tells what is known of it', async (_, headers, expected) => {
		const warnings = watchLog();
		const trigger = await startTrigger();
		expect(await post(trigger.url, BODY, headers)).toEqual(UNAUTHORIZED);
		expect(warnings).toEqual(expected ? [expected] : []);
	});

	test('tells of the credential, where that is at fault, and never of the secret', async () => {
		const warnings = watchLog();
		const trigger = await startTrigger({ signingSecret: 'pk_live_0123' });
		expect(await deliver(trigger.url, BODY)).toEqual(UNAUTHORIZED);
		expect(warnings).toEqual([expect.stringContaining('looks like an API key')]);
		expect(warnings.join()).not.toContain('pk_live_0123');
	});

	test('shows at the node while one listens in the editor, and starts nothing', async () => {
		watchLog();
		const trigger = await startTrigger({ mode: 'manual' });
		expect((await post(trigger.url, BODY, forged())).status).toBe(500);
		expect(trigger.errors).toEqual([expect.any(NodeOperationError)]);
		expect(trigger.errors[0]?.message).toEqual(MISMATCH);
		expect(trigger.executions).toEqual([]);
	});

	test('does not end the listening if it does not even pretend to be signed', async () => {
		const trigger = await startTrigger({ mode: 'manual' });
		expect(await post(trigger.url, BODY, {})).toEqual(UNAUTHORIZED);
		expect(trigger.errors).toEqual([]);
		expect(await deliver(trigger.url, BODY)).toEqual(STARTED);
	});
});

describe('what is signed but no event is answered 400', () => {
	const event = eventOf();
	const without = (name: keyof typeof event) => ({ ...event, [name]: undefined });
	const nested = (levels: number) => {
		const bomb = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
		return JSON.stringify({ ...event, data: { object: { x: '?' } } }).replace('"?"', bomb);
	};

	test.each<[string, object | string | Buffer]>([
		['a list', [event]],
		['an empty list', []],
		['null', 'null'],
		['text', '"evt_1"'],
		['a number', '1'],
		['an empty object', {}],
		['an event without ID', without('id')],
		['an empty ID', { ...event, id: '' }],
		['a number for an ID', { ...event, id: 1 }],
		['an ID without end', { ...event, id: 'x'.repeat(256) }],
		['another object', { ...event, object: 'charge' }],
		['an event without a type', without('type')],
		['a type that is a list', { ...event, type: ['charge.succeeded'] }],
		['an event without time', without('createTime')],
		['a time that is text', { ...event, createTime: '1700000000000' }],
		['an event without mode', without('liveMode')],
		['a mode that is text', { ...event, liveMode: 'true' }],
		['an event without data', without('data')],
		['data without an object', { ...event, data: {} }],
		['an object that is null', { ...event, data: { object: null } }],
		['an object that is a list', { ...event, data: { object: [{}] } }],
		['10 MB', bodyOfSize(10 * MEBIBYTE)],
		['a byte more than is taken', bodyOfSize(MEBIBYTE + 1)],
		['a nested bomb', nested(100_000)],
		['a list nested deep', `${'['.repeat(400_000)}${']'.repeat(400_000)}`],
		['a few levels too many', nested(32)],
	])('%s', async (_, body) => {
		const trigger = await startTrigger();
		expect(await deliver(trigger.url, body)).toEqual(BAD_REQUEST);
		expect(trigger.executions).toEqual([]);
		expect(trigger.errors).toEqual([]);
	});

	test('bytes that are not UTF-8', async () => {
		const trigger = await startTrigger();
		const latin1 = Buffer.from(JSON.stringify(eventOf({ object: { name: 'é' } })), 'latin1');
		expect(await deliver(trigger.url, latin1)).toEqual(BAD_REQUEST);
	});

	test('a body that is not JSON, which n8n itself refuses before the node runs', async () => {
		const trigger = await startTrigger();
		for (const body of ['{', '{"a":1}}', 'undefined', BODY.slice(0, -1)]) {
			expect((await deliver(trigger.url, body)).status).toBe(422);
		}
		expect(trigger.executions).toEqual([]);
	});
});
