import { test as base, expect } from '@playwright/test';

import { signIn } from '../../scripts/n8n/owner';
import { RestClient } from '../../scripts/n8n/rest';
import { SandboxClient } from '../../scripts/n8n/sandboxClient';
import { CredentialForm } from './credentialForm';
import { Editor } from './editor';
import { environment, type Environment } from './environment';

interface Fixtures {
	environment: Environment;
	/** An elepay that holds nothing. */
	sandbox: SandboxClient;
	/** What went wrong in the browser so far, but for what the editor looks up elsewhere. */
	browserErrors: string[];
	editor: Editor;
	credentialForm: CredentialForm;
}

interface WorkerFixtures {
	/** What the editor calls, signed in: once for all tests, since n8n takes five times a minute. */
	rest: RestClient;
}

/** Tests begin signed in, with an empty sandbox. */
export const test = base.extend<Fixtures, WorkerFixtures>({
	baseURL: async ({}, use) => use(environment().n8nUrl),

	environment: async ({}, use) => use(environment()),

	sandbox: async ({}, use) => {
		const sandbox = new SandboxClient(environment().sandboxUrl);
		await sandbox.reset();
		await use(sandbox);
	},

	rest: [
		async ({}, use) => {
			const rest = new RestClient(environment().n8nUrl);
			await signIn(rest);
			await use(rest);
		},
		{ scope: 'worker' },
	],

	browserErrors: async ({}, use) => use([]),

	page: async ({ page, baseURL, browserErrors, rest }, use) => {
		page.on('pageerror', (error) => browserErrors.push(error.stack ?? error.message));
		page.on('console', (message) => {
			const { url } = message.location();
			if (message.type() !== 'error' || !url.startsWith(baseURL!)) return;
			browserErrors.push(`${message.text()} (${url})`);
		});
		// The editor looks things up at its makers'; what it finds there must not decide a test
		await page.context().route(
			({ hostname }) => !['localhost', '127.0.0.1'].includes(hostname),
			(route) => route.abort(),
		);
		await page.context().addCookies(rest.cookies().map((cookie) => ({ ...cookie, url: baseURL! })));
		await use(page);
	},

	editor: async ({ page }, use) => use(new Editor(page)),

	credentialForm: async ({ page }, use) => use(new CredentialForm(page)),
});

export { expect };
