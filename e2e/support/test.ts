import { test as base, expect } from '@playwright/test';

import { OWNER } from '../../scripts/n8n/owner';
import { CredentialForm } from './credentialForm';
import { Editor } from './editor';
import { environment, type Environment } from './environment';
import { SandboxClient } from './sandboxClient';

interface Fixtures {
	environment: Environment;
	/** An elepay that holds nothing. */
	sandbox: SandboxClient;
	/** What went wrong in the browser so far. */
	browserErrors: string[];
	editor: Editor;
	credentialForm: CredentialForm;
}

/** Tests begin signed in, with an empty sandbox. */
export const test = base.extend<Fixtures>({
	baseURL: async ({}, use) => use(environment().n8nUrl),

	environment: async ({}, use) => use(environment()),

	sandbox: async ({}, use) => {
		const sandbox = new SandboxClient(environment().sandboxUrl);
		await sandbox.reset();
		await use(sandbox);
	},

	browserErrors: async ({}, use) => use([]),

	page: async ({ page, browserErrors }, use) => {
		page.on('pageerror', (error) => browserErrors.push(error.stack ?? error.message));
		page.on('console', (message) => {
			if (message.type() !== 'error') return;
			browserErrors.push(`${message.text()} (${message.location().url})`);
		});
		const { email, password } = OWNER;
		const answer = await page.context().request.post('/rest/login', {
			data: { emailOrLdapLoginId: email, password },
		});
		expect(answer.ok(), await answer.text()).toBe(true);
		await use(page);
	},

	editor: async ({ page }, use) => use(new Editor(page)),

	credentialForm: async ({ page }, use) => use(new CredentialForm(page)),
});

export { expect };
