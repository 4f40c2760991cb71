import { setTimeout as wait } from 'node:timers/promises';
import { Readable } from 'node:stream';

/** Answers that arrive badly: bodies in the place of whole ones. */

// Long enough for the first half to leave before the connection closes.
const FLUSH_MS = 10;

const SLOW_PIECES = 20;

async function* breakOff(bytes: Buffer) {
	yield bytes.subarray(0, Math.ceil(bytes.length / 2));
	await wait(FLUSH_MS);
	throw new Error('broken off on purpose');
}

async function* dribble(bytes: Buffer, ms: number) {
	const size = Math.ceil(bytes.length / SLOW_PIECES);
	for (let start = 0; start < bytes.length; start += size) {
		await wait(ms / SLOW_PIECES, undefined, { ref: false });
		yield bytes.subarray(start, start + size);
	}
}

/** The first half of a body, after which the connection closes. */
export function halfOf(bytes: Buffer): Readable {
	return Readable.from(breakOff(bytes));
}

/** A body that takes its time. */
export function slowly(bytes: Buffer, ms: number): Readable {
	return Readable.from(dribble(bytes, ms));
}
