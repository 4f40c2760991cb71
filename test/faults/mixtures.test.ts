import { startSandbox, type Sandbox } from '../../sandbox/server';
import { mixture } from './support/mixture';
import { orders } from './support/orders';
import { codesOf, discrepancies, stopDiscrepancies, stopMessage } from './support/outcomes';
import { runRows, type OnError } from './support/run';

const ROWS = 2000;

/** n8n's "Batching" as the README advises it: rows are sent while others are still being read. */
const BATCHED = { requestOptions: { batching: { batch: { batchSize: 5, batchInterval: 1 } } } };

let sandbox: Sandbox;

afterEach(async () => await sandbox.close());

describe('2,000 rows through a random mixture of faults', () => {
	it.each<[number, OnError, 'fail' | 'retry']>([
		[20240601, 'continueErrorOutput', 'fail'],
		[20240602, 'continueRegularOutput', 'retry'],
		[20240603, 'continueErrorOutput', 'retry'],
		[20240604, 'continueRegularOutput', 'fail'],
	])('of seed %i, with %s and onUncertain: %s', async (seed, onError, onUncertain) => {
		sandbox = await startSandbox({ seed });
		sandbox.faults.set(mixture(seed));
		const rows = orders(ROWS);
		const result = await runRows(sandbox, rows, {
			onError,
			options: { onUncertain, timeout: 1_000, maxConcurrency: 100 },
		});

		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		// Whatever is in a mixture, most rows get through it
		expect(codesOf(result).length).toBeGreaterThan(ROWS / 2);
	});

	it.each<[number, 'fail' | 'retry']>([
		[20240605, 'fail'],
		[20240606, 'retry'],
	])(
		'of seed %i, with the first failure as the end and onUncertain: %s',
		async (seed, onUncertain) => {
			sandbox = await startSandbox({ seed });
			sandbox.faults.set(mixture(seed));
			const rows = orders(ROWS);
			const result = await runRows(sandbox, rows, {
				onError: 'stopWorkflow',
				options: { onUncertain, timeout: 1_000 },
			});

			expect(stopMessage(result)).toMatch(/\[item \d+\]/);
			expect(stopDiscrepancies(sandbox, rows, result)).toEqual([]);
		},
	);

	it('of seed 20240607, with Batching', async () => {
		sandbox = await startSandbox({ seed: 20240607 });
		sandbox.faults.set(mixture(20240607));
		const rows = orders(ROWS);
		const result = await runRows(sandbox, rows, {
			onError: 'continueErrorOutput',
			options: { timeout: 1_000, maxConcurrency: 100 },
			parameters: BATCHED,
		});

		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		expect(codesOf(result).length).toBeGreaterThan(ROWS / 2);
	});

	it('of seed 20240608, with Batching and the first failure as the end', async () => {
		sandbox = await startSandbox({ seed: 20240608 });
		sandbox.faults.set(mixture(20240608));
		const rows = orders(ROWS);
		const result = await runRows(sandbox, rows, {
			onError: 'stopWorkflow',
			options: { timeout: 1_000 },
			parameters: BATCHED,
		});

		expect(stopMessage(result)).toMatch(/\[item \d+\]/);
		expect(stopDiscrepancies(sandbox, rows, result)).toEqual([]);
	});
});
