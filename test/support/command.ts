import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a command writes, to standard output unless it is asked for `all`. Fails as the command does. */
export async function outputOf(
	command: string,
	args: string[],
	cwd: string,
	{ env = {}, all = false }: { env?: NodeJS.ProcessEnv; all?: boolean } = {},
): Promise<string> {
	const { stdout, stderr } = await run(command, args, {
		cwd,
		env: { ...process.env, ...env },
		maxBuffer: 64 * 1024 * 1024,
		shell: process.platform === 'win32' && command === 'npm',
	});
	return all ? stdout + stderr : stdout;
}
