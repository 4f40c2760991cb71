import { UserError } from 'n8n-workflow';

/** Where elepay answers unless the merchant has a host of their own. */
export const DEFAULT_BASE_URL = 'https://api.elepay.io';

/** Where to put right what a check objects to. */
const WHERE =
	'Open the Elepay API credential, change it, and save. n8n tests it right away. Then run the workflow again.';

/** An objection to a credential. All of it is in its message: n8n's test shows no more. */
export function refused(message: string): UserError {
	return new UserError(message, { description: WHERE });
}

/**
 * The secret key as it is sent, without the white space that pasting leaves around it.
 *
 * @param value the credential's "Secret Key"
 * @returns the trimmed key; it is never in a message that this function throws
 * @throws {UserError} if it is empty, a publishable key, or can't be a key at all
 */
export function readSecretKey(value: unknown): string {
	const key = typeof value === 'string' ? value.trim() : '';
	if (key === '') {
		throw refused(
			'The Secret Key of the Elepay API credential is empty. Copy the secret key (sk_test_… or sk_live_…) from the elepay dashboard under Developer settings > API keys.',
		);
	}
	if (/^pk_/i.test(key)) {
		throw refused(
			'The Elepay API credential contains a publishable key (pk_…). Use the secret key (sk_test_… or sk_live_…), listed next to it in the elepay dashboard under Developer settings > API keys.',
		);
	}
	if (!/^[\x21-\x7e]+$/.test(key)) {
		throw refused(
			'The Secret Key of the Elepay API credential contains characters that keys never have, such as spaces or line breaks. Copy it again from the elepay dashboard under Developer settings > API keys.',
		);
	}
	return key;
}

/**
 * The address of elepay's API, without a slash at its end.
 *
 * @param value the credential's "Base URL"; empty means elepay itself
 * @throws {UserError} if it isn't an https address. Plain http is taken from this machine only
 * (localhost, 127.x.x.x, ::1): anywhere else the secret key would travel in the clear.
 */
export function readBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return DEFAULT_BASE_URL;

	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
		throw refused(
			`The Base URL of the Elepay API credential isn't a web address. Use ${DEFAULT_BASE_URL}, or the https address of your private deployment.`,
		);
	}
	if (url.username || url.password) {
		throw refused(
			'The Base URL of the Elepay API credential contains a user name or password. Enter only the address; the key goes into Secret Key.',
		);
	}
	if (!isProtected(url)) {
		throw refused(
			`${url.host}, the Base URL of the Elepay API credential, would receive the secret key unencrypted. Use https://. Only a sandbox on the n8n server itself (localhost) can use http://.`,
		);
	}
	return url.href.replace(/\/+$/, '');
}

/**
 * Whether nobody on the way can read what is sent to this address: https, or this very machine.
 * `URL` has brought every spelling of an IPv4 address ("127.1") into its dotted form by then.
 */
export function isProtected(url: URL): boolean {
	if (url.protocol === 'https:') return true;
	return (
		url.protocol === 'http:' &&
		/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname.replace(/\.$/, ''))
	);
}
