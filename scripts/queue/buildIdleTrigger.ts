import path from 'node:path';

import { build } from 'esbuild';

/**
 * Builds the trigger that does nothing.
 *
 * @param folder what N8N_CUSTOM_EXTENSIONS then names
 */
export async function buildIdleTrigger(folder: string): Promise<void> {
	await build({
		entryPoints: [path.join(__dirname, 'idleTrigger.ts')],
		outfile: path.join(folder, 'IdleTrigger.node.js'),
		format: 'cjs',
	});
}
