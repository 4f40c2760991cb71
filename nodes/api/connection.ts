import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { readBaseUrl, readSecretKey } from '../../credentials/connection';

/** Where calls are sent, and with whose key. */
export interface Connection {
	baseUrl: string;
	/** Only for keeping it out of what is shown. */
	secretKey: string;
	/** What n8n authenticates a request with. */
	credential: ICredentialsDecrypted;
}

/**
 * @param data the credential as n8n has decrypted it
 * @throws {UserError} if its key or base URL can't be right
 */
export function connectionOf(data: ICredentialDataDecryptedObject): Connection {
	return {
		baseUrl: readBaseUrl(data.baseUrl),
		secretKey: readSecretKey(data.secretKey),
		credential: { id: '', name: '', type: 'elepayApi', data },
	};
}

/**
 * The same, read from the credential of a node that runs without items. Each look into it costs n8n
 * a database query.
 */
export async function connect(
	context: ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions,
): Promise<Connection> {
	return connectionOf(await context.getCredentials('elepayApi'));
}
