/** A seeded generator of whole numbers from 0 to 2^32 - 1 (mulberry32). */
export function createRandomWords(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let word = Math.imul(state ^ (state >>> 15), state | 1);
		word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
		return (word ^ (word >>> 14)) >>> 0;
	};
}

/** A seeded stand-in for Math.random: numbers from 0 up to, but not including, 1. */
export function createRandom(seed: number): () => number {
	const word = createRandomWords(seed);
	return () => word() / 2 ** 32;
}
