import type {
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { readBaseUrl, readSecretKey } from '../../../credentials/connection';

/** Where calls are sent. */
export interface Connection {
	baseUrl: string;
	/** Only for keeping it out of what is shown. */
	secretKey: string;
}

/**
 * Reads the credential. Each look into it costs n8n a database query.
 *
 * @throws {UserError} if its key or base URL can't be right
 */
export async function connect(
	context: IExecuteSingleFunctions | ILoadOptionsFunctions | IWebhookFunctions,
): Promise<Connection> {
	const { baseUrl, secretKey } = await context.getCredentials('elepayApi');
	return { baseUrl: readBaseUrl(baseUrl), secretKey: readSecretKey(secretKey) };
}
