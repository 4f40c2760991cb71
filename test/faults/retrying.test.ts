import type { FaultRule } from '../../sandbox/control/faults';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { orders } from './support/orders';
import { codesOf, discrepancies, errorsOf, stopMessage } from './support/outcomes';
import { runRows } from './support/run';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ seed: 9 });
});

afterEach(async () => await sandbox.close());

const onError = 'continueErrorOutput';

const attempts = () => [...sandbox.state.stats.attemptsPerOrderNo.values()];

/** Lets the first so many requests meet a fault. */
const first = (times: number, outcome: Partial<FaultRule>) =>
	sandbox.faults.set([{ times, ...outcome }]);

describe('what elepay may have processed', () => {
	const lost: FaultRule = { probability: 0.05, connection: 'reset', processed: true };
	const unheard: FaultRule = { probability: 0.05, connection: 'reset' };

	it('is not sent twice by default', async () => {
		sandbox.faults.set([lost, unheard]);
		const rows = orders(500);
		const result = await runRows(sandbox, rows, { onError });

		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		expect(Math.max(...attempts())).toBe(1);
		for (const { error, description, row } of errorsOf(result)) {
			expect(error).toContain(`'${rows[row]?.orderNo}'`);
			expect(error).toContain('The code may still have been created');
			expect(description).toContain('look for it in the elepay dashboard');
		}
	});

	it('is sent again where that is chosen, and a row whose code exists says so', async () => {
		sandbox.faults.set([lost, unheard]);
		const rows = orders(2000);
		const result = await runRows(sandbox, rows, { onError, options: { onUncertain: 'retry' } });

		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		const errors = errorsOf(result);
		// Those that elepay had not processed have their code now; the others can't get a second one
		expect(errors.length).toBeGreaterThan(50);
		for (const { error, row } of errors) {
			expect(error).toContain(`'${rows[row]?.orderNo}' is taken, probably by an earlier try`);
		}
		expect(codesOf(result).length + errors.length).toBe(2000);
		expect(sandbox.state.test.codes.size).toBe(2000);
	});

	it('may still exist when a later try fails for another reason', async () => {
		const script = [
			{ connection: 'reset' as const, processed: true },
			...Array.from({ length: 9 }, () => ({ answer: { body: 'Busy', status: 503 } })),
		];
		sandbox.faults.set([{ script }]);
		const rows = orders(1);
		const result = await runRows(sandbox, rows, {
			onError,
			options: { onUncertain: 'retry', maxTries: 2 },
		});
		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		expect(errorsOf(result)[0]?.error).toBe(
			`Order number '${rows[0]?.orderNo}': elepay is temporarily unavailable. An earlier try may have created the code [item 0]`,
		);
	});

	it('may still exist when the key is refused meanwhile', async () => {
		const rows = orders(2);
		const isFirst = ({ body }: { body: unknown }) =>
			(body as { orderNo: string }).orderNo === rows[0]?.orderNo;
		sandbox.faults.set([
			{ when: isFirst, times: 1, connection: 'reset', processed: true },
			{ when: (request) => !isFirst(request), latency: 50, answer: { errorCode: 'M004001' } },
		]);
		const result = await runRows(sandbox, rows, { onError, options: { onUncertain: 'retry' } });
		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		expect(errorsOf(result).map(({ error }) => error)).toEqual([
			expect.stringContaining(
				`'${rows[0]?.orderNo}': elepay didn't accept the secret key. An earlier`,
			),
			"elepay didn't accept the secret key",
		]);
	});
});

