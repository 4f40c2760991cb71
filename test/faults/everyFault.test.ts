import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { FaultRule } from '../../sandbox/control/faults';
import { orders } from './support/orders';
import { codesOf, discrepancies, errorsOf } from './support/outcomes';
import { runRows, type OnError } from './support/run';

const ROWS = 2000;

// Outcomes are what counts here, however long a busy machine takes for them
jest.setTimeout(300_000);

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ seed: 5 });
});

afterEach(async () => await sandbox.close());

interface FaultCase {
	fault: string;
	rules: () => FaultRule[];
	onError?: OnError;
	options?: Record<string, number>;
	/** How many rows have to succeed. */
	successes: 'all' | 'some';
	/** What the others say. */
	says?: RegExp;
}

const MAY_EXIST = /may still have been created/;

const cases: FaultCase[] = [
	{
		fault: 'answers that take their time, some of them long',
		rules: () => [{ latency: { median: 10, sigma: 1, max: 500 } }],
		successes: 'all',
	},
	{
		fault: 'a limit of 200 a second',
		rules: () => [{ overPerSecond: 200, answer: { errorCode: 'M005000' } }],
		successes: 'all',
	},
	{
		fault: 'a limit told by status 429 and Retry-After',
		rules: () => [
			{ overPerSecond: 300, answer: { body: 'Slow down', status: 429, retryAfter: 1 } },
		],
		successes: 'all',
	},
	{
		fault: 'internal faults, by code and by status 500, the code made all the same or not',
		rules: () => [
			{ probability: 0.1, answer: { errorCode: 'S001000' }, processed: true },
			{ probability: 0.1, answer: { errorCode: 'S001001' } },
			{ probability: 0.1, answer: { body: '', status: 500 }, processed: true },
		],
		successes: 'some',
		says: MAY_EXIST,
	},
	{
		fault: 'web pages of a gateway, with status 502 and with status 200',
		rules: () => [
			{ probability: 0.1, answer: { body: '<html>Bad gateway</html>', status: 502 } },
			{ probability: 0.1, answer: { body: '<html>Bad gateway</html>' }, processed: true },
			{ probability: 0.1, answer: { body: '<html>Hello</html>', status: 200 }, processed: true },
		],
		onError: 'continueRegularOutput',
		successes: 'some',
		says: MAY_EXIST,
	},
	{
		fault: 'status 503 now and then',
		rules: () => [{ probability: 0.05, answer: { body: '<html>Busy</html>', status: 503 } }],
		successes: 'all',
	},
	{
		fault: 'connections reset before and after processing',
		rules: () => [
			{ probability: 0.1, connection: 'reset' },
			{ probability: 0.1, connection: 'reset', processed: true },
		],
		successes: 'some',
		says: MAY_EXIST,
	},
	{
		fault: 'bodies that break off half-way',
		rules: () => [{ probability: 0.1, connection: 'half' }],
		successes: 'some',
		says: MAY_EXIST,
	},
	{
		fault: 'bodies that dribble in, in time and too slowly',
		rules: () => [
			{ probability: 0.05, connection: { slowMs: 200 } },
			{ probability: 0.05, connection: { slowMs: 5_000 } },
		],
		options: { timeout: 1_000 },
		successes: 'some',
		says: MAY_EXIST,
	},
	{
		fault: 'answers that never come',
		rules: () => [
			{ probability: 0.02, connection: 'hang' },
			{ probability: 0.02, connection: 'hang', processed: true },
		],
		onError: 'continueRegularOutput',
		options: { timeout: 1_000, maxConcurrency: 100 },
		successes: 'some',
		says: MAY_EXIST,
	},
	{
		fault: 'a maintenance window',
		rules: () => [
			{
				from: Date.now() + 500,
				until: Date.now() + 2_500,
				answer: { errorCode: 'S002000' },
			},
		],
		successes: 'all',
	},
	{
		fault: 'refusals of some rows',
		rules: () => [{ probability: 0.2, answer: { errorCode: 'M002002', parameterName: 'amount' } }],
		successes: 'some',
		says: /didn't accept the value of Amount/,
	},
];

describe('2,000 rows have one outcome each and leave nothing unsaid, met by', () => {
	it.each(cases)('$fault', async ({ rules, onError, options, successes, says }) => {
		sandbox.faults.set(rules());
		const rows = orders(ROWS);
		const result = await runRows(sandbox, rows, {
			onError: onError ?? 'continueErrorOutput',
			options,
		});

		expect(discrepancies(sandbox, rows, result)).toEqual([]);
		const errors = errorsOf(result);
		expect(codesOf(result)).toHaveLength(ROWS - errors.length);
		if (successes === 'all') expect(errors).toEqual([]);
		else expect(errors.length).toBeGreaterThan(0);
		for (const { error } of errors) expect(error).toMatch(says ?? '');
	});
});
