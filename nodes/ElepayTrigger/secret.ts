import {
	UserError,
	type ICredentialTestFunctions,
	type ICredentialsDecrypted,
	type INodeCredentialTestResult,
} from 'n8n-workflow';

/** The credential's signing secret without the white space of pasting; empty if there is none. */
export function readSigningSecret(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/**
 * Looks at the form of a signing secret, which is all that can be done before elepay has sent
 * something.
 *
 * @throws {UserError} if it is empty or something else that stands in the dashboard; the secret
 * never stands in the message
 */
export function checkSigningSecret(value: unknown): void {
	const secret = readSigningSecret(value);
	const source =
		"the elepay dashboard under Developer settings > Webhook, in the webhook's details";
	if (secret === '') {
		throw new UserError(`The Signing Secret is empty. Copy it from ${source}.`);
	}
	if (/^[sp]k_(test|live)_/.test(secret)) {
		throw new UserError(
			`The Signing Secret looks like an API key. Copy the webhook's signing secret from ${source}.`,
		);
	}
	if (/^https?:\/\//i.test(secret)) {
		throw new UserError(
			`The Signing Secret looks like a web address. Copy the webhook's signing secret from ${source}.`,
		);
	}
	if (!/^[\x21-\x7e]+$/.test(secret)) {
		throw new UserError(
			`The Signing Secret contains characters that secrets never have, such as spaces or line breaks. Copy it again from ${source}.`,
		);
	}
}

/** The credential's test, which n8n's rules ask for. There is nothing to call with a signing secret. */
export async function signingSecretTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		checkSigningSecret(data?.signingSecret);
	} catch (thrown) {
		return { status: 'Error', message: (thrown as UserError).message };
	}
	return {
		status: 'OK',
		message:
			'The secret looks valid. Whether it belongs to this webhook can be seen when elepay sends the first event.',
	};
}