describe('what elepay has certainly not processed', () => {
	it.each<[string, Partial<FaultRule>]>([
		['too many requests', { answer: { errorCode: 'M005000' } }],
		['status 429', { answer: { body: '', status: 429 } }],
		['status 503', { answer: { body: '', status: 503 } }],
		['maintenance', { answer: { errorCode: 'S002000' } }],
	])('is tried again: %s', async (_name, fault) => {
		first(3, fault);
		const rows = orders(5);
		const result = await runRows(sandbox, rows, { onError });
		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		expect(codesOf(result)).toHaveLength(5);
		expect(attempts().reduce((a, b) => a + b)).toBe(8);
	});

	it('is tried again when the connection is refused, until the server is there', async () => {
		const { url } = sandbox;
		await sandbox.close();
		const rows = orders(3);
		const running = runRows({ ...sandbox, url }, rows, { onError });
		setTimeout(() => {
			void startSandbox({ port: Number(new URL(url).port) }).then((started) => (sandbox = started));
		}, 600);
		const result = await running;
		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		expect(codesOf(result)).toHaveLength(3);
		expect(result.inFlight.all).toBeGreaterThan(3);
	});

	it('is tried as often as the options say', async () => {
		sandbox.faults.set([{ answer: { body: '', status: 503 } }]);
		const rows = orders(20);
		const result = await runRows(sandbox, rows, { onError, options: { maxTries: 2 } });
		expect(errorsOf(result)).toHaveLength(20);
		expect(attempts()).toEqual(Array.from({ length: 20 }, () => 2));
	});

	it('waits for as long as Retry-After asks', async () => {
		const times: number[] = [];
		const when = () => times.push(Date.now()) > 0;
		sandbox.faults.set([
			{ when, script: [{ answer: { body: '', status: 503, retryAfter: 2 } }, null] },
		]);
		const result = await runRows(sandbox, orders(1), { onError });
		expect(codesOf(result)).toHaveLength(1);
		expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1_990);
	});

	it('is given up at once when Retry-After asks for more than a minute', async () => {
		sandbox.faults.set([{ answer: { body: '', status: 503, retryAfter: 61 } }]);
		const result = await runRows(sandbox, orders(1), { onError });
		expect(errorsOf(result)).toHaveLength(1);
		expect(attempts()).toEqual([1]);
	});

	it("pauses all rows of a run for a rate limit's Retry-After", async () => {
		const times: number[] = [];
		const when = () => times.push(Date.now()) > 0;
		sandbox.faults.set([
			{
				when,
				script: [{ answer: { errorCode: 'M005000', retryAfter: 2 } }, ...Array(30).fill(null)],
			},
		]);
		const result = await runRows(sandbox, orders(20), { onError, options: { maxConcurrency: 2 } });
		expect(codesOf(result)).toHaveLength(20);
		// The second row was on its way when the complaint came
		const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
		expect(Math.max(...pauses)).toBeGreaterThanOrEqual(1_900);
	});
});

describe('what does no harm twice', () => {
	const codeIds = async () =>
		codesOf(await runRows(sandbox, orders(20), { onError })).map(({ code }) => ({ id: code?.id }));

	it.each(['get', 'close'])('is tried again whatever became of it: %s', async (operation) => {
		const rows = await codeIds();
		sandbox.faults.set([
			{ times: 5, connection: 'reset', processed: false },
			{ times: 5, answer: { body: '', status: 500 } },
			{ times: 5, connection: 'half', processed: false, answer: { body: 'Bad gateway' } },
		]);
		const parameters = { operation, codeId: '={{ $json.id }}' };
		const result = await runRows(sandbox, rows, { onError, parameters });
		expect(errorsOf(result)).toEqual([]);
		expect(codesOf(result)).toHaveLength(20);
	});

	it('is told where an earlier try had closed the code', async () => {
		const [row] = await codeIds();
		sandbox.faults.set([{ times: 1, connection: 'reset', processed: true }]);
		const parameters = { operation: 'close', codeId: '={{ $json.id }}' };
		const result = await runRows(sandbox, [row!], { onError, parameters });
		expect(errorsOf(result)[0]?.error).toContain('probably by an earlier try of this row');
	});
});

describe('a refused key', () => {
	it.each([
		['M004001', 2000],
		['M004002', 200],
		['M004003', 200],
	])('is not sent for every row: %s, %i rows', async (errorCode, rows) => {
		sandbox.faults.set([{ answer: { errorCode } }]);
		const result = await runRows(sandbox, orders(rows), { onError });
		expect(errorsOf(result)).toHaveLength(rows);
		expect(result.inFlight.all).toBeLessThanOrEqual(50);
		expect(new Set(errorsOf(result).map(({ error }) => error?.replace(/\[.*/, ''))).size).toBe(1);
	});

	it('stops the workflow with one message', async () => {
		const result = await runRows(sandbox, orders(2000), {
			onError: 'stopWorkflow',
			secretKey: 'sk_test_invalid000000',
			options: { maxConcurrency: 5 },
		});
		expect(stopMessage(result)).toMatch(/^elepay didn't accept the secret key$/);
		expect(result.inFlight.all).toBeLessThanOrEqual(5);
	});

	it('fails rows that wait for another try without a delay', async () => {
		sandbox.faults.set([
			{ times: 1, answer: { body: '', status: 503, retryAfter: 30 } },
			{ latency: 200, answer: { errorCode: 'M004001' } },
		]);
		const before = Date.now();
		const result = await runRows(sandbox, orders(100), { onError, options: { maxConcurrency: 5 } });
		expect(errorsOf(result)).toHaveLength(100);
		expect(Date.now() - before).toBeLessThan(15_000);
	});
});
