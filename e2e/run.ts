import { spawn } from 'node:child_process';

import { buildProject } from '../scripts/n8n/build';
import { findChromium } from '../scripts/n8n/chromium';
import { installN8n } from '../scripts/n8n/install';
import { withProgress } from '../scripts/n8n/progress';
import { reportFailure } from '../scripts/n8n/setupError';

/** Brings what the tests need, and hands over to Playwright with this program's arguments. */
async function main(): Promise<void> {
	await withProgress('Building the package', buildProject);
	await installN8n();
	await findChromium();
	const playwright = require.resolve('@playwright/test/cli');
	const child = spawn(
		process.execPath,
		[playwright, 'test', '--config', __dirname, ...process.argv.slice(2)],
		{ stdio: 'inherit' },
	);
	child.once('close', (code) => (process.exitCode = code ?? 1));
}

main().catch(reportFailure);
