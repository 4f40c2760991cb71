import { startSandbox, type Sandbox } from '../../sandbox/server';
import { mixture } from './support/mixture';
import { orders } from './support/orders';
import { codesOf, discrepancies, stopDiscrepancies, stopMessage } from './support/outcomes';
import { runRows, type OnError } from './support/run';

const ROWS = 2000;

// Outcomes are what counts here, however long a busy machine takes for them
jest.setTimeout(300_000);

/**
 * An answer is late only if it never comes: on a busy machine, each of a hundred at once takes more
 * than a second.
 */
const TIMEOUT = 20_000;

const PARAMETERS = {
	'without Batching': {},
	// As the README advises it: rows are sent while others are still being read
	'with Batching': { requestOptions: { batching: { batch: { batchSize: 5, batchInterval: 1 } } } },
};

type Batching = keyof typeof PARAMETERS;

let sandbox: Sandbox;

afterEach(async () => await sandbox.close());

describe('2,000 rows through a random mixture of faults', () => {
	it.each<[number, OnError, 'fail' | 'retry', Batching]>([
		[20240601, 'continueErrorOutput', 'fail', 'without Batching'],
		[20240602, 'continueRegularOutput', 'retry', 'without Batching'],
		[20240603, 'continueErrorOutput', 'retry', 'without Batching'],
		[20240604, 'continueRegularOutput', 'fail', 'without Batching'],
		[20240607, 'continueErrorOutput', 'fail', 'with Batching'],
	])(
		'of seed %i, with %s and onUncertain: %s, %s',
		async (seed, onError, onUncertain, batching) => {
			sandbox = await startSandbox({ seed });
			sandbox.faults.set(mixture(seed));
			const rows = orders(ROWS);
			const result = await runRows(sandbox, rows, {
				onError,
				options: { onUncertain, timeout: TIMEOUT, maxConcurrency: 100 },
				parameters: PARAMETERS[batching],
			});

			expect(discrepancies(sandbox, rows, result)).toEqual([]);
			// Whatever is in a mixture, most rows get through it
			expect(codesOf(result).length).toBeGreaterThan(ROWS / 2);
		},
	);

	it.each<[number, 'fail' | 'retry', Batching]>([
		[20240605, 'fail', 'without Batching'],
		[20240606, 'retry', 'without Batching'],
		[20240608, 'fail', 'with Batching'],
	])(
		'of seed %i, with the first failure as the end and onUncertain: %s, %s',
		async (seed, onUncertain, batching) => {
			sandbox = await startSandbox({ seed });
			sandbox.faults.set(mixture(seed));
			const rows = orders(ROWS);
			const result = await runRows(sandbox, rows, {
				onError: 'stopWorkflow',
				options: { onUncertain, timeout: TIMEOUT },
				parameters: PARAMETERS[batching],
			});

			expect(stopMessage(result)).toMatch(/\[item \d+\]/);
			expect(stopDiscrepancies(sandbox, rows, result)).toEqual([]);
		},
	);
});
