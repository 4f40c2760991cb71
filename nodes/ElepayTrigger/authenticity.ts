import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { asFailure } from '../api/failure';
import { checkSigningSecret, readSigningSecret } from './secret';
import { checkSignature, TOLERANCE } from './signature';
import { stateOf } from './triggerState';

/** The header that elepay signs with. */
const SIGNATURE_HEADER = 'elepay-signature';

/**
 * How long a signing secret is used again, in milliseconds. n8n sets up a sandbox for expressions
 * each time it reads a credential, which takes longer than everything else here.
 */
const SECRET_KEPT = 10_000;

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
	const check = (secret: string) =>
		checkSignature({ header: signatures, body, secret, tolerance, now: Date.now() });
	try {
		const kept = keptSecret(context);
		if (kept !== undefined && check(kept) === 'genuine') return undefined;
		// There may be a new one
		switch (check(await readSecret(context))) {
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

/** The secret that was read last, if that isn't long ago and the node still has the same credential. */
function keptSecret(context: IWebhookFunctions): string | undefined {
	const { secret } = stateOf(context);
	const isKept =
		secret !== undefined &&
		secret.credentialId === credentialId(context) &&
		Math.abs(Date.now() - secret.readAt) < SECRET_KEPT;
	return isKept ? secret.text : undefined;
}

/** @throws {UserError} if it can't be one */
async function readSecret(context: IWebhookFunctions): Promise<string> {
	const { signingSecret } = await context.getCredentials('elepayWebhookApi');
	checkSigningSecret(signingSecret);
	const text = readSigningSecret(signingSecret);
	stateOf(context).secret = { credentialId: credentialId(context), text, readAt: Date.now() };
	return text;
}

function credentialId(context: IWebhookFunctions) {
	return context.getNode().credentials?.elepayWebhookApi?.id;
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
