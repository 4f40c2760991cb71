import path from 'node:path';

import { CommandError, runCommand } from './command';
import { SetupError } from './setupError';

export interface SqliteOptions {
	/** The folder whose node_modules holds n8n's sqlite3. */
	folder: string;
	/** The Node that n8n runs on. */
	node: string;
	/** The folder with that Node's headers, so that none have to be downloaded. */
	headers: string;
	log: string;
}

/** Whether n8n's database driver loads. */
export async function hasSqlite({ folder, node, log }: SqliteOptions): Promise<boolean> {
	try {
		await runCommand(node, ['-e', "require('sqlite3')"], { cwd: folder, log });
		return true;
	} catch {
		return false;
	}
}

/**
 * Makes the one native module that n8n can't do without here, its database driver: downloaded
 * ready-made where that is possible, else compiled. It speaks Node-API, so that one build does for
 * every Node.
 */
export async function buildSqlite(options: SqliteOptions): Promise<void> {
	const { folder, node, headers, log } = options;
	const cwd = path.join(folder, 'node_modules', 'sqlite3');
	const bin = (name: string, file: string) => path.join(folder, 'node_modules', name, file);
	try {
		await runCommand(node, [bin('prebuild-install', 'bin.js'), '-r', 'napi'], { cwd, log });
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		await compile(cwd, bin('node-gyp', 'bin/node-gyp.js'), { node, headers, log });
	}
	if (await hasSqlite(options)) return;
	throw new SetupError(`n8n's database driver was built, yet doesn't load. See ${log}.`);
}

async function compile(
	cwd: string,
	ownGyp: string,
	{ node, headers, log }: Pick<SqliteOptions, 'node' | 'headers' | 'log'>,
): Promise<void> {
	// npm brings a newer node-gyp than sqlite3 does, one that knows newer Pythons
	const gyp = process.env.npm_config_node_gyp ?? ownGyp;
	try {
		await runCommand(node, [gyp, 'rebuild', `--nodedir=${headers}`, '--jobs=max'], { cwd, log });
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		throw new SetupError(
			`n8n's database driver (sqlite3) could neither be downloaded nor compiled.\n` +
				`Compiling needs Python 3, make and a C++ compiler: on Debian and Ubuntu\n` +
				`\`apt-get install python3 make g++\`, on macOS \`xcode-select --install\`.\n` +
				`Then run the command again: it goes on where it stopped.\n\n${error.message}`,
		);
	}
}
