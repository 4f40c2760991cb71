import { setTimeout as wait } from 'node:timers/promises';

import { CommandError, runCommand, type CommandOptions } from './command';

const TRIES = 3;
const WAIT_MS = 10_000;

/** What npm prints when the network, not what was asked for, is to blame. */
const NETWORK = /\b(E(CONN|TIMEDOUT|AI_AGAIN|NOTFOUND|PIPE|INTEGRITY)\w*|E?(429|5\d\d)\b|network)/i;

/** Runs npm, and again if a download broke off. What has arrived stays in npm's cache. */
export async function npmDownload(args: string[], options: CommandOptions): Promise<string> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await runCommand('npm', args, options);
		} catch (error) {
			const broken = error instanceof CommandError && NETWORK.test(error.output);
			if (!broken || attempt === TRIES) throw error;
			console.log(`A download broke off; trying again (${attempt + 1} of ${TRIES}).`);
			await wait(WAIT_MS);
		}
	}
}
