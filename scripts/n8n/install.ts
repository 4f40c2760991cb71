import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { checkDisk, freeGigabytes } from './checks';
import { npmDownload } from './download';
import { N8N_FOLDER } from './paths';
import { withProgress } from './progress';
import { buildSqlite, type SqliteOptions } from './sqlite';
import { SetupError } from './setupError';
import { N8N_VERSION, NODE_VERSION } from './versions';

export interface InstalledN8n {
	/** The Node that it runs on. */
	node: string;
	/** Its command-line program, to be run with that Node. */
	cli: string;
}

/** What it takes with npm's cache, and what it takes up at the end. */
const DISK_GB = 4;
const INSTALLED_GB = 3;

const LOG = path.join(N8N_FOLDER, 'install.log');
const MODULES = path.join(N8N_FOLDER, 'node_modules');

/** These files say how far an earlier installation came. */
const DOWNLOADED = path.join(N8N_FOLDER, '.downloaded');
const COMPLETE = path.join(N8N_FOLDER, '.complete');

/** The package that holds Node itself for this machine: what the package `node` would install. */
function nodePackage(): string {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	return `${prefix}-${platform}-${process.arch}`;
}

function locate(): InstalledN8n & { headers: string } {
	const home = path.join(MODULES, nodePackage());
	const node = path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	return { node, headers: home, cli: path.join(MODULES, 'n8n', 'bin', 'n8n') };
}

/**
 * The pinned n8n, installed into the cache folder on first use. An installation that was
 * interrupted goes on at the step that it was at.
 */
export async function installN8n(): Promise<InstalledN8n> {
	const { headers, ...n8n } = locate();
	if (existsSync(COMPLETE)) return n8n;

	const sqlite: SqliteOptions = { folder: N8N_FOLDER, node: n8n.node, headers, log: LOG };
	if (!existsSync(DOWNLOADED)) await download();
	await withProgress("Preparing n8n's database driver", () => buildSqlite(sqlite));
	await writeFile(COMPLETE, '');
	return n8n;
}

async function download(): Promise<void> {
	await checkDisk(N8N_FOLDER, DISK_GB);
	console.log(
		`n8n ${N8N_VERSION} and Node ${NODE_VERSION} go into ${N8N_FOLDER} (${INSTALLED_GB} GB, about 5 minutes).\n` +
			`That happens only once. You can interrupt it: what was downloaded isn't downloaded again.`,
	);
	// Half-written folders of an interrupted installation would be taken for complete ones
	await rm(MODULES, { recursive: true, force: true });
	await mkdir(N8N_FOLDER, { recursive: true });
	await writeFile(
		path.join(N8N_FOLDER, 'package.json'),
		JSON.stringify({
			private: true,
			dependencies: { n8n: N8N_VERSION, [nodePackage()]: NODE_VERSION },
		}),
	);

	const before = await freeGigabytes(N8N_FOLDER);
	await withProgress(
		`Installing n8n ${N8N_VERSION}`,
		() =>
			npmDownload(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], {
				cwd: N8N_FOLDER,
				log: LOG,
			}),
		// Counting 200,000 files would slow down what writes them
		async () => {
			const written = Math.max(0, before - (await freeGigabytes(N8N_FOLDER)));
			return `${written.toFixed(1)} of about ${INSTALLED_GB} GB`;
		},
	);
	if (!existsSync(locate().node)) {
		throw new SetupError(`There is no Node ${NODE_VERSION} for ${process.platform} here.`);
	}
	await writeFile(DOWNLOADED, '');
}
