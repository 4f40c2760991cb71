import path from 'node:path';

import { buildProject } from './build';
import { WEBHOOK_SECRET } from './credentials';
import { checkPort, usualSandboxPort } from './dev';
import { importExamples } from './examples';
import { OWNER } from './owner';
import { CACHE } from './paths';
import { withProgress } from './progress';
import { openQueueMode, saveQueueCredentials, type QueueMode } from './queue';

const LOGS = path.join(CACHE, 'dev-queue');

/**
 * n8n's editor on the set-up that `npm run test:queue` tries, to try it by hand. Ctrl+C ends it, and
 * nothing of it is kept.
 */
export async function openQueueEditor(port: number): Promise<void> {
	await checkPort(port);
	await withProgress('Building the package', buildProject);
	const queue = await openQueueMode({
		logs: LOGS,
		port,
		sandboxPort: await usualSandboxPort(),
		// What is started in the editor runs in a worker too
		env: { OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' },
	});
	await importExamples(queue.rest, queue.files, await saveQueueCredentials(queue));
	console.log(introduction(queue));
}

function introduction({ main, workers, webhooks, balancer, redis, postgres, sandbox }: QueueMode) {
	const processes = [...workers, ...webhooks].map(({ name, pid }) => `${name} ${pid}`).join(', ');
	return `
n8n in queue mode: nothing of it is kept when it ends.

The editor   ${main.url}
  e-mail     ${OWNER.email}
  password   ${OWNER.password}

Processes    main ${main.pid}, ${processes}. Kill one, and see what becomes of its work.
Webhooks     ${balancer.url}, where the webhook processes take turns
Redis        127.0.0.1:${redis.port}
PostgreSQL   127.0.0.1:${postgres.env.DB_POSTGRESDB_PORT}, user ${postgres.env.DB_POSTGRESDB_USER}, password ${postgres.env.DB_POSTGRESDB_PASSWORD}

The sandbox  ${sandbox.url}, an elepay without money. The credential "elepay sandbox" reaches it.
  To have it send its events to an Elepay Trigger:
    curl ${sandbox.url}/_sandbox/webhooks -H 'content-type: application/json' \\
      -d '{"url":"<the trigger's URL>","secret":"${WEBHOOK_SECRET}"}'

The examples are there as workflows. The logs: ${LOGS}
Ctrl+C stops everything.
`;
}
