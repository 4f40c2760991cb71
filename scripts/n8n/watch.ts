import { watch } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';

import { buildProject } from './build';
import { CommandError } from './command';
import { PROJECT } from './paths';
import { withProgress } from './progress';

/** What the package is built from. */
const SOURCES = ['nodes', 'credentials', 'icons'];

/** Editors save several files at once, and some of them in several steps. */
const SETTLE_MS = 300;

/**
 * Builds the project whenever one of its sources changes, and puts the result where n8n has loaded
 * the package from. n8n notices by itself.
 *
 * @returns what ends the watching
 */
export function rebuildOnChange(packageFolder: string): () => void {
	let timer: NodeJS.Timeout | undefined;
	let building = Promise.resolve();
	const changed = () => {
		clearTimeout(timer);
		timer = setTimeout(() => (building = building.then(() => rebuild(packageFolder))), SETTLE_MS);
	};
	const watchers = SOURCES.map((folder) =>
		watch(path.join(PROJECT, folder), { recursive: true }, changed),
	);
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
}

async function rebuild(packageFolder: string): Promise<void> {
	try {
		await withProgress('Building after a change', async () => {
			await buildProject();
			await cp(path.join(PROJECT, 'dist'), path.join(packageFolder, 'dist'), { recursive: true });
		});
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		console.error(`${error.message}\nn8n keeps what was built before.`);
	}
}
