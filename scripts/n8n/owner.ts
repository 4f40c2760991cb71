import type { RestClient } from './rest';

/** Who signs in to the editor. It listens on this machine only, and nothing in it is worth a secret. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Sandbox0000',
	firstName: 'Elepay',
	lastName: 'Developer',
};

/** Signs in as the owner, who is created on the first start. */
export async function signIn(rest: RestClient): Promise<void> {
	const settings = await rest.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
		'GET',
		'/settings',
	);
	if (settings.userManagement.showSetupOnFirstLoad) {
		await rest.call('POST', '/owner/setup', OWNER);
		return;
	}
	const { email, password } = OWNER;
	await rest.call('POST', '/login', { emailOrLdapLoginId: email, password });
}
