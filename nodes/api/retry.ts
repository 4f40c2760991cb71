import type { Failure } from './failure';

/** The first delay before a call is tried again; each further one is twice as long. */
const FIRST_DELAY = 500;
const LONGEST_DELAY = 20_000;

/** How many milliseconds one row may spend on delays before it is given up. */
const DELAY_BUDGET = 60_000;

/** When a row's call is tried again. */
export interface RetryPolicy {
	/** How often a call is tried at most, the first time included. */
	maxTries: number;
	/** Whether a call that elepay may have processed is tried again. */
	retryUncertain: boolean;
}

/** The tries of one row. */
export class Tries {
	count = 0;

	/** Whether elepay may have processed one of them. */
	uncertain = false;

	/** How the latest one failed. */
	last: Failure | undefined;

	private delayed = 0;

	constructor(private readonly policy: RetryPolicy) {}

	/**
	 * What follows on a try that failed.
	 *
	 * @returns milliseconds to wait before the next try, or undefined if this was the last one.
	 * The delays grow exponentially, with jitter so that rows that failed together don't come back
	 * together; elepay's own wish (Retry-After) is a minimum.
	 */
	delayAfter(failure: Failure): number | undefined {
		this.last = failure;
		if (failure.outcome === 'uncertain') this.uncertain = true;

		const allowed =
			failure.outcome === 'notProcessed' ||
			(failure.outcome === 'uncertain' && this.policy.retryUncertain);
		if (!allowed || this.count >= this.policy.maxTries) return undefined;

		const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (this.count - 1));
		const delay = Math.max(failure.retryAfter ?? 0, ceiling * (0.5 + Math.random() / 2));
		this.delayed += delay;
		return this.delayed <= DELAY_BUDGET ? delay : undefined;
	}
}
