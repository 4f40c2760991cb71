import { pLimit, type LimitFunction } from './limit';

/** Places to be under way: so many at once, first come, first served. */
export class Places {
	private readonly limit: LimitFunction;

	constructor(count: number) {
		this.limit = pLimit(count);
	}

	/**
	 * Waits for a place.
	 *
	 * @returns what gives it back
	 */
	async take(): Promise<() => void> {
		return await new Promise((taken) => {
			void this.limit(async () => await new Promise<void>((giveBack) => taken(giveBack)));
		});
	}
}
