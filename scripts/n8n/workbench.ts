import { rm } from 'node:fs/promises';
import path from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { copyExampleFiles } from './examples';
import { installN8n } from './install';
import { signIn } from './owner';
import { installPackage, packProject } from './pack';
import { withProgress } from './progress';
import { RestClient } from './rest';
import { startN8n, type N8nService } from './server';

export interface WorkbenchOptions {
	/** Where n8n keeps everything. */
	folder: string;
	/** Whether to begin with an n8n that knows nothing. */
	fresh: boolean;
	port: number;
	/** 0 takes any free one. */
	sandboxPort: number;
	log: string;
	reload?: boolean;
}

/** The real n8n with this package in it, and the sandbox that the package talks to. */
export interface Workbench {
	n8n: N8nService;
	sandbox: Sandbox;
	/** Signed in as the owner. */
	rest: RestClient;
	/** Where the package is installed. */
	packageFolder: string;
	/** The folder that workflows read files from. It holds the files of `examples/`. */
	files: string;
	close(): Promise<void>;
}

/** Installs this package, which has to be built, into n8n and starts n8n and the sandbox. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
	const { folder, fresh, port, sandboxPort, log, reload = false } = options;
	const n8n = await installN8n();
	if (fresh) await rm(folder, { recursive: true, force: true });

	const files = await copyExampleFiles(path.join(folder, 'files'));
	const packageFolder = await installPackage(
		await packProject(path.join(folder, 'package')),
		folder,
	);
	const sandbox = await startSandbox({ port: sandboxPort });
	try {
		const running = await withProgress('Starting n8n', () =>
			startN8n({ n8n, port, userFolder: folder, log, files: [files], reload }),
		);
		const rest = new RestClient(running.url);
		await signIn(rest);
		return {
			n8n: running,
			sandbox,
			rest,
			packageFolder,
			files,
			async close() {
				await running.stop();
				await sandbox.close();
			},
		};
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}
