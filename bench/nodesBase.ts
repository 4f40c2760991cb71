import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The newest that can be installed: 2.41.2 names a package that was never published. */
const VERSION = '2.41.1';

const FOLDER = resolve(__dirname, '..', '.cache', 'bench', `n8n-nodes-base-${VERSION}`);

/** The folder of n8n's own nodes, installed on first use. */
export async function installNodesBase(): Promise<string> {
	const complete = join(FOLDER, '.complete');
	if (!existsSync(complete)) {
		console.log(`Installing n8n-nodes-base ${VERSION} for the HTTP Request node (only once) …`);
		await mkdir(FOLDER, { recursive: true });
		await writeFile(join(FOLDER, 'package.json'), '{ "private": true }');
		await promisify(execFile)(
			'npm',
			['install', `n8n-nodes-base@${VERSION}`, '--ignore-scripts', '--no-audit', '--no-fund'],
			{ cwd: FOLDER, maxBuffer: 64 * 1024 * 1024 },
		);
		await writeFile(complete, '');
	}
	return join(FOLDER, 'node_modules', 'n8n-nodes-base');
}
