import { mkdir } from 'node:fs/promises';

import { findLastingPort } from './checks';
import type { InstalledN8n } from './install';
import { Service } from './service';

/** What a process of n8n does: everything, or its part in queue mode. */
export type N8nRole = 'start' | 'worker' | 'webhook';

export interface N8nOptions {
	n8n: InstalledN8n;
	/** What it is called in messages: n8n unless given. */
	name?: string;
	/** `start` unless given. */
	role?: N8nRole;
	/** What follows the role on the command line. */
	args?: string[];
	port: number;
	/** Where it keeps its database and the community packages. */
	userFolder: string;
	/** The file that everything it prints goes to. */
	log: string;
	/** The only folders that workflows read files from and write them to. */
	files: string[];
	/** Whether it loads the packages' nodes anew when their files change. */
	reload?: boolean;
	/** Further settings. */
	env?: Record<string, string>;
}

/** A process of n8n. */
export class N8nService extends Service {
	constructor(
		readonly url: string,
		options: ConstructorParameters<typeof Service>[0],
	) {
		super(options);
	}
}

/** A worker serves nothing, unless it is to say whether it is well. */
const workerHealth = (port: number) => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});

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
	{ role, port, userFolder, files, reload, env }: N8nOptions,
	brokerPort: number,
): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(
		([name]) => !/^(N8N_|DB_|EXECUTIONS_|QUEUE_|npm_)/i.test(name),
	);
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
		...(role === 'worker' ? workerHealth(port) : {}),
		...env,
	};
}

/**
 * Starts n8n and waits until it answers.
 *
 * @throws {Error} with the end of its log if it ends or doesn't answer within three minutes
 */
export async function startN8n(options: N8nOptions): Promise<N8nService> {
	const service = await prepareN8n(options);
	await service.start();
	return service;
}

/** A process of n8n that is yet to be started. */
export async function prepareN8n(options: N8nOptions): Promise<N8nService> {
	const { n8n, name = 'n8n', role = 'start', args = [], port, userFolder, log } = options;
	await mkdir(userFolder, { recursive: true });
	const url = `http://localhost:${port}`;
	return new N8nService(url, {
		name,
		program: n8n.node,
		args: [n8n.cli, role, ...args],
		env: environment(options, await findLastingPort()),
		log,
		ready: () => (role === 'start' ? editorAnswers(url) : isReady(url)),
	});
}

/** The health checks answer long before the editor's own calls do. */
async function editorAnswers(url: string): Promise<boolean> {
	const answer = await fetch(`${url}/rest/settings`);
	return answer.ok && answer.headers.get('content-type')?.includes('json') === true;
}

async function isReady(url: string): Promise<boolean> {
	return (await fetch(`${url}/healthz/readiness`)).ok;
}
