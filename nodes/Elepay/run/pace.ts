import type { Wait } from './wait';

/** What is guessed of elepay's limit before anything is known of it, in calls a second. */
const FIRST_GUESS = 20;

/** The fewest calls a second that a run slows down to. */
const SLOWEST = 0.1;

/** By which part a run starts below what elepay has let through, after a complaint. */
const STEP_BACK = 0.2;

/** How fast it then grows, in calls a second per cubed second; CUBIC's own figure. */
const GROWTH = 0.4;

/** elepay's limits count by the second, so that a shorter pause would only meet them again. */
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;

/** How many milliseconds behind its time a start may be and still leave the next one's unchanged. */
const MOST_CATCH_UP = 100;

/** For how many milliseconds elepay may do nothing but complain before a run gives up. */
const PATIENCE = 60_000;

/**
 * How fast the rows of one account start their calls: as fast as it can until elepay complains of too many. Then all
 * rows pause, and go on a little slower than what elepay had let through.
 *
 * The size of elepay's limit isn't published and others may use it up too, so it is searched for as
 * TCP CUBIC searches for a network's: back to the known size fast, long close to it, and then away
 * from it ever faster.
 */
export class Pace {
	/** Calls a second that elepay seems to let through. */
	private known = FIRST_GUESS;

	/** When the next call may start (epoch milliseconds). */
	private next = 0;

	/** How often elepay has complained. */
	private complaints = 0;

	private complainedAt = 0;

	/** When the pause after the latest complaint is over. */
	private resumedAt = 0;

	/** When elepay has let a call through, since the latest complaint. */
	private passedAt: number[] = [];

	/** When elepay began to do nothing but complain, and how often it has since. */
	private refusedSince: number | undefined;

	private refusals = 0;

	/** Resolves when the last of those who wait has had its turn. */
	private queue = Promise.resolve();

	/**
	 * @param wait resolves after so many milliseconds, or at once when the run is over
	 */
	constructor(private readonly wait: Wait) {}

	/** Waits until the next call may start: first come, first served. */
	async turn(): Promise<void> {
		if (this.complaints === 0) return;
		this.queue = this.queue.then(async () => await this.nextStart());
		await this.queue;
	}

	/** elepay hasn't complained of a call, whatever else became of it. */
	letThrough(): void {
		this.passedAt.push(Date.now());
		this.refusedSince = undefined;
		this.refusals = 0;
	}

	/**
	 * elepay has had too many calls.
	 *
	 * @param startedAt when the call had started: calls from before the latest complaint tell nothing
	 * new
	 * @param pause for how many milliseconds nothing starts at least
	 */
	slowDown(startedAt: number, pause = 0): void {
		if (startedAt <= this.complainedAt) return;

		const now = Date.now();
		const inLastSecond = this.passedAt.filter((time) => time > now - 1000).length;
		this.known = Math.max(SLOWEST, this.known / 2, inLastSecond);
		this.refusedSince ??= now;
		const doubled = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** this.refusals++);

		this.complaints++;
		this.complainedAt = now;
		this.resumedAt = now + Math.max(pause, doubled);
		this.next = this.resumedAt;
		this.passedAt = [];
	}

	/** How many calls a second elepay seems to let through; undefined if it hasn't complained. */
	get limit(): number | undefined {
		return this.complaints > 0 ? this.known : undefined;
	}

	/** Whether elepay has done nothing but complain for so long that waiting is no use. */
	get isHopeless(): boolean {
		return this.refusedSince !== undefined && Date.now() - this.refusedSince > PATIENCE;
	}

	private async nextStart(): Promise<void> {
		let complaints: number;
		do {
			complaints = this.complaints;
			const now = Date.now();
			if (this.next > now) await this.wait(this.next - now);
		} while (complaints !== this.complaints);

		// Timers are late now and then, which the next ones make up for
		const start = Math.max(this.next, Date.now() - MOST_CATCH_UP);
		this.next = start + 1000 / this.rateAt(start);
	}

	/** Calls a second at a time after the latest complaint: CUBIC's curve. */
	private rateAt(time: number): number {
		const seconds = (time - this.resumedAt) / 1000;
		const recovery = Math.cbrt((this.known * STEP_BACK) / GROWTH);
		return this.known + GROWTH * (seconds - recovery) ** 3;
	}
}
