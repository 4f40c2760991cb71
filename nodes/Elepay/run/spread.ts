import type { Wait } from './wait';

/** How much faster than evenly the starts may follow each other, so that hardly a place stays empty. */
const HEADROOM = 1.25;

/** For how many milliseconds of a time in which no row came the next ones make up at most. */
const MOST_CREDIT = 10;

/**
 * Spreads the starts of a run's rows over the time that a row takes. Rows that start together are
 * answered together, and as many new ones then wait until the answers of all are read: the run would
 * go in waves, each of which costs more than the server's time. (TCP's word for this is pacing.)
 */
export class Spread {
	/** The shortest time that a row has taken, in milliseconds; undefined before the first answer. */
	private shortest: number | undefined;

	/** When the next row may start (epoch milliseconds). */
	private next = 0;

	/** How many rows wait for their turn. */
	private waiting = 0;

	/** Resolves when the last of them has had it. */
	private queue = Promise.resolve();

	/**
	 * @param places how many rows may be under way at once
	 * @param wait resolves after so many milliseconds, or at once when the run is over
	 */
	constructor(
		private readonly places: number,
		private readonly wait: Wait,
	) {}

	/** Waits until the next row may start: first come, first served. */
	async turn(): Promise<void> {
		if (this.waiting++ === 0) this.next = Math.max(this.next, Date.now() - MOST_CREDIT);
		this.queue = this.queue.then(async () => await this.nextStart());
		await this.queue;
		this.waiting--;
	}

	/** A row has been answered after so many milliseconds. */
	took(milliseconds: number): void {
		this.shortest = Math.min(this.shortest ?? milliseconds, milliseconds);
	}

	private async nextStart(): Promise<void> {
		// As long as nothing is known, a turn of the event loop has to do
		if (this.shortest === undefined) return await this.wait(0);

		const gap = this.shortest / this.places / HEADROOM;
		const early = this.next - Date.now();
		// Never more than a gap, also if somebody has set the clock back
		if (early > 0) await this.wait(Math.min(early, gap));
		// Where n8n was busy for longer than that, the rows that wait make up for it
		this.next = Math.max(this.next, Date.now() - this.shortest) + gap;
	}
}
