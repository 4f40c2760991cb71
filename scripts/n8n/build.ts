import path from 'node:path';

import { runCommand } from './command';
import { CACHE, PROJECT } from './paths';

/** Builds this project into `dist/`. */
export async function buildProject(): Promise<void> {
	await runCommand('npm', ['run', '--silent', 'build'], {
		cwd: PROJECT,
		log: path.join(CACHE, 'build.log'),
	});
}
