import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { runCommand } from '../n8n/command';
import { npmDownload } from '../n8n/download';
import { CACHE, PROJECT } from '../n8n/paths';
import type { EnginePackages } from './versions';

/** What the engine tests are made of, beside the packed package. */
const SOURCES = ['nodes', 'credentials', 'engine', 'sandbox', 'examples', 'scripts', 'test'];

/**
 * A folder in which the packed package and its engine tests find another engine than this project
 * has installed. It lies within the project, so that everything else (Jest, libraries of the tests)
 * is found in the project's own node_modules.
 *
 * @returns its path
 * @throws {CommandError} if the engine can't be installed
 */
export async function makeWorkspace(
	version: string,
	engine: EnginePackages,
	tarball: string,
): Promise<string> {
	const folder = path.join(CACHE, 'compat', version);
	await installEngine(folder, engine);
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], {
		cwd: folder,
		log: path.join(folder, 'compat.log'),
	});
	for (const name of SOURCES) {
		await rm(path.join(folder, name), { recursive: true, force: true });
		await cp(path.join(PROJECT, name), path.join(folder, name), { recursive: true });
	}
	return folder;
}

/** Installs n8n-core and n8n-workflow, unless they are there already. */
async function installEngine(folder: string, engine: EnginePackages): Promise<void> {
	const complete = path.join(folder, '.complete');
	if (existsSync(complete)) return;

	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(
		path.join(folder, 'package.json'),
		JSON.stringify({ private: true, dependencies: engine }),
	);
	await npmDownload(
		['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'],
		{ cwd: folder, log: path.join(folder, 'compat.log') },
	);
	await writeFile(complete, '');
}
