/** What the sandbox takes for time: code expiry, webhook retries, fault windows. */
export interface Clock {
	/** Milliseconds since 1970, UTC. */
	now(): number;
	/**
	 * Moves time forward and runs, in the order in which they fall due, the tasks that fall due on
	 * the way. Waits for each, so a task may plan another one that is still reached.
	 */
	advance(ms: number): Promise<void>;
	/** Takes back all moving forward. What is planned keeps the time that it still has to wait. */
	reset(): void;
	/** Runs a task once, `ms` from now; the answer cancels it. */
	after(ms: number, task: () => void | Promise<void>): () => void;
}

interface Timer {
	due: number;
	task: () => void | Promise<void>;
	handle?: NodeJS.Timeout;
}

// setTimeout treats anything longer as 1 ms.
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * A clock that runs with `source` (the computer's time unless told otherwise) and can be moved
 * forward. With a constant source it stands still until it is moved.
 */
export function createClock(source: () => number = Date.now): Clock {
	const timers = new Set<Timer>();
	let ahead = 0;
	let queue: Promise<void> = Promise.resolve();

	const now = () => source() + ahead;

	function run(timer: Timer): void | Promise<void> {
		cancel(timer);
		return timer.task();
	}

	function cancel(timer: Timer): void {
		clearTimeout(timer.handle);
		timers.delete(timer);
	}

	function arm(timer: Timer): void {
		clearTimeout(timer.handle);
		const wait = Math.min(Math.max(timer.due - now(), 1), LONGEST_TIMEOUT);
		// A timeout may come a little early, or the source may stand still: then wait again.
		timer.handle = setTimeout(() => {
			if (now() < timer.due) arm(timer);
			else void run(timer);
		}, wait);
		timer.handle.unref();
	}

	function earliestUntil(time: number): Timer | undefined {
		let earliest: Timer | undefined;
		for (const timer of timers) {
			if (timer.due <= time && (!earliest || timer.due < earliest.due)) earliest = timer;
		}
		return earliest;
	}

	async function moveBy(ms: number): Promise<void> {
		const target = now() + ms;
		for (;;) {
			const timer = earliestUntil(target);
			ahead += Math.max(0, (timer?.due ?? target) - now());
			if (!timer) break;
			await run(timer);
		}
		for (const timer of timers) arm(timer);
	}

	return {
		now,
		advance(ms) {
			if (!Number.isFinite(ms) || ms < 0) {
				return Promise.reject(new RangeError('The clock only moves forward.'));
			}
			const step = queue.then(() => moveBy(ms));
			queue = step.catch(() => undefined);
			return step;
		},
		reset() {
			for (const timer of timers) timer.due -= ahead;
			ahead = 0;
			for (const timer of timers) arm(timer);
		},
		after(ms, task) {
			const timer: Timer = { due: now() + ms, task };
			timers.add(timer);
			arm(timer);
			return () => cancel(timer);
		},
	};
}
