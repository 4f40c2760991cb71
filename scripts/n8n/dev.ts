import path from 'node:path';

import { buildProject } from './build';
import { isPortFree } from './checks';
import {
	sandboxCredential,
	saveCredential,
	WEBHOOK_CREDENTIAL,
	WEBHOOK_SECRET,
} from './credentials';
import { importExamples } from './examples';
import { OWNER } from './owner';
import { CACHE } from './paths';
import { withProgress } from './progress';
import { SetupError } from './setupError';
import { rebuildOnChange } from './watch';
import { openWorkbench, type Workbench } from './workbench';

export interface DevOptions {
	port: number;
	/** Whether to forget what was made in the editor at earlier times. */
	fresh: boolean;
}

const FOLDER = path.join(CACHE, 'dev');
const LOG = path.join(FOLDER, 'n8n.log');

/** The sandbox's own, so that codes keep their addresses from one time to the next. */
const SANDBOX_PORT = 8377;

/** n8n's editor to try this package in and to work on it. Ctrl+C ends it. */
export async function openDevEditor({ port, fresh }: DevOptions): Promise<void> {
	await checkPort(port);
	await withProgress('Building the package', buildProject);
	const workbench = await openWorkbench({
		folder: FOLDER,
		fresh,
		port,
		sandboxPort: await usualSandboxPort(),
		log: LOG,
		reload: true,
	});
	await fill(workbench);
	console.log(introduction(workbench));

	const stopWatching = rebuildOnChange(workbench.packageFolder);
	let stopping = false;
	const stop = async () => {
		if (stopping) return;
		stopping = true;
		console.log('\nStopping n8n and the sandbox …');
		await workbench.close();
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

	await workbench.n8n.ended;
	stopWatching();
	if (stopping) return;
	await workbench.close();
	throw new SetupError(`n8n has ended by itself. The end of ${LOG} says why.`);
}

/** The sandbox's own port, or any if that one is taken. */
export async function usualSandboxPort(): Promise<number> {
	return (await isPortFree(SANDBOX_PORT)) ? SANDBOX_PORT : 0;
}

/** @throws {SetupError} if it is none, or taken */
export async function checkPort(port: number): Promise<void> {
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new SetupError('--port wants a number from 1 to 65535.');
	}
	if (await isPortFree(port)) return;
	throw new SetupError(
		`Port ${port} is taken, maybe by another n8n. Stop that, or give this one another port:\n` +
			`npm run dev -- --port ${port + 1}`,
	);
}

async function fill({ rest, sandbox, files }: Workbench): Promise<void> {
	const elepayApi = await saveCredential(rest, sandboxCredential(sandbox.url));
	const elepayWebhookApi = await saveCredential(rest, WEBHOOK_CREDENTIAL);
	await importExamples(rest, files, { elepayApi, elepayWebhookApi });
}

function introduction({ n8n, sandbox, files }: Workbench): string {
	return `
The editor   ${n8n.url}
  e-mail     ${OWNER.email}
  password   ${OWNER.password}

The sandbox  ${sandbox.url}, an elepay without money. The credential "elepay sandbox" reaches it.
  To pay a code, open its codeUrl in a browser.
  To have it send its events to an Elepay Trigger:
    curl ${sandbox.url}/_sandbox/webhooks -H 'content-type: application/json' \\
      -d '{"url":"<the trigger's URL>","secret":"${WEBHOOK_SECRET}"}'

The examples are there as workflows: open "Orders to EasyQR codes" and select Execute workflow.
Workflows may read files from ${files}

A change under nodes/, credentials/ or icons/ is built at once and shows in the editor.
n8n's log: ${LOG}
Ctrl+C stops everything.
`;
}
