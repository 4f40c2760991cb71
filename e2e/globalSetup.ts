import path from 'node:path';

import { findFreePort } from '../scripts/n8n/checks';
import { sandboxCredential, saveCredential, WEBHOOK_CREDENTIAL } from '../scripts/n8n/credentials';
import { CACHE } from '../scripts/n8n/paths';
import { openWorkbench } from '../scripts/n8n/workbench';
import { RESULTS, tellWorkers } from './support/environment';

/** Starts a fresh n8n with the packed package in it. What is returned ends it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
	const workbench = await openWorkbench({
		folder: path.join(CACHE, 'e2e-n8n'),
		fresh: true,
		port: await findFreePort(),
		sandboxPort: 0,
		log: path.join(RESULTS, 'n8n.log'),
	});
	const { n8n, sandbox, rest, files } = workbench;
	const api = await saveCredential(rest, sandboxCredential(sandbox.url));
	const webhook = await saveCredential(rest, WEBHOOK_CREDENTIAL);
	tellWorkers({
		n8nUrl: n8n.url,
		sandboxUrl: sandbox.url,
		files,
		credential: api.name,
		webhookCredential: webhook.name,
	});
	return () => workbench.close();
}
