import type { Row } from '../run/row';

/** By how many milliseconds elepay's clock may be behind. */
const CLOCK_DIFFERENCE = 5 * 60_000;

/** Notes when a row has begun, also for a further try of the node. */
export function begin({ memory, startedAt }: Row): void {
	memory.begunAt ??= startedAt;
}

/** The earliest time that elepay may give to what a row has made, in epoch milliseconds. */
export function earliest({ memory, startedAt }: Row): number {
	return Number(memory.begunAt ?? startedAt) - CLOCK_DIFFERENCE;
}

/** Whether an object has all values of another one, which may have fewer. */
export function has(object: unknown, values: unknown): boolean {
	if (typeof values !== 'object' || values === null) return object === values;
	if (typeof object !== 'object' || object === null) return false;
	return Object.entries(values).every(([name, value]) =>
		has((object as Record<string, unknown>)[name], value),
	);
}
