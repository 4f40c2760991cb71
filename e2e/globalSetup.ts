import path from 'node:path';

import { findFreePort } from '../scripts/n8n/checks';
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
	tellWorkers({
		n8nUrl: workbench.n8n.url,
		sandboxUrl: workbench.sandbox.url,
		files: workbench.files,
	});
	return () => workbench.close();
}
