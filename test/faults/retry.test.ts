import { Failure, type Outcome } from '../../nodes/api/failure';
import { Tries } from '../../nodes/api/retry';

function failure(outcome: Outcome, retryAfter?: number): Failure {
	return new Failure('Failed', { description: '', outcome, retryAfter });
}

/** Lets a row fail again and again and gives the delays between its tries. */
function delaysOf(
	each: Failure,
	{ maxTries = 5, retryUncertain = false }: { maxTries?: number; retryUncertain?: boolean } = {},
): number[] {
	const tries = new Tries({ maxTries, retryUncertain });
	const delays: number[] = [];
	for (;;) {
		tries.count++;
		const delay = tries.delayAfter(each);
		if (delay === undefined) return delays;
		delays.push(delay);
	}
}

afterEach(() => {
	jest.restoreAllMocks();
});

describe('a row', () => {
	it('is tried again when elepay certainly has not processed it, up to the most tries', () => {
		expect(delaysOf(failure('notProcessed'))).toHaveLength(4);
		expect(delaysOf(failure('notProcessed'), { maxTries: 10 })).not.toHaveLength(0);
		expect(delaysOf(failure('notProcessed'), { maxTries: 1 })).toEqual([]);
	});

	it('is not tried again when elepay has refused it', () => {
		expect(delaysOf(failure('refused'), { retryUncertain: true })).toEqual([]);
	});

	it('is tried again after an uncertain try only where that is allowed', () => {
		expect(delaysOf(failure('uncertain'))).toEqual([]);
		expect(delaysOf(failure('uncertain'), { retryUncertain: true })).toHaveLength(4);
	});

	it('stays uncertain once a try was', () => {
		const tries = new Tries({ maxTries: 5, retryUncertain: true });
		tries.count++;
		tries.delayAfter(failure('notProcessed'));
		expect(tries.uncertain).toBe(false);
		tries.delayAfter(failure('uncertain'));
		tries.delayAfter(failure('refused'));
		expect(tries.uncertain).toBe(true);
	});
});

describe('the delay', () => {
	it('doubles from try to try', () => {
		jest.spyOn(Math, 'random').mockReturnValue(1);
		expect(delaysOf(failure('notProcessed'), { maxTries: 8 })).toEqual([
			500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000,
		]);
	});

	it('differs from row to row, by up to half of it', () => {
		const first = Array.from({ length: 200 }, () => delaysOf(failure('notProcessed'))[0] ?? 0);
		expect(new Set(first).size).toBeGreaterThan(100);
		expect(Math.min(...first)).toBeGreaterThanOrEqual(250);
		expect(Math.max(...first)).toBeLessThanOrEqual(500);
	});

	it('is never shorter than elepay asks', () => {
		expect(delaysOf(failure('notProcessed', 7_000))).toEqual([7_000, 7_000, 7_000, 7_000]);
	});

	it('never adds up to more than a minute', () => {
		expect(delaysOf(failure('notProcessed', 25_000))).toEqual([25_000, 25_000]);
		expect(delaysOf(failure('notProcessed', 61_000))).toEqual([]);
		jest.spyOn(Math, 'random').mockReturnValue(1);
		const sum = delaysOf(failure('notProcessed'), { maxTries: 10 }).reduce((a, b) => a + b, 0);
		expect(sum).toBeLessThanOrEqual(60_000);
	});
});
