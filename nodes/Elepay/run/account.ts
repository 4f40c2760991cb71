import type { Connection } from '../../api/connection';
import type { Failure } from '../../api/failure';
import { Pace } from './pace';
import { waiter, type Wait } from './wait';

/** What the rows of one key and base URL share: elepay counts their calls together. */
export class Account {
	readonly pace: Pace;

	readonly wait: Wait;

	private readonly shared = new Map<string, Promise<unknown>>();

	/** Why no row of this account can succeed. */
	refusal: Failure | undefined;

	private readonly waitsOver = new AbortController();

	/**
	 * @param over ends all waits
	 */
	constructor(
		readonly connection: Connection,
		over: AbortSignal,
	) {
		this.wait = waiter([over, this.waitsOver.signal]);
		this.pace = new Pace(this.wait);
	}

	/** What is asked once for all rows of the account. */
	async once<T>(key: string, ask: () => Promise<T>): Promise<T> {
		const asked = this.shared.get(key) ?? ask();
		this.shared.set(key, asked);
		return (await asked) as T;
	}

	/** From now on all rows of the account that aren't on their way share this failure. */
	refuse(failure: Failure): void {
		this.refusal ??= failure;
		this.waitsOver.abort();
	}
}
