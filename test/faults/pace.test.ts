import { sleep } from 'n8n-workflow';
import { Failure } from '../../nodes/api/failure';
import { Pace } from '../../nodes/Elepay/run/pace';
import { Tries } from '../../nodes/api/retry';
import { perSecond, perWindow, type Limit } from './support/limitedServer';

const TOO_MANY = new Failure('Too many', {
	description: '',
	outcome: 'notProcessed',
	rateLimited: true,
});

beforeEach(() => {
	jest.useFakeTimers({ now: Date.UTC(2024, 5, 1) });
});

afterEach(() => {
	jest.useRealTimers();
});

interface Simulation {
	rows: number;
	limit: Limit;
	concurrency?: number;
	/** Milliseconds from a call to its answer. */
	latency?: number;
}

interface Result {
	/** Rows that were given up. */
	failed: number;
	calls: number;
	seconds: number;
}

/** Rows sent as a run sends them, with default options, to a server that has a limit. */
async function send({ rows, limit, concurrency = 50, latency = 20 }: Simulation): Promise<Result> {
	const end = new AbortController();
	const pace = newPace(end.signal);
	const result: Result = { failed: 0, calls: 0, seconds: 0 };
	const beginning = Date.now();
	let next = 0;

	const sendRow = async () => {
		const tries = new Tries({ maxTries: 5, retryUncertain: false });
		for (;;) {
			await pace.turn();
			if (end.signal.aborted) break;
			const startedAt = Date.now();
			tries.count++;
			result.calls++;
			await sleep(latency / 2);
			const isTaken = limit(Date.now());
			await sleep(latency / 2);
			if (isTaken) return pace.letThrough();
			const delay = tries.delayAfter(TOO_MANY);
			pace.slowDown(startedAt, delay);
			if (pace.isHopeless) end.abort();
			if (delay === undefined) break;
		}
		result.failed++;
	};
	const worker = async () => {
		while (next++ < rows) await sendRow();
	};
	await finished(Promise.all(Array.from({ length: concurrency }, worker)));
	result.seconds = (Date.now() - beginning) / 1000;
	return result;
}

function newPace(end?: AbortSignal): Pace {
	return new Pace(async (milliseconds) => await sleep(milliseconds, end).catch(() => undefined));
}

async function finished<T>(work: Promise<T>): Promise<T> {
	let isDone = false;
	const done = work.finally(() => (isDone = true));
	while (!isDone) await jest.advanceTimersByTimeAsync(1000);
	return await done;
}

describe('a rate limit', () => {
	it('costs nothing before the first complaint', async () => {
		const { seconds } = await send({ rows: 2000, limit: () => true, latency: 0 });
		expect(seconds).toBe(1); // the step of the clock
	});

	it.each([
		[200, 2000, 50, 20],
		[200, 2000, 50, 200],
		[200, 2000, 200, 200],
		[200, 2000, 200, 2000],
		[50, 1000, 200, 200],
		[5, 50, 50, 20],
		[5, 200, 200, 200],
		[1, 20, 50, 20],
	])(
		'of %i a second lets all of %i rows through, %i at once, each answered in %i ms',
		async (calls, rows, concurrency, latency) => {
			const result = await send({ rows, limit: perSecond(calls), concurrency, latency });
			expect(result.failed).toBe(0);
			// Some of the limit goes unused: after complaints, and while its size is searched for
			expect(result.seconds).toBeLessThan(rows / calls / 0.6 + 8);
		},
	);

	it('that counts refused calls too lets all rows through', async () => {
		const result = await send({ rows: 2000, limit: perWindow(100, 1000), latency: 200 });
		expect(result.failed).toBe(0);
		expect(result.seconds).toBeLessThan(40);
	});

	it('per minute lets all rows through', async () => {
		const result = await send({ rows: 900, limit: perWindow(300, 60_000), latency: 200 });
		expect(result.failed).toBe(0);
		expect(result.seconds).toBeLessThan(240);
	});

	it('that falls to a tenth half-way lets all rows through', async () => {
		const [before, after] = [perSecond(200), perSecond(20)];
		const changeAt = Date.now() + 10_000;
		const limit = (now: number) => (now < changeAt ? before(now) : after(now));
		const result = await send({ rows: 2000, limit, latency: 200 });
		expect(result.failed).toBe(0);
	});

	it('met only once is forgotten within a quarter of a minute', async () => {
		let isFirst = true;
		const limit = () => !isFirst || (isFirst = false);
		const result = await send({ rows: 1000, limit });
		expect(result).toMatchObject({ failed: 0, calls: 1001 });
		expect(result.seconds).toBeLessThan(16);
	});

	it('shared by two executions lets the rows of both through', async () => {
		const limit = perSecond(100);
		const results = await Promise.all([
			send({ rows: 1000, limit, latency: 200 }),
			send({ rows: 1000, limit, latency: 200 }),
		]);
		expect(results.map(({ failed }) => failed)).toEqual([0, 0]);
	});

	it('that never ends is given up after a minute, and hardly anything was sent by then', async () => {
		const result = await send({ rows: 2000, limit: () => false });
		expect(result.failed).toBe(2000);
		expect(result.seconds).toBeGreaterThan(60);
		expect(result.seconds).toBeLessThan(80);
		expect(result.calls).toBeLessThan(200);
	});
});

describe('a pause', () => {
	it('lasts as long as elepay asks', async () => {
		const pace = newPace();
		const beginning = Date.now();
		pace.slowDown(beginning, 7_000);
		await finished(pace.turn());
		expect(Date.now() - beginning).toBeGreaterThanOrEqual(7_000);
	});

	it('holds back those who were waiting already', async () => {
		const pace = newPace();
		pace.slowDown(Date.now());
		const starts: number[] = [];
		const waiting = Array.from({ length: 3 }, async () => {
			await pace.turn();
			starts.push(Date.now());
		});
		await jest.advanceTimersByTimeAsync(500);
		pace.slowDown(Date.now(), 5_000);
		const complainedAt = Date.now();
		await finished(Promise.all(waiting));
		for (const start of starts) expect(start - complainedAt).toBeGreaterThanOrEqual(5_000);
	});

	it("isn't lengthened by answers to calls from before it", async () => {
		const pace = newPace();
		const beginning = Date.now();
		await jest.advanceTimersByTimeAsync(100);
		pace.slowDown(beginning);
		for (let call = 0; call < 49; call++) pace.slowDown(beginning);
		const asked = Date.now();
		await finished(pace.turn());
		expect(Date.now() - asked).toBeLessThanOrEqual(1_000);
	});
});
