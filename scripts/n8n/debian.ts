import { existsSync } from 'node:fs';
import path from 'node:path';

import { runCommand } from './command';
import { CACHE } from './paths';

const LOG = path.join(CACHE, 'apt.log');

/** Whether packages of the system can be installed here: on Debian and its kin, as root. */
export function canInstallPackages(): boolean {
	return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/** Installs packages of the system. */
export async function installPackages(packages: string[]): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const apt = (...args: string[]) =>
		runCommand('apt-get', ['-o', 'Acquire::Retries=3', ...args], { cwd: '/', env, log: LOG });
	await apt('update');
	await apt('install', '-y', '--no-install-recommends', ...packages);
}
