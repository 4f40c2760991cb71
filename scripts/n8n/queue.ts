import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { startBalancer, type Balancer } from './balancer';
import { findLastingPort } from './checks';
import {
	redisCredential,
	sandboxCredential,
	saveCredential,
	WEBHOOK_CREDENTIAL,
	type CredentialReference,
} from './credentials';
import { findDatabases } from './databases';
import { copyExampleFiles } from './examples';
import { installN8n } from './install';
import { signIn } from './owner';
import { installPackage, packProject } from './pack';
import { startPostgres, type Postgres } from './postgres';
import { withProgress } from './progress';
import { startRedis, type Redis } from './redis';
import { RestClient } from './rest';
import { prepareN8n, type N8nOptions, type N8nRole, type N8nService } from './server';

export interface QueueOptions {
	/** Where the logs go, a file for each process. */
	logs: string;
	/** The editor's port: any free one unless given. */
	port?: number;
	/** 0, the default, takes any free one. */
	sandboxPort?: number;
	/** Further settings of all of n8n's processes. */
	env?: Record<string, string>;
	/** Builds further nodes into a folder. */
	addNodes?(folder: string): Promise<void>;
}

/** n8n in queue mode with this package in it, and the sandbox that the package talks to. */
export interface QueueMode {
	/** It has the editor, and hands executions over to the workers. The one that was started last. */
	main: N8nService;
	workers: N8nService[];
	/** They answer webhooks. */
	webhooks: N8nService[];
	redis: Redis;
	postgres: Postgres;
	/** What elepay is told: the webhook processes take turns behind it. */
	balancer: Balancer;
	sandbox: Sandbox;
	/** Signed in as the owner. */
	rest: RestClient;
	/** The folder that workflows read files from. It holds the files of `examples/`. */
	files: string;
	/** For whatever else is to be gone when it closes. */
	home: string;
	/** Starts another main process in the place of the one before, which has to have ended. */
	startAnotherMain(env: Record<string, string>): Promise<void>;
	/** Ends everything and removes all data, but for the logs. */
	close(): Promise<void>;
}

const INTERRUPTIONS = ['SIGINT', 'SIGTERM'] as const;

const WORKERS = 2;
const WEBHOOKS = 2;

/** How many executions a worker has in hand at once: half of n8n's default, for a small machine. */
const CONCURRENCY = 5;

/**
 * Starts n8n's queue mode as it is run on several machines: a main process, two workers and two
 * webhook processes, each with a home folder of its own, on Redis and PostgreSQL of their own.
 * This package has to be built. Ctrl+C closes it and ends the program.
 */
export async function openQueueMode(options: QueueOptions): Promise<QueueMode> {
	const programs = await findDatabases();
	const n8n = await installN8n();
	const home = await mkdtemp(path.join(tmpdir(), 'n8n-queue-'));
	// PostgreSQL runs as somebody else and has to get to its folder in here
	await chmod(home, 0o711);

	const processes: N8nService[] = [];
	const open: Array<() => Promise<unknown>> = [];
	const close = async () => {
		for (const signal of INTERRUPTIONS) process.off(signal, interrupted);
		await Promise.all(processes.splice(0).map((service) => service.stop()));
		for (const end of open.splice(0).reverse()) await end();
		await rm(home, { recursive: true, force: true });
	};
	const interrupted = () => {
		console.log('\nStopping n8n, Redis, PostgreSQL and the sandbox …');
		void close().finally(() => process.exit(130));
	};
	for (const signal of INTERRUPTIONS) process.once(signal, interrupted);

	const folder = (name: string) => path.join(home, name);
	const log = (name: string) => path.join(options.logs, `${name}.log`);
	try {
		const files = await copyExampleFiles(folder('files'));
		const tarball = await packProject(folder('package'));

		const sandbox = await startSandbox({ port: options.sandboxPort ?? 0 });
		open.push(() => sandbox.close());
		const { redis, postgres } = await withProgress('Starting Redis and PostgreSQL', async () => {
			const redis = await startRedis(programs.redis, folder('redis'), log('redis'));
			open.push(() => redis.service.stop());
			const postgres = await startPostgres(
				programs.postgresFolder,
				folder('postgres'),
				log('postgres'),
			);
			open.push(() => postgres.service.stop());
			return { redis, postgres };
		});

		const webhookPorts = await Promise.all(Array.from({ length: WEBHOOKS }, findLastingPort));
		const balancer = await startBalancer(webhookPorts.map((port) => `http://localhost:${port}`));
		open.push(() => balancer.close());

		const nodes = folder('nodes');
		await options.addNodes?.(nodes);
		const env = {
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			WEBHOOK_URL: balancer.url,
			...(options.addNodes && { N8N_CUSTOM_EXTENSIONS: nodes }),
			...redis.env,
			...postgres.env,
			...options.env,
		};
		const start = async (name: string, role: N8nRole, further: Partial<N8nOptions> = {}) => {
			const userFolder = folder(name);
			await installPackage(tarball, userFolder);
			const port = further.port ?? (await findLastingPort());
			const common = { n8n, name, role, port, userFolder, log: log(name), files: [files], env };
			const service = await prepareN8n({ ...common, ...further });
			processes.push(service);
			return service.start();
		};

		const mainPort = options.port ?? (await findLastingPort());
		// It makes the tables that the others need
		const main = await withProgress("Starting n8n's main process", () =>
			start('main', 'start', { port: mainPort }),
		);
		const [workers, webhooks] = await withProgress('Starting workers and webhook processes', () =>
			Promise.all([
				Promise.all(
					Array.from({ length: WORKERS }, (_, index) =>
						start(`worker-${index + 1}`, 'worker', { args: [`--concurrency=${CONCURRENCY}`] }),
					),
				),
				Promise.all(
					webhookPorts.map((port, index) => start(`webhook-${index + 1}`, 'webhook', { port })),
				),
			]),
		);
		const rest = new RestClient(main.url);
		await signIn(rest);
		let mains = 1;
		const queue: QueueMode = {
			...{ main, workers, webhooks, redis, postgres, balancer, sandbox, rest, files, home, close },
			async startAnotherMain(further) {
				queue.main = await start(`main-${++mains}`, 'start', {
					port: mainPort,
					env: { ...env, ...further },
				});
			},
		};
		return queue;
	} catch (error) {
		await close();
		throw error;
	}
}

/** Saves the credentials that nodes need here: what they use, by type of credential. */
export async function saveQueueCredentials({
	rest,
	redis,
	sandbox,
}: QueueMode): Promise<Record<string, CredentialReference>> {
	return {
		elepayApi: await saveCredential(rest, sandboxCredential(sandbox.url)),
		elepayWebhookApi: await saveCredential(rest, WEBHOOK_CREDENTIAL),
		redis: await saveCredential(rest, redisCredential(redis.port)),
	};
}
