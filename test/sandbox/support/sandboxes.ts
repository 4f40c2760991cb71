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

/**
 * The types of the events that the sandbox has sent to an endpoint since the test began, each with
 * the id of its object. Nobody listens at the endpoint: what counts is that they were sent.
 */
export function capturing(sandbox: Sandbox): () => [type: string, id: string][] {
	beforeEach(() => {
		sandbox.webhooks.register({ url: 'http://127.0.0.1:9/', secret: 'x' });
	});
	return () =>
		sandbox.webhooks.deliveries().map(({ event: { type, data } }) => {
			const { id = '' } = data.object as { id?: string };
			return [type, id];
		});
}
