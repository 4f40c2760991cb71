import type { INodeParameters } from 'n8n-workflow';

import { useElepay, type RunSetup } from '../support/elepay';

const elepay = useElepay();

const ROWS = 1_000;

/** For how many milliseconds each row keeps the event loop busy. */
const BUSY = 1;

const AMOUNT = `={{ (() => { const end = Date.now() + ${BUSY}; let now = 0; do { now = Date.now(); } while (now < end); return $json.amount; })() }}`;

const rows = Array.from({ length: ROWS }, (_, index) => ({ amount: 1, orderNo: `R-${index}` }));

const parameters: INodeParameters = { amount: AMOUNT };

/** How many rows had been read at each turn of the event loop, and when the first one was sent. */
async function watch(setup: RunSetup): Promise<{ turns: number[]; firstRequest: number }> {
	const { stats } = elepay.engine;
	const turns: number[] = [];
	let firstRequest = Infinity;
	elepay.sandbox.faults.set([
		{
			latency: 0,
			when: () => {
				firstRequest = Math.min(firstRequest, stats.evaluations);
				return false;
			},
		},
	]);
	let turn: NodeJS.Immediate;
	const look = () => {
		turns.push(stats.evaluations);
		turn = setImmediate(look);
	};
	look();
	try {
		const { run } = await elepay.run(rows, { parameters, ...setup });
		expect(run.status).toBe('success');
	} finally {
		clearImmediate(turn!);
	}
	expect(elepay.bodies).toHaveLength(ROWS);
	// What the following node evaluates comes after that
	return { turns: turns.map((read) => Math.min(read, ROWS)), firstRequest };
}

describe('while rows are read', () => {
	const stepsOf = (turns: number[]) => turns.slice(1).map((read, index) => read - turns[index]!);

	it('the event loop has a turn every few rows, where none is sent meanwhile', async () => {
		const { turns } = await watch({ onError: 'stopWorkflow' });
		// After 20 ms, whatever a row takes; one more may have begun by then. On a busy machine a timer
		// may be due again before the turn is over.
		expect(Math.max(...stepsOf(turns))).toBeLessThanOrEqual(3 * (20 / BUSY + 1));
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'and others are sent, with %s, the event loop goes on too',
		async (onError) => {
			const { turns } = await watch({ onError });
			// What is sent and answered makes a turn longer, but never waits for all that is to be read
			expect(Math.max(...stepsOf(turns))).toBeLessThan(ROWS / 2);
			expect(new Set(turns).size).toBeGreaterThan(5);
		},
	);
});

describe('the first row is sent', () => {
	it('when all have been read, where the first failure stops the workflow', async () => {
		const { firstRequest } = await watch({ onError: 'stopWorkflow' });
		expect(firstRequest).toBe(ROWS);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'while later ones are still being read, with %s',
		async (onError) => {
			const { firstRequest } = await watch({ onError });
			expect(firstRequest).toBeLessThan(ROWS / 2);
		},
	);
});
