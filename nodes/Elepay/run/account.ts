import type { Connection } from '../../api/connection';
import type { Failure } from '../../api/failure';
import { Pace } from './pace';
import { Places } from './places';
import { waiter, type Wait } from './wait';

/** What the rows of one key and base URL share: elepay counts their calls together. */
export class Account {
	readonly pace: Pace;

	readonly wait: Wait;

	/**
	 * Gives rows a place to be under way. Each account has its own: rows that wait for another try or
	 * for the pace keep no row of another account waiting.
	 */
	readonly places: Places;

	private readonly shared = new Map<string, Promise<unknown>>();

	/** The last task of each line. */
	private readonly lines = new Map<string, Promise<unknown>>();

	/** Why no row of this account can succeed. */
	refusal: Failure | undefined;

	private readonly waitsOver = new AbortController();

	/**
	 * @param maxConcurrency how many of its rows may be under way at once
	 * @param over ends all waits
	 */
	constructor(
		readonly connection: Connection,
		maxConcurrency: number,
		over: AbortSignal,
	) {
		this.places = new Places(maxConcurrency);
		this.wait = waiter([over, this.waitsOver.signal]);
		this.pace = new Pace(this.wait);
	}

	/** What is asked once for all rows of the account. */
	async once<T>(key: string, ask: () => Promise<T>): Promise<T> {
		const asked = this.shared.get(key) ?? ask();
		this.shared.set(key, asked);
		return (await asked) as T;
	}

	/**
	 * Does tasks with the same key one after the other, in the order in which they come.
	 *
	 * @param task gets the outcome of the one before it
	 */
	async inLine<T>(key: string, task: (before?: Promise<T>) => Promise<T>): Promise<T> {
		const before = this.lines.get(key) as Promise<T> | undefined;
		const own = before
			? before.then(
					async () => await task(before),
					async () => await task(before),
				)
			: task();
		this.lines.set(key, own);
		return await own;
	}

	/** From now on all rows of the account that aren't on their way share this failure. */
	refuse(failure: Failure): void {
		this.refusal ??= failure;
		this.waitsOver.abort();
	}
}
