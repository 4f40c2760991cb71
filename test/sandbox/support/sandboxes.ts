import { setTimeout as wait } from 'node:timers/promises';

import { type Sandbox, type SandboxOptions, startSandbox } from '../../../sandbox/server';

/**
 * One sandbox for the tests around it, emptied after each; read its parts through the answer while
 * a test runs. Its clock is not set back.
 */
export function useSandbox(options?: SandboxOptions): Sandbox {
	let current: Sandbox;
	beforeAll(async () => {
		current = await startSandbox(options);
	});
	afterEach(() => {
		current.faults.clear();
		current.webhooks.clear();
		current.state.reset();
	});
	afterAll(() => current.close());
	return new Proxy({} as Sandbox, {
		get: (_target, name) => current[name as keyof Sandbox],
	});
}

/** Waits for something that happens soon. */
export async function until(happened: () => boolean): Promise<void> {
	while (!happened()) await wait(2);
}
