import type { Row } from '../run/row';

/** How long before the run elepay's clock may have what the run has made, in milliseconds. */
const CLOCK_DIFFERENCE = 5 * 60_000;

/** The earliest time that elepay may give to what a row has made, in epoch milliseconds. */
export function earliest({ startedAt }: Row): number {
	return startedAt - CLOCK_DIFFERENCE;
}

/** Whether an object has all values of another one, which may have fewer. */
export function has(object: unknown, values: unknown): boolean {
	if (typeof values !== 'object' || values === null) return object === values;
	if (typeof object !== 'object' || object === null) return false;
	return Object.entries(values).every(([name, value]) =>
		has((object as Record<string, unknown>)[name], value),
	);
}
