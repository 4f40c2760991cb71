import { sleep } from 'n8n-workflow';

/** The longest time between two starts that the run slows down to, in milliseconds. */
const SLOWEST_INTERVAL = 10_000;

/** Below this many milliseconds between two starts the run is as fast as it can be. */
const NO_INTERVAL = 0.5;

/**
 * How fast one run starts its calls: as fast as it can until elepay complains of too many. Then all
 * rows pause, go on a little slower than what elepay had taken, and speed up again bit by bit.
 * The size of elepay's limit isn't published, so it has to be found out.
 */
export class Pace {
	/** Milliseconds between two starts. */
	private interval = 0;

	/** When the next call may start (epoch milliseconds). */
	private next = 0;

	/** Grows with each complaint: whoever waits then has to queue again behind the pause. */
	private complaints = 0;

	private slowedAt = 0;

	/** Successes since `countingFrom`: what elepay takes. */
	private successes = 0;

	private countingFrom = Date.now();

	/**
	 * Waits until the next call may start.
	 *
	 * @throws as soon as `signal` is aborted
	 */
	async turn(signal: AbortSignal | undefined): Promise<void> {
		let complaints: number;
		do {
			complaints = this.complaints;
			const now = Date.now();
			const start = Math.max(now, this.next);
			this.next = start + this.interval;
			if (start > now) await sleep(start - now, signal);
		} while (complaints !== this.complaints);
	}

	/** A call has been taken. */
	speedUp(): void {
		this.successes++;
		if (this.interval === 0) return;
		this.interval *= 0.995;
		if (this.interval < NO_INTERVAL) this.interval = 0;
	}

	/**
	 * elepay has had too many calls.
	 *
	 * @param startedAt when the call had started: calls from before the latest complaint tell nothing
	 * new
	 * @param pause for how many milliseconds nothing starts
	 */
	slowDown(startedAt: number, pause = 1_000): void {
		if (startedAt <= this.slowedAt) return;

		const now = Date.now();
		const seconds = Math.max(1, (now - this.countingFrom) / 1000);
		const takenInterval = (1000 * seconds) / Math.max(1, this.successes);
		this.interval = Math.min(
			SLOWEST_INTERVAL,
			this.interval === 0 ? takenInterval * 1.2 : this.interval * 1.5,
		);
		this.complaints++;
		this.slowedAt = now;
		this.next = now + pause;
		this.countingFrom = this.next;
		this.successes = 0;
	}
}
