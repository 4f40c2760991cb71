import path from 'node:path';

import { CACHE } from '../../scripts/n8n/paths';

/** Screenshots and traces of tests that failed, and n8n's log. */
export const RESULTS = path.join(CACHE, 'e2e');

/** What runs while the tests do. */
export interface Environment {
	n8nUrl: string;
	sandboxUrl: string;
	/** The folder that workflows read files from. */
	files: string;
	/** The name of a credential that reaches the sandbox. */
	credential: string;
	/** The name of a credential that holds the secret which the sandbox signs with. */
	webhookCredential: string;
}

const VARIABLE = 'ELEPAY_E2E';

/** The tests run in processes of their own, which inherit this process's environment variables. */
export function tellWorkers(environment: Environment): void {
	process.env[VARIABLE] = JSON.stringify(environment);
}

/** What the global set-up has started. */
export function environment(): Environment {
	const text = process.env[VARIABLE];
	if (!text) throw new Error('The global set-up has not run.');
	return JSON.parse(text) as Environment;
}
