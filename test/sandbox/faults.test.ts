import { createClock } from '../../sandbox/world/clock';
import {
	FaultPlan,
	type FaultRequest,
	type FaultRule,
	type Latency,
} from '../../sandbox/control/faults';
import { call, create, order, refusal } from './support/client';
import { until, useSandbox } from './support/sandboxes';

const LOCATIONS: FaultRequest = { route: 'GET /locations', params: {}, query: {}, body: null };

function plan(rules: FaultRule[], seed = 1, clock = createClock(() => 0)): FaultPlan {
	const faults = new FaultPlan(clock, seed);
	faults.set(rules);
	return faults;
}

const decisions = (faults: FaultPlan, count: number) =>
	Array.from({ length: count }, () => faults.decide(LOCATIONS));

const struck = (faults: FaultPlan, count: number) =>
	decisions(faults, count).map(({ answer }) => answer !== undefined);

describe('which requests a rule befalls', () => {
	const answer = { errorCode: 'S001000' };

	test('only those of its route', () => {
		const faults = plan([{ route: 'POST /codes', answer }]);
		expect(faults.decide(LOCATIONS).answer).toBeUndefined();
		expect(faults.decide({ ...LOCATIONS, route: 'POST /codes' }).answer).toEqual(answer);
	});

	test('only the first so many', () => {
		expect(struck(plan([{ times: 2, answer }]), 4)).toEqual([true, true, false, false]);
	});

	test('only those that a predicate picks', () => {
		const when = ({ query }: FaultRequest) => query['offset'] === '100';
		const faults = plan([{ when, answer }]);
		expect(faults.decide(LOCATIONS).answer).toBeUndefined();
		expect(faults.decide({ ...LOCATIONS, query: { offset: '100' } }).answer).toEqual(answer);
	});

	test('about as many as its probability says, the same ones for the same seed', () => {
		const rule = { probability: 0.2, answer };
		const hits = struck(plan([rule]), 5000);
		const share = hits.filter(Boolean).length / hits.length;
		expect(share).toBeGreaterThan(0.18);
		expect(share).toBeLessThan(0.22);
		expect(struck(plan([rule]), 5000)).toEqual(hits);
		expect(struck(plan([rule], 2), 5000)).not.toEqual(hits);
	});

	test('only those within its window of time', async () => {
		const clock = createClock(() => 0);
		const faults = plan([{ from: 1000, until: 2000, answer }], 1, clock);
		const seen = [];
		for (let step = 0; step < 5; step += 1) {
			seen.push(...struck(faults, 1));
			await clock.advance(500);
		}
		expect(seen).toEqual([false, false, true, true, false]);
	});

	test('only those beyond a rate, over any second', async () => {
		const clock = createClock(() => 0);
		const faults = plan([{ overPerSecond: 3, answer }], 1, clock);
		expect(struck(faults, 2)).toEqual([false, false]);
		await clock.advance(600);
		expect(struck(faults, 3)).toEqual([false, true, true]);
		await clock.advance(400);
		expect(struck(faults, 3)).toEqual([false, false, true]);
	});

	test('a script gives one outcome to each, in order', () => {
		const faults = plan([{ script: [{ answer }, null, { connection: 'reset' }] }]);
		expect(decisions(faults, 4)).toEqual([
			{ latencyMs: 0, answer, processed: false },
			{ latencyMs: 0, processed: true },
			{ latencyMs: 0, connection: 'reset', processed: false },
			{ latencyMs: 0, processed: true },
		]);
	});

	test('latencies add up, and the first effect wins without using up the second', () => {
		const second = { errorCode: 'M005000' };
		const faults = plan([
			{ latency: 10 },
			{ times: 1, latency: 5, answer },
			{ times: 1, answer: second },
			{ latency: 3 },
		]);
		expect(decisions(faults, 3)).toEqual([
			{ latencyMs: 18, answer, processed: false },
			{ latencyMs: 13, answer: second, processed: false },
			{ latencyMs: 13, processed: true },
		]);
	});

	test('nothing happens once the plan is cleared', () => {
		const faults = plan([{ answer }]);
		expect(faults.active).toBe(true);
		faults.clear();
		expect(faults.active).toBe(false);
	});

	test('a rule that does nothing or names no route is refused', () => {
		expect(() => plan([{ times: 1 }])).toThrow('needs a latency');
		const route = 'GET /nothing' as 'GET /locations';
		expect(() => plan([{ route, latency: 1 }])).toThrow('GET /nothing');
	});
});

