import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { asFailure } from '../api/failure';
import { checkSigningSecret, readSigningSecret } from './secret';
import { checkSignature, TOLERANCE } from './signature';

/** The header that elepay signs with. */
const SIGNATURE_HEADER = 'elepay-signature';

/** Why a request is turned away. */
export interface Doubt {
	/** Missing where nothing points to elepay as the sender: that is nobody's concern. */
	message?: string;
	/** How to go on. */
	description?: string;
}

/**
 * Whether elepay signed a request. Whatever else happens counts as no: without the bytes as they
 * came in, or without the secret, nobody can tell.
 *
 * @param body the bytes; n8n keeps none of a multipart form
 * @returns undefined if elepay did
 */
export async function doubtAbout(
	context: IWebhookFunctions,
	body: Buffer | undefined,
): Promise<Doubt | undefined> {
	const signatures = signatureHeader(context);
	if (signatures === undefined || !Buffer.isBuffer(body)) return {};

	const tolerance = readTolerance(context);
	try {
		const { signingSecret } = await context.getCredentials('elepayWebhookApi');
		checkSigningSecret(signingSecret);
		const secret = readSigningSecret(signingSecret);
		switch (checkSignature({ header: signatures, body, secret, tolerance, now: Date.now() })) {
			case 'genuine':
				return undefined;
			case 'other':
				return {
					message:
						"An event came in, but its signature doesn't match the Signing Secret of the credential",
					description:
						'Copy the secret again from the elepay dashboard under Developer settings > Webhook, from the details of the webhook with this URL: every webhook has its own.',
				};
			case 'late':
				return {
					message: `An event came in that was signed more than ${tolerance} seconds ago by this server's clock`,
					description:
						'Check the clock. If it is right, the event was sent late or by somebody else. Options > Clock Tolerance says how late is too late.',
				};
			case 'early':
				return {
					message:
						"An event came in that was signed more than five minutes ahead of this server's clock",
					description: 'Set the clock right.',
				};
		}
	} catch (thrown) {
		// Not thrown on: anybody could fill the list of executions with failed ones
		return { message: asFailure(thrown).message };
	}
}

/** The header's value, whatever the case of its name, if there is exactly one. */
function signatureHeader(context: IWebhookFunctions): string | undefined {
	const [value, ...more] = Object.entries(context.getHeaderData())
		.filter(([given]) => given.toLowerCase() === SIGNATURE_HEADER)
		.flatMap(([, values]) => values);
	return more.length === 0 ? value : undefined;
}

/** In seconds, within its limits. */
function readTolerance(context: IWebhookFunctions): number {
	const { tolerance } = context.getNodeParameter('options', {}) as IDataObject;
	const seconds = Number(tolerance ?? TOLERANCE.default);
	return Math.min(TOLERANCE.max, Math.max(TOLERANCE.min, seconds));
}
