import type { Account } from './account';
import type { Spread } from './spread';

/**
 * A row's turn to be under way. It takes one of its account's places for that, which it can give
 * back while it has nothing to do: so however many rows wait, none keeps another from its turn.
 */
export class Turn {
	/** For how many milliseconds the row has had a place. */
	taken = 0;

	private startedAt = 0;

	private giveBack = () => {};

	constructor(
		private readonly account: Account,
		private readonly spread: Spread,
	) {}

	/** Waits for a place and takes it. */
	async begin(): Promise<void> {
		this.giveBack = await this.account.places.take();
		await this.spread.turn();
		this.startedAt = Date.now();
	}

	/** Gives the place back. */
	end(): void {
		this.taken += Date.now() - this.startedAt;
		this.giveBack();
	}

	/** Gives the place back for so many milliseconds, or until there is nothing to wait for. */
	async rest(milliseconds: number): Promise<void> {
		this.end();
		await this.account.wait(milliseconds);
		await this.begin();
	}
}
