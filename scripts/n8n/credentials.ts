import type { RestClient } from './rest';

export interface Credential {
	name: string;
	/** The credential type, such as `elepayApi`. */
	type: string;
	data: Record<string, unknown>;
}

/** How a node names its credential. */
export interface CredentialReference {
	id: string;
	name: string;
}

/** The key that the sandbox's introduction names. */
export const SANDBOX_KEY = 'sk_test_sandbox0000';

/** The credential that reaches the sandbox. */
export function sandboxCredential(url: string): Credential {
	return {
		name: 'elepay sandbox',
		type: 'elepayApi',
		data: { secretKey: SANDBOX_KEY, baseUrl: url },
	};
}

/** The secret that the sandbox signs its webhooks with. */
export const WEBHOOK_SECRET = 'whsec_sandbox0000';

/** The credential of a trigger that the sandbox sends to. */
export const WEBHOOK_CREDENTIAL: Credential = {
	name: 'elepay sandbox webhook',
	type: 'elepayWebhookApi',
	data: { signingSecret: WEBHOOK_SECRET },
};

/** The credential of n8n's Redis node. */
export function redisCredential(port: number): Credential {
	return {
		name: 'Redis',
		type: 'redis',
		data: { host: '127.0.0.1', port, database: 0, user: '', password: '', ssl: false },
	};
}

/** Saves a credential in the place of the one with the same name and type, if there is one. */
export async function saveCredential(
	rest: RestClient,
	credential: Credential,
): Promise<CredentialReference> {
	const all = await rest.call<Array<CredentialReference & { type: string }>>('GET', '/credentials');
	const old = all.find(({ name, type }) => name === credential.name && type === credential.type);
	const { id, name } = old
		? await rest.call<CredentialReference>('PATCH', `/credentials/${old.id}`, credential)
		: await rest.call<CredentialReference>('POST', '/credentials', credential);
	return { id, name };
}
