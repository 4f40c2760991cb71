import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { runCommand } from './command';
import { CACHE, PROJECT } from './paths';

const LOG = path.join(CACHE, 'pack.log');

/**
 * Packs this project as npm would publish it. It has to be built.
 *
 * @param folder where the tarball goes; what is in there goes away
 * @returns the path of the tarball
 */
export async function packProject(folder: string): Promise<string> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const printed = await runCommand(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: PROJECT, log: LOG },
	);
	const [packed] = JSON.parse(printed) as Array<{ filename: string }>;
	if (!packed) throw new Error(`npm packed nothing: ${printed}`);
	return path.join(folder, packed.filename);
}

/**
 * Installs a packed community package as n8n's own installer does: unpacked among the user's
 * nodes, its manifest without what only developers need, and entered in the list of what is
 * installed. There are no dependencies to install along with it.
 *
 * @param userFolder what N8N_USER_FOLDER names
 * @returns the folder of the installed package
 */
export async function installPackage(tarball: string, userFolder: string): Promise<string> {
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	const name = (await readJson(path.join(PROJECT, 'package.json'))).name as string;
	const folder = path.join(nodes, 'node_modules', name);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], {
		cwd: nodes,
		log: LOG,
	});

	const manifest = await readJson(path.join(folder, 'package.json'));
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[kind];
	}
	await writeJson(path.join(folder, 'package.json'), manifest);
	await writeJson(path.join(nodes, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [name]: manifest.version },
	});
	return folder;
}

async function readJson(file: string): Promise<Record<string, unknown>> {
	return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
}

async function writeJson(file: string, content: unknown): Promise<void> {
	await writeFile(file, JSON.stringify(content, null, 2));
}
