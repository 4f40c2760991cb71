import { randomInt } from 'node:crypto';
import { mkdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';

import { SetupError } from './setupError';

const GIGABYTE = 1024 ** 3;

/** How many gigabytes are left on the disk of this folder. */
export async function freeGigabytes(folder: string): Promise<number> {
	const { bavail, bsize } = await statfs(folder);
	return (bavail * bsize) / GIGABYTE;
}

/** @throws {SetupError} if the disk of the folder hasn't got so many gigabytes left */
export async function checkDisk(folder: string, gigabytes: number): Promise<void> {
	await mkdir(folder, { recursive: true });
	const free = await freeGigabytes(folder);
	if (free >= gigabytes) return;
	throw new SetupError(
		`n8n needs ${gigabytes} GB of disk to install, and only ${free.toFixed(1)} GB are free where ${folder} lies.\n` +
			`Free some space (\`npm cache clean --force\` often does), or put the folder on another disk:\n` +
			`make .cache a link to a folder there. Then run the command again.`,
	);
}

/** Whether nothing listens on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/** A port of 127.0.0.1 that is free right now. */
export function findFreePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			server.close(() => resolve(port));
		});
	});
}

/**
 * A free port that stays free while what listens on it is restarted: systems take the ports of
 * outgoing connections from 32768 upwards.
 */
export async function findLastingPort(): Promise<number> {
	for (;;) {
		const port = randomInt(12_000, 32_000);
		if (await isPortFree(port)) return port;
	}
}
