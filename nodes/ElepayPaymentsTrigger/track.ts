import type { IDataObject } from 'n8n-workflow';

/** The most that the IDs of one track may take in n8n's static data, in bytes. */
const MOST_BYTES = 256 * 1024;

/** What an entry takes beside its ID: its time, quotation marks, colon and comma. */
const BYTES_BESIDE_ID = 17;

/** What is saved of a track. */
export interface SavedTrack extends IDataObject {
	/** What happened before this time is done with (epoch milliseconds). */
	from: number;
	/** The times of what has happened since and is done with too, by ID. */
	seen: Record<string, number>;
}

/**
 * How far a trigger has come in a series of things that happen, payments or refunds. Their own
 * times count, which are elepay's: nothing depends on this machine's clock.
 *
 * Things may show up later than they happened. So the time before the latest one is read again,
 * and what has been seen of it is remembered by ID.
 */
export class Track {
	private readonly seen: Map<string, number>;

	private newest: number;

	/**
	 * @param from what happened before this time is done with (epoch milliseconds)
	 */
	constructor(
		readonly from: number,
		seen: Record<string, number> = {},
	) {
		this.seen = new Map(Object.entries(seen));
		this.newest = [...this.seen.values()].reduce((latest, time) => Math.max(latest, time), from);
	}

	/**
	 * Takes note of something.
	 *
	 * @returns whether it is new
	 */
	learn(id: string, time: number): boolean {
		if (time < this.from || this.seen.has(id)) return false;
		this.seen.set(id, time);
		this.newest = Math.max(this.newest, time);
		return true;
	}

	/**
	 * To be saved as JSON. If there are more IDs than fit, the time that is read again gets shorter;
	 * only those of the latest millisecond are kept whatever they take, for more of it may be unread.
	 *
	 * @param overlap for how many milliseconds before the latest one things may still show up
	 */
	toData(overlap: number): SavedTrack {
		let from = Math.max(this.from, this.newest - overlap);
		let bytes = 0;
		const newestFirst = [...this.seen].sort(([, a], [, b]) => b - a);
		for (const [id, time] of newestFirst) {
			bytes += id.length + BYTES_BESIDE_ID;
			if (time < from) break;
			if (bytes > MOST_BYTES && time < this.newest) {
				from = time + 1;
				break;
			}
		}
		return { from, seen: Object.fromEntries(newestFirst.filter(([, time]) => time >= from)) };
	}
}
