import { setTimeout as wait } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { orders } from './support/orders';
import { codesOf, discrepancies } from './support/outcomes';
import { runRows } from './support/run';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ seed: 11 });
});

afterEach(async () => await sandbox.close());

const onError = 'continueErrorOutput';
const requests = () => sandbox.state.stats.requests.get('POST /codes') ?? 0;

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await wait(5);
}

describe('an execution', () => {
	it('completes 10,000 rows', async () => {
		const rows = orders(10_000);
		const result = await runRows(sandbox, rows, { onError });
		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		expect(codesOf(result).map(({ row }) => row)).toEqual(rows.map((_, index) => index));
	}, 120_000);

	it("doesn't share its limit with another", async () => {
		sandbox.faults.set([{ latency: 100 }]);
		const options = { maxConcurrency: 10 };
		const [some, others] = [orders(100), orders(100)];
		const results = await Promise.all([
			runRows(sandbox, some, { onError, options }),
			runRows(sandbox, others, { onError, options }),
		]);
		expect(results.map((result) => codesOf(result).length)).toEqual([100, 100]);
		expect(sandbox.state.stats.maxInFlight).toBe(20);
	});

	it('sends one row at a time where the options say so', async () => {
		const rows = orders(50);
		const result = await runRows(sandbox, rows, { onError, options: { maxConcurrency: 1 } });
		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		expect(result.inFlight.most).toBe(1);
	});
});

describe('a cancelled execution', () => {
	it.each([
		['requests are on their way', { latency: 10_000 }],
		['answers dribble in', { connection: { slowMs: 5_000 } }],
		['rows wait for another try', { answer: { body: '', status: 503, retryAfter: 30 } }],
		['a rate limit holds rows back', { answer: { errorCode: 'M005000', retryAfter: 30 } }],
	])('ends at once while %s, and sends nothing more', async (_when, fault) => {
		sandbox.faults.set([{ when: () => requests() > 100, ...fault }]);
		const controller = new AbortController();
		const running = runRows(sandbox, orders(2000), { onError, signal: controller.signal });
		await until(() => requests() >= 150);
		await wait(500);

		const before = Date.now();
		controller.abort();
		const result = await running;
		expect(result.run.status).toBe('canceled');
		await until(() => result.inFlight.now === 0);
		expect(Date.now() - before).toBeLessThan(2_000);

		const sent = requests();
		await wait(500);
		expect(requests()).toBe(sent);
		expect(sandbox.state.stats.inFlight).toBe(0);
	});

	it('sends nothing in the default mode either', async () => {
		sandbox.faults.set([{ latency: 200 }]);
		const controller = new AbortController();
		const running = runRows(sandbox, orders(2000), { signal: controller.signal });
		await until(() => requests() >= 50);
		controller.abort();
		const result = await running;
		expect(result.run.status).toBe('canceled');
		const sent = requests();
		await wait(500);
		expect(requests()).toBe(sent);
	});
});
