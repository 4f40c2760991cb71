import type {
	ICredentialsDecrypted,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { readBaseUrl, readSecretKey } from '../../credentials/connection';

/** Where calls are sent. */
export interface Connection {
	baseUrl: string;
	/** Only for keeping it out of what is shown. */
	secretKey: string;
	/** The credential as n8n has decrypted it. */
	credential: ICredentialsDecrypted;
}

/**
 * Reads the credential. Each look into it costs n8n a database query.
 *
 * @throws {UserError} if its key or base URL can't be right
 */
export async function connect(
	context: IExecuteSingleFunctions | ILoadOptionsFunctions | IWebhookFunctions,
): Promise<Connection> {
	const data = await context.getCredentials('elepayApi');
	return {
		baseUrl: readBaseUrl(data.baseUrl),
		secretKey: readSecretKey(data.secretKey),
		credential: { id: '', name: '', type: 'elepayApi', data },
	};
}