describe('how long a request waits', () => {
	const sorted = (latency: Latency) =>
		decisions(plan([{ latency }]), 2001)
			.map(({ latencyMs }) => latencyMs)
			.sort((a, b) => a - b);

	test('a fixed time', () => {
		expect(new Set(sorted(7))).toEqual(new Set([7]));
	});

	test('any time between two', () => {
		const times = sorted({ min: 100, max: 200 });
		expect(times[0]).toBeGreaterThanOrEqual(100);
		expect(times[0]).toBeLessThan(105);
		expect(times[1000]).toBeGreaterThan(145);
		expect(times[1000]).toBeLessThan(155);
		expect(times[2000]).toBeGreaterThan(195);
		expect(times[2000]).toBeLessThan(200);
	});

	test('mostly about the median, sometimes much longer', () => {
		const times = sorted({ median: 100, sigma: 0.5 });
		expect(times[1000]).toBeGreaterThan(90);
		expect(times[1000]).toBeLessThan(110);
		// e^(0.5 * 1.645): the 95th of a hundred.
		expect(times[1900]! / times[1000]!).toBeGreaterThan(2);
		expect(times[1900]! / times[1000]!).toBeLessThan(2.6);
		expect(Math.max(...sorted({ median: 100, sigma: 0.5, max: 150 }))).toBe(150);
	});
});

