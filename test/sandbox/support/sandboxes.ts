import { type Sandbox, type SandboxOptions, startSandbox } from '../../../sandbox/server';

/** A fresh sandbox for every test of a file; read its parts through the answer while a test runs. */
export function useSandbox(options?: SandboxOptions): Sandbox {
	let current: Sandbox;
	beforeEach(async () => {
		current = await startSandbox(options);
	});
	afterEach(() => current.close());
	return new Proxy({} as Sandbox, {
		get: (_target, name) => current[name as keyof Sandbox],
	});
}
