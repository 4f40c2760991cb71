import { findChromium } from './chromium';
import { installN8n } from './install';
import { reportFailure } from './setupError';

/** Brings everything that the end-to-end tests need beside this project's own packages. */
async function main(): Promise<void> {
	await installN8n();
	await findChromium();
}

main().catch(reportFailure);