describe('what a client meets', () => {
	const sandbox = useSandbox({ seed: 7 });

	const post = (fields = {}, options = {}) =>
		call(sandbox, 'POST /codes', { body: order(fields), ...options });

	const codes = () => sandbox.state.codes().length;

	test('latency delays the answer, not its content', async () => {
		sandbox.faults.set([{ latency: 60 }]);
		const start = performance.now();
		expect((await post()).status).toBe(201);
		expect(performance.now() - start).toBeGreaterThanOrEqual(55);
	});

	test('latency holds refusals back as well', async () => {
		sandbox.faults.set([{ latency: 60 }]);
		const start = performance.now();
		expect((await post({}, { key: 'sk_test_invalid00' })).json.errorCode).toBe('M004001');
		expect(performance.now() - start).toBeGreaterThanOrEqual(55);
	});

	test('work goes on after a client has given up', async () => {
		sandbox.faults.set([{ latency: 60 }]);
		const client = new AbortController();
		const answer = post({}, { signal: client.signal });
		await until(() => sandbox.state.stats.inFlight === 1);
		client.abort(new Error('given up'));
		await expect(answer).rejects.toThrow('given up');
		expect(codes()).toBe(0);
		await until(() => codes() === 1);
	});

	test('a rate limit is a 400 with M005000', async () => {
		sandbox.faults.set([
			{ route: 'POST /codes', overPerSecond: 2, answer: { errorCode: 'M005000', retryAfter: 1 } },
		]);
		const answers = await Promise.all([post(), post(), post()]);
		const limited = answers.filter(({ status }) => status !== 201);
		expect(limited).toHaveLength(1);
		expect(refusal(limited[0]!)).toEqual([400, 'M005000', null]);
		expect(limited[0]!.headers['retry-after']).toBe('1');
		expect(codes()).toBe(2);
		await sandbox.clock.advance(1000);
		expect((await post()).status).toBe(201);
	});

	test.each([
		['S001000', undefined, 500],
		['S001001', 502, 502],
		['S002000', 503, 503],
		['M006001', undefined, 400],
		['U012345', undefined, 400],
	])('the error %s with status %s arrives as %s', async (errorCode, status, arrives) => {
		sandbox.faults.set([{ answer: { errorCode, ...(status && { status }) } }]);
		const answer = await post();
		expect(refusal(answer)).toEqual([arrives, errorCode, null]);
		expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
		expect(codes()).toBe(0);
	});

	test('an error can name a parameter, a provider and its own message', async () => {
		const providerError = { providerKey: 'paypay', code: 'P1', message: 'no' };
		const errorCode = 'S001001';
		sandbox.faults.set([
			{ answer: { errorCode, message: 'Hm.', parameterName: 'amount', providerError } },
		]);
		expect((await post()).json).toMatchObject({
			requestId: expect.stringMatching(/^req_/),
			errorCode,
			message: 'Hm.',
			parameterName: 'amount',
			providerError,
		});
	});

	test('an error speaks the language asked for', async () => {
		sandbox.faults.set([{ answer: { errorCode: 'S002000' } }]);
		const { json } = await post({}, { headers: { 'accept-language': 'en' } });
		expect(json.message).toBe('elepay is under maintenance.');
	});

	test('a maintenance window ends with the clock', async () => {
		const now = sandbox.clock.now();
		sandbox.faults.set([
			{ from: now + 60_000, until: now + 120_000, answer: { errorCode: 'S002000' } },
		]);
		const seen = [];
		for (let minute = 0; minute < 3; minute += 1) {
			seen.push((await post()).status);
			await sandbox.clock.advance(60_000);
		}
		expect(seen).toEqual([201, 500, 201]);
	});

	test('a gateway’s HTML page', async () => {
		sandbox.faults.set([{ answer: { body: '<h1>Bad Gateway</h1>', retryAfter: '120' } }]);
		const { status, headers, text } = await post();
		expect([status, headers['content-type'], headers['retry-after'], text]).toEqual([
			502,
			'text/html',
			'120',
			'<h1>Bad Gateway</h1>',
		]);
	});

	test.each(['', '{"id":', 'null'])('a success with the body "%s"', async (body) => {
		sandbox.faults.set([
			{ answer: { body, status: 201, contentType: 'application/json' }, processed: true },
		]);
		const answer = await post();
		expect([answer.status, answer.text]).toEqual([201, body]);
		expect(codes()).toBe(1);
	});

	test.each([
		[false, 0],
		[true, 1],
	])('an error after the work (%s) leaves %s codes', async (processed, left) => {
		sandbox.faults.set([{ answer: { errorCode: 'S001000' }, processed }]);
		expect((await post()).status).toBe(500);
		expect(codes()).toBe(left);
	});

	test.each([
		[false, 0],
		[true, 1],
	])('a connection reset after the work (%s) leaves %s codes', async (processed, left) => {
		sandbox.faults.set([{ connection: 'reset', processed, times: 1 }]);
		await expect(post()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(codes()).toBe(left);
		expect((await post()).status).toBe(201);
		expect(sandbox.state.stats.inFlight).toBe(0);
	});

	test.each([
		[false, 0],
		[true, 1],
	])('silence after the work (%s) leaves %s codes', async (processed, left) => {
		sandbox.faults.set([{ connection: 'hang', processed }]);
		const answer = post({}, { signal: AbortSignal.timeout(300) });
		await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
		expect(codes()).toBe(left);
		await until(() => sandbox.state.stats.inFlight === 0);
	});

	test('half a body: the length is promised, the connection breaks', async () => {
		sandbox.faults.set([{ connection: 'half' }]);
		const answer = await fetch(`${sandbox.url}/codes`, {
			method: 'POST',
			headers: {
				authorization: 'Bearer sk_test_sandbox0000',
				'content-type': 'application/json',
			},
			body: JSON.stringify(order()),
		});
		expect(answer.status).toBe(201);
		const promised = Number(answer.headers.get('content-length'));
		const pieces: string[] = [];
		const reading = (async () => {
			const decoder = new TextDecoder();
			for await (const piece of answer.body!) pieces.push(decoder.decode(piece as Uint8Array));
		})();
		await expect(reading).rejects.toThrow();
		expect(pieces.join('').length).toBe(Math.ceil(promised / 2));
		expect(codes()).toBe(1);
	});

	test('half an error', async () => {
		sandbox.faults.set([{ answer: { errorCode: 'S001000' }, connection: 'half' }]);
		await expect(post()).rejects.toThrow();
		expect(codes()).toBe(0);
	});

	test('a body that dribbles in, whole in the end', async () => {
		sandbox.faults.set([{ connection: { slowMs: 200 } }]);
		const start = performance.now();
		const answer = await post({ description: 'ゆっくり' });
		expect(answer.json).toMatchObject({ object: 'code', description: 'ゆっくり' });
		expect(performance.now() - start).toBeGreaterThan(150);
	});

	test('an answer without body is not touched by what befalls bodies', async () => {
		const { id } = await create(sandbox);
		sandbox.faults.set([{ connection: 'half' }]);
		expect((await call(sandbox, `DELETE /codes/${id}`)).status).toBe(204);
	});

	test('a predicate sees the body', async () => {
		const when = ({ body }: FaultRequest) => (body as { amount: number }).amount === 13;
		sandbox.faults.set([{ route: 'POST /codes', when, answer: { errorCode: 'S001000' } }]);
		expect((await post({ amount: 12 })).status).toBe(201);
		expect((await post({ amount: 13 })).status).toBe(500);
	});

	test('the sandbox’s own calls and the payment page are spared', async () => {
		sandbox.faults.set([{ connection: 'reset' }]);
		expect((await call(sandbox, 'GET /_sandbox/stats')).status).toBe(200);
	});

	test('whatever goes wrong, an order number never gets two codes', async () => {
		sandbox.faults.set([
			{ latency: { min: 0, max: 5 } },
			{ probability: 0.2, connection: 'reset', processed: true },
			{ probability: 0.2, connection: 'reset' },
			{ probability: 0.2, answer: { errorCode: 'S001000' }, processed: true },
			{ probability: 0.2, connection: 'half' },
		]);
		const orderNos = Array.from({ length: 100 }, (_, index) => `O-${index % 40}`);
		const outcomes = await Promise.allSettled(orderNos.map((orderNo) => post({ orderNo })));
		const counts = sandbox.state.test.codesPerOrderNo();
		expect([...counts.values()].every((count) => count === 1)).toBe(true);
		const created = outcomes.filter(
			(outcome) => outcome.status === 'fulfilled' && outcome.value.status === 201,
		);
		expect(created.length).toBeGreaterThan(0);
		expect(created.length).toBeLessThan(counts.size);
	});
});

describe('faults over HTTP', () => {
	const sandbox = useSandbox();

	const set = (body: unknown) => call(sandbox, 'POST /_sandbox/faults', { body, key: null });

	test('a plan is set, replaced and taken away', async () => {
		const rules = [
			{ route: 'GET /locations', times: 5, answer: { errorCode: 'S002000' } },
			{ route: 'GET /customers', script: [{ answer: { body: 'x' } }, null] },
			{ latency: { median: 1, sigma: 0.1, max: 2 }, probability: 0.5 },
			{ overPerSecond: 100, connection: { slowMs: 10 } },
		];
		expect((await set({ rules, seed: 3 })).status).toBe(204);
		expect((await call(sandbox, 'GET /locations')).status).toBe(500);
		expect((await call(sandbox, 'GET /customers')).status).toBe(502);
		expect((await call(sandbox, 'GET /customers')).status).toBe(200);
		await set({ rules: [{ latency: 1 }] });
		expect((await call(sandbox, 'GET /locations')).status).toBe(200);
		expect((await call(sandbox, 'DELETE /_sandbox/faults')).status).toBe(204);
		expect(sandbox.faults.active).toBe(false);
	});

	test.each([
		['no rules', {}],
		['a rule that does nothing', { rules: [{ times: 1 }] }],
		['an unknown route', { rules: [{ route: 'GET /nothing', latency: 1 }] }],
		['a mistyped name', { rules: [{ latencyMs: 1 }] }],
		['a probability over 1', { rules: [{ probability: 2, latency: 1 }] }],
		['a latency as text', { rules: [{ latency: '1' }] }],
		['an errorCode of another form', { rules: [{ answer: { errorCode: 'oops' } }] }],
		['an answer of both kinds', { rules: [{ answer: { errorCode: 'S001000', body: 'x' } }] }],
		['an unknown connection fault', { rules: [{ connection: 'slow' }] }],
		['a mistyped script', { rules: [{ script: [{ latencies: 1 }] }] }],
	])('%s is refused', async (_name, body) => {
		expect((await set(body)).status).toBe(400);
		expect(sandbox.faults.active).toBe(false);
	});
});
