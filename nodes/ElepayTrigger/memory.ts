import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

const MINUTE = 60_000;

/**
 * How long an event is remembered, in milliseconds. A copy of it can get in for 86 minutes at most:
 * elepay repeats a delivery for 21 minutes and 20 seconds, may sign it anew with a clock that is 5
 * minutes ahead, and the tolerance goes up to an hour from there.
 */
const LASTING = 120 * MINUTE;

/**
 * The most that the events of one trigger may take, in bytes: about 40,000, which is 40 minutes of
 * 1,000 a minute. n8n reads and writes all of it with every event.
 */
const MOST_BYTES = 512 * 1024;

/** Of the hash that an event is remembered by, 12 characters: no new ID is taken for a known one. */
const HASH_BYTES = 9;

/** The events that started the workflow within one minute. */
interface Minute {
	/** The latest `createTime` among them, in epoch milliseconds. */
	newest: number;
	/** Their hashes, each behind a space; empty once they have been forgotten. */
	hashes: string;
}

/**
 * The events that have started a trigger's workflow.
 *
 * They are forgotten when no copy can get in any more, a minute's events at once. If there are more
 * of them than fit, the oldest minute's are forgotten before that. Its latest `createTime` stays:
 * it is inside of what elepay has signed and the same in every copy, so an event created up to then
 * that isn't remembered may be one of the forgotten, and one created later can't be.
 */
export class Memory {
	/** By the number of minutes since 1970. */
	private readonly minutes = new Map<number, Minute>();

	/**
	 * Takes in what was saved, by this process or by another one.
	 *
	 * @param saved what `toData` has given, or the IDs and start times that version 0.1.0 saved;
	 * whatever else it holds is passed over
	 */
	learn(saved: unknown): void {
		for (const [key, value] of Object.entries((saved ?? {}) as IDataObject)) {
			if (typeof value === 'number') {
				this.put(minuteOf(value), { newest: value, hashes: hashOf(key) });
			} else if (isMinute(value) && Number.isSafeInteger(Number(key))) {
				this.put(Number(key), value);
			}
		}
		this.prune();
	}

	/** @param createTime the event's, in epoch milliseconds */
	add(id: string, createTime: number): void {
		if (this.has(id)) return;
		this.put(minuteOf(Date.now()), { newest: createTime, hashes: hashOf(id) });
		this.prune();
	}

	has(id: string): boolean {
		const hash = hashOf(id);
		return [...this.minutes.values()].some(({ hashes }) => hashes.includes(hash));
	}

	/** Whether an event of this `createTime` may have been forgotten, if it isn't remembered. */
	mayHaveForgotten(createTime: number): boolean {
		return [...this.minutes.values()].some(
			({ newest, hashes }) => hashes === '' && createTime <= newest,
		);
	}

	/** To be saved as JSON. */
	toData(): IDataObject {
		return Object.fromEntries([...this.minutes].map(([key, minute]) => [key, { ...minute }]));
	}

	/**
	 * Adds to a minute; what is forgotten in either stays so. A minute to come, from a clock that has
	 * been set back, is the present one.
	 */
	private put(minute: number, { newest, hashes }: Minute): void {
		const key = Math.min(minute, minuteOf(Date.now()));
		const known = this.minutes.get(key);
		this.minutes.set(key, {
			newest: Math.max(newest, known?.newest ?? newest),
			hashes: known ? union(known.hashes, hashes) : hashes,
		});
	}

	private prune(): void {
		const last = minuteOf(Date.now() - LASTING);
		const oldestFirst = [...this.minutes].sort(([a], [b]) => a - b);
		let bytes = oldestFirst.reduce((sum, [, { hashes }]) => sum + hashes.length, 0);
		for (const [key, minute] of oldestFirst) {
			const isOver = key < last;
			if (!isOver && bytes <= MOST_BYTES) break;
			bytes -= minute.hashes.length;
			if (isOver) this.minutes.delete(key);
			else minute.hashes = '';
		}
	}
}

function minuteOf(time: number): number {
	return Math.floor(time / MINUTE);
}

/** Behind a space, which no hash has: found in the text of several, it is one of them. */
function hashOf(id: string): string {
	const hash = createHash('sha256').update(id).digest();
	return ` ${hash.subarray(0, HASH_BYTES).toString('base64url')}`;
}

function union(some: string, others: string): string {
	if (some === '' || others === '') return '';
	if (some === others || some.includes(others)) return some;
	const missing = others.split(' ').filter((hash) => hash !== '' && !some.includes(` ${hash}`));
	return `${some}${missing.map((hash) => ` ${hash}`).join('')}`;
}

function isMinute(value: unknown): value is Minute & IDataObject {
	return (
		typeof value === 'object' &&
		value !== null &&
		'newest' in value &&
		typeof value.newest === 'number' &&
		'hashes' in value &&
		typeof value.hashes === 'string'
	);
}
