import { randomBytes } from 'crypto';

import { sleep } from 'n8n-workflow';

/** Resolves after so many milliseconds, or as soon as there is nothing to wait for any more. */
export type Wait = (milliseconds: number) => Promise<void>;

/**
 * @param signals each of them ends every wait
 */
export function waiter(signals: AbortSignal[]): Wait {
	return async (milliseconds) => {
		// A signal of its own for each wait: Node takes hundreds of listeners on one for a leak, and says
		// so in n8n's log
		await sleep(milliseconds, AbortSignal.any(signals)).catch(() => undefined);
	};
}

/**
 * Gives the event loop a whole turn. A timer wouldn't do: while many are due, Node runs them one
 * after the other and reads no answers in between. What comes back from another thread does.
 */
export async function breathe(): Promise<void> {
	await new Promise<void>((resolve) => randomBytes(1, () => resolve()));
}
