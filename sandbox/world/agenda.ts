import type { Clock } from './clock';

/** What is still to happen to a sandbox's objects, until they are all forgotten. */
export class Agenda {
	private readonly cancels = new Set<() => void>();

	constructor(private readonly clock: Clock) {}

	/** Runs a task once at a time of the sandbox's clock, or soon if that has passed. */
	at(time: number, task: () => void | Promise<void>): () => void {
		const cancelTimer = this.clock.after(Math.max(0, time - this.clock.now()), () => {
			this.cancels.delete(cancel);
			return task();
		});
		const cancel = () => {
			this.cancels.delete(cancel);
			cancelTimer();
		};
		this.cancels.add(cancel);
		return cancel;
	}

	clear(): void {
		for (const cancel of this.cancels) cancel();
	}
}
