import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { findFreePort } from './checks';
import type { InstalledN8n } from './install';
import { PROJECT } from './paths';

export interface N8nOptions {
	n8n: InstalledN8n;
	port: number;
	/** Where it keeps its database and the community packages. */
	userFolder: string;
	/** The file that everything it prints goes to. */
	log: string;
	/** The only folders that workflows read files from and write them to. */
	files: string[];
	/** Whether it loads the packages' nodes anew when their files change. */
	reload?: boolean;
}

export interface RunningN8n {
	url: string;
	/** Settles when it has ended, whoever ended it. */
	ended: Promise<void>;
	stop(): Promise<void>;
}

const START_MS = 180_000;
const STOP_MS = 20_000;
const POLL_MS = 500;

/** How much of the log a failed start quotes. */
const LOG_TAIL = 3_000;

/** n8n asks its makers about versions, templates, licences and more, unless it is told not to. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
};

function environment(
	{ port, userFolder, files, reload }: N8nOptions,
	brokerPort: number,
): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !/^(N8N_|DB_|npm_)/i.test(name));
	return {
		...Object.fromEntries(own),
		...QUIET,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		// Its own address in what it shows, such as the URLs of webhooks
		N8N_HOST: 'localhost',
		// For its own task runner; two n8n on one machine clash otherwise
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RESTRICT_FILE_ACCESS_TO: files.join(';'),
		N8N_LOG_LEVEL: 'info',
		N8N_LOG_OUTPUT: 'console',
		GENERIC_TIMEZONE: 'Asia/Tokyo',
		NO_COLOR: '1',
		...(reload ? { N8N_DEV_RELOAD: 'true' } : {}),
	};
}

/**
 * Starts n8n and waits until it answers.
 *
 * @throws {Error} with the end of its log if it ends or doesn't answer within three minutes
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const { n8n, port, userFolder, log } = options;
	await mkdir(userFolder, { recursive: true });
	await mkdir(path.dirname(log), { recursive: true });
	const file = createWriteStream(log);
	const child = spawn(n8n.node, [n8n.cli, 'start'], {
		cwd: PROJECT,
		env: environment(options, await findFreePort()),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout.pipe(file, { end: false });
	child.stderr.pipe(file, { end: false });
	// Whatever ends this process, n8n must not go on without it
	const abandon = () => child.kill('SIGTERM');
	process.once('exit', abandon);
	const ended = new Promise<void>((resolve) => {
		child.once('error', (error) => file.write(String(error)));
		child.once('close', () => {
			process.off('exit', abandon);
			file.end(resolve);
		});
	});

	const url = `http://localhost:${port}`;
	const stop = () => stopProcess(child, ended);
	try {
		await ready(url, child);
	} catch (error) {
		await stop();
		const printed = await readFile(log, 'utf8');
		throw new Error(`${(error as Error).message} The end of ${log}:\n${printed.slice(-LOG_TAIL)}`);
	}
	return { url, ended, stop };
}

/** The health check answers long before the editor's own calls do. */
async function ready(url: string, child: ChildProcess): Promise<void> {
	const limit = Date.now() + START_MS;
	while (Date.now() < limit) {
		if (child.exitCode !== null || child.signalCode !== null) throw new Error('n8n ended.');
		const answer = await fetch(`${url}/rest/settings`).catch(() => undefined);
		if (answer?.headers.get('content-type')?.includes('json') && answer.ok) return;
		await wait(POLL_MS);
	}
	throw new Error(`n8n didn't answer within ${START_MS / 1000} s.`);
}

async function stopProcess(child: ChildProcess, ended: Promise<void>): Promise<void> {
	child.kill('SIGTERM');
	const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
	await ended;
	clearTimeout(late);
}
