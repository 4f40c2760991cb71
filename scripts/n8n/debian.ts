import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { runCommand } from './command';
import { CACHE } from './paths';

const LOG = path.join(CACHE, 'apt.log');

/** The program that Debian asks before it starts a service that it has installed. */
const POLICY = '/usr/sbin/policy-rc.d';
const START_NOTHING = '#!/bin/sh\nexit 101\n';

/** Whether packages of the system can be installed here: on Debian and its kin, as root. */
export function canInstallPackages(): boolean {
	return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/** Installs packages of the system, and starts no services of theirs: here, programs are what is wanted. */
export async function installPackages(packages: string[]): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const apt = (...args: string[]) =>
		runCommand('apt-get', ['-o', 'Acquire::Retries=3', ...args], { cwd: '/', env, log: LOG });
	const hasPolicy = existsSync(POLICY);
	if (!hasPolicy) await writeFile(POLICY, START_NOTHING, { mode: 0o755 });
	try {
		await apt('update');
		await apt('install', '-y', '--no-install-recommends', ...packages);
	} finally {
		if (!hasPolicy) await rm(POLICY);
	}
}
