/** Says of each call whether a server with some rate limit takes it. */
export type Limit = (now: number) => boolean;

/** A limit per sliding second, which counts only the calls that it lets through. */
export function perSecond(calls: number): Limit {
	let taken: number[] = [];
	return (now) => {
		taken = taken.filter((time) => time > now - 1000);
		if (taken.length >= calls) return false;
		taken.push(now);
		return true;
	};
}

/** A limit that counts anew at the beginning of each window, whoever was refused included. */
export function perWindow(calls: number, milliseconds: number): Limit {
	const counts = new Map<number, number>();
	return (now) => {
		const window = Math.floor(now / milliseconds);
		const count = (counts.get(window) ?? 0) + 1;
		counts.set(window, count);
		return count <= calls;
	};
}
