import { Failure, type Outcome } from './failure';

/** The connection couldn't be made, so nothing was sent. */
const NOT_CONNECTED: Record<string, string> = {
	ECONNREFUSED: 'The server refused the connection',
	ENOTFOUND: "The server couldn't be found",
	EAI_AGAIN: "The server couldn't be found",
	EHOSTUNREACH: "The server can't be reached from n8n",
	ENETUNREACH: "The network can't be reached from n8n",
	EADDRNOTAVAIL: 'The n8n server has no free network connections left',
	EMFILE: 'The n8n server has no free network connections left',
};

/** The connection broke off, at a time when elepay may have received the call. */
const CUT_OFF: Record<string, string> = {
	ECONNRESET: 'The connection was closed before a response arrived',
	EPIPE: 'The connection was closed before a response arrived',
	ERR_BAD_RESPONSE: 'The connection was closed in the middle of the response',
	ETIMEDOUT: "elepay didn't respond in time",
	ECONNABORTED: "elepay didn't respond in time",
};

const TLS = /^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;

const BASE_URL_HINT = 'Check the Base URL in the credential and the network of the n8n server.';

/**
 * A failure of the connection, told in words. Nothing of the thrown value is kept: an HTTP client's
 * errors carry the request's headers, and with them the key.
 *
 * @param thrown what the HTTP client threw, as n8n wraps it
 */
export function connectionFailure(thrown: unknown): Failure {
	const { code, connecting } = innermost(thrown);

	if (TLS.test(code)) {
		return new Failure("The server's security certificate isn't valid", {
			description: `Check the Base URL in the credential. A private deployment needs a certificate that n8n trusts. (${code})`,
		});
	}
	const outcome: Outcome = code in NOT_CONNECTED || connecting ? 'notProcessed' : 'uncertain';
	const what = NOT_CONNECTED[code] ?? CUT_OFF[code] ?? 'The connection to elepay was lost';
	return new Failure(what, {
		description: code ? `${BASE_URL_HINT} (${code})` : BASE_URL_HINT,
		outcome,
	});
}

/** No answer within the time that the node's options allow. */
export function timeOut(milliseconds: number): Failure {
	const seconds = milliseconds / 1000;
	return new Failure(
		`elepay didn't respond within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`,
		{
			description:
				'Try this row again in a few minutes, or give elepay more time in Options > Timeout.',
			outcome: 'uncertain',
		},
	);
}

/** The code Node's network layer gave, below what HTTP client and n8n have wrapped around it. */
function innermost(thrown: unknown): { code: string; connecting: boolean } {
	let code = '';
	let connecting = false;
	for (let error = thrown, depth = 0; isObject(error) && depth < 6; error = error.cause, depth++) {
		if (typeof error.code === 'string') code = error.code;
		// n8n before 2.41 loses the cause and keeps only its code
		else if (typeof error.httpCode === 'string' && /\D/.test(error.httpCode)) code = error.httpCode;
		if (error.syscall === 'connect') connecting = true;
	}
	return { code, connecting };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
