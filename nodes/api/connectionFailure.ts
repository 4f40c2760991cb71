import { Failure, type Outcome } from './failure';

/** The connection couldn't be made, so nothing was sent. */
const NOT_CONNECTED: Record<string, string> = {
	ECONNREFUSED: 'The server refused the connection',
	ENOTFOUND: "The server's name isn't known",
	EAI_AGAIN: "The server's name couldn't be looked up",
	EHOSTUNREACH: "The server can't be reached from here",
	ENETUNREACH: "The network can't be reached from here",
	EADDRNOTAVAIL: 'This machine has no free connection left',
	EMFILE: 'This machine has no free connection left',
};

/** The connection broke off, at a time when elepay may have received the call. */
const CUT_OFF: Record<string, string> = {
	ECONNRESET: 'The connection was cut before the answer had come',
	EPIPE: 'The connection was cut before the answer had come',
	ERR_BAD_RESPONSE: 'The connection was cut in the middle of the answer',
	ETIMEDOUT: 'No answer came in time',
	ECONNABORTED: 'No answer came in time',
};

const TLS = /^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;

const BASE_URL_HINT =
	'Check the Base URL in the credential and the network of the machine n8n runs on.';

/**
 * A failure of the connection, told in words. Nothing of the thrown value is kept: an HTTP client's
 * errors carry the request's headers, and with them the key.
 *
 * @param thrown what the HTTP client threw, as n8n wraps it
 */
export function connectionFailure(thrown: unknown): Failure {
	const { code, connecting } = innermost(thrown);

	if (TLS.test(code)) {
		return new Failure("The server's certificate isn't valid for a protected connection", {
			description: `Check the Base URL in the credential. A server of your own needs a certificate that n8n trusts. (${code})`,
		});
	}
	const outcome: Outcome = code in NOT_CONNECTED || connecting ? 'notProcessed' : 'uncertain';
	const what = NOT_CONNECTED[code] ?? CUT_OFF[code] ?? 'The connection to elepay broke off';
	return new Failure(what, {
		description: code ? `${BASE_URL_HINT} (${code})` : BASE_URL_HINT,
		outcome,
	});
}

/** No answer within the time that the node's options allow. */
export function timeOut(milliseconds: number): Failure {
	const seconds = milliseconds / 1000;
	return new Failure(`No answer came within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`, {
		description:
			'Try this row again in a few minutes, or give elepay more time in Options > Timeout.',
		outcome: 'uncertain',
	});
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
