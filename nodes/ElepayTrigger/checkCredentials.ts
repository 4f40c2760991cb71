import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import { readBaseUrl, readSecretKey } from '../../credentials/connection';
import { checkSigningSecret } from './secret';

/**
 * Looks at the credentials before n8n starts to listen, for afterwards nobody watches: with a wrong
 * secret every event is turned away.
 *
 * @throws {NodeOperationError} if one of them can't be right
 */
export async function checkCredentials(context: IHookFunctions): Promise<void> {
	const { signingSecret } = await context.getCredentials('elepayWebhookApi');
	const { confirmWithApi } = context.getNodeParameter('options', {}) as IDataObject;
	if (confirmWithApi === true && !context.getNode().credentials?.elepayApi) {
		throw new NodeOperationError(
			context.getNode(),
			'Confirm Payment needs the Elepay API credential. Choose one above, or turn off Confirm Payment.',
		);
	}
	const api = confirmWithApi === true ? await context.getCredentials('elepayApi') : undefined;
	try {
		checkSigningSecret(signingSecret);
		if (api) {
			readSecretKey(api.secretKey);
			readBaseUrl(api.baseUrl);
		}
	} catch (thrown) {
		throw new NodeOperationError(context.getNode(), thrown as Error);
	}
}
