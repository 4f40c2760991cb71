import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { shorten } from './words';
import { ERROR_CODES, otherErrorCode, type ErrorCode } from './errorCodes';
import { blotOut, Failure, type ElepayErrorBody, type Outcome } from './failure';

/** What an answer is read with. */
export interface AnswerWords {
	/** What the call is about, in the user's words. */
	subject: string;
	/**
	 * The labels of the fields, by the parameter names elepay uses; empty for the parameter that the
	 * subject itself names.
	 */
	labels: Record<string, string>;
	/** What elepay's error codes mean for this call, where that isn't what they mean everywhere. */
	refusals?: Readonly<Record<string, ErrorCode>>;
	/** What must not show, should the other side have sent it back. */
	secretKey: string;
}

/**
 * The one door for whatever comes back over HTTP, good or bad.
 *
 * @param answer the whole answer; its body is parsed where it was JSON, otherwise text
 * @param isExpected tells whether a body is what the call promises
 * @returns the body, unchanged
 * @throws {Failure} for elepay's refusals, foreign bodies and answers that aren't what was asked for
 */
export function readAnswer<T>(
	answer: IN8nHttpFullResponse,
	isExpected: (body: unknown) => body is T,
	words: AnswerWords,
): T {
	const isSuccess = answer.statusCode >= 200 && answer.statusCode < 300;
	if (isSuccess && !isErrorBody(answer.body) && isExpected(answer.body)) return answer.body;

	// Before anything of it is shortened, which would leave a part of the key behind
	const told = { ...answer, body: blotOut(answer.body, words.secretKey) };
	if (isErrorBody(told.body)) throw refusal(told.body, told, words);
	throw isSuccess ? notAsPromised(told) : foreignAnswer(told);
}

function notAsPromised({ statusCode: httpStatus, body }: IN8nHttpFullResponse): Failure {
	return new Failure("elepay's response was incomplete or unexpected", {
		description: `The response had the status ${httpStatus} and ${bodyInWords(body)}. Check the Base URL in the credential, and whether there is a proxy between n8n and elepay.`,
		outcome: 'uncertain',
		httpStatus,
	});
}

function isErrorBody(body: unknown): body is ElepayErrorBody {
	return (
		typeof body === 'object' &&
		body !== null &&
		'errorCode' in body &&
		typeof body.errorCode === 'string' &&
		body.errorCode !== ''
	);
}

function refusal(
	body: ElepayErrorBody,
	answer: IN8nHttpFullResponse,
	{ subject, labels, refusals = {} }: AnswerWords,
): Failure {
	const { errorCode } = body;
	const table = [refusals, ERROR_CODES].find((codes) => Object.hasOwn(codes, errorCode));
	const entry = table?.[errorCode] ?? otherErrorCode(errorCode);
	const parameter = parameterLabel(body.parameterName, labels);
	return new Failure(entry.message({ subject, parameter }), {
		description: `${entry.description} ${ownWords(body)}`,
		outcome: entry.outcome,
		rateLimited: entry.rateLimited ?? answer.statusCode === 429,
		keyRefused: entry.keyRefused,
		httpStatus: answer.statusCode,
		retryAfter: retryAfter(answer),
		body,
	});
}

/** "items[0].price" is known by the label of "items". */
function parameterLabel(name: unknown, labels: Record<string, string>): string | undefined {
	if (typeof name !== 'string' || name === '') return undefined;
	const property = name.split(/[.[]/)[0]!;
	const label = Object.hasOwn(labels, property) ? labels[property] : `"${shorten(name)}"`;
	return label || undefined;
}

/** elepay's own message and what its support asks for. */
function ownWords({ message, errorCode, requestId, providerError }: ElepayErrorBody): string {
	const provider = isText(providerError?.message)
		? `; the payment provider: "${providerError.message}"`
		: '';
	const reference = requestId ? `${errorCode}, request ${requestId}` : errorCode;
	if (!isText(message) && provider === '') return `(${reference})`;
	const said = isText(message) ? `"${message}"` : 'nothing';
	return `elepay says: ${said}${provider} (${reference})`;
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

const STATUS: Record<number, { message: string; description: string; outcome: Outcome }> = {
	429: {
		message: 'elepay is receiving too many requests',
		description: 'Run the rows again later, or lower Options > Max Concurrency.',
		outcome: 'notProcessed',
	},
	503: {
		message: 'elepay is temporarily unavailable',
		description: 'Run this row again later.',
		outcome: 'notProcessed',
	},
	502: {
		message: "elepay didn't respond",
		description: 'Try this row again in a few minutes.',
		outcome: 'uncertain',
	},
	504: {
		message: "elepay didn't respond in time",
		description: 'Try this row again in a few minutes.',
		outcome: 'uncertain',
	},
};

/** An answer that elepay's API didn't write: of a proxy, a load balancer, another server. */
function foreignAnswer(answer: IN8nHttpFullResponse): Failure {
	const { statusCode: httpStatus, body } = answer;
	const what = `The response had the status ${httpStatus} and ${bodyInWords(body)}.`;
	const known = STATUS[httpStatus];
	if (known) {
		return new Failure(known.message, {
			description: `${known.description} ${what}`,
			outcome: known.outcome,
			rateLimited: httpStatus === 429,
			httpStatus,
			retryAfter: retryAfter(answer),
		});
	}
	if (httpStatus >= 500 || httpStatus === 408) {
		return new Failure("elepay couldn't process this request", {
			description: `Try this row again in a few minutes. ${what}`,
			outcome: 'uncertain',
			httpStatus,
		});
	}
	if (httpStatus >= 300 && httpStatus < 400) {
		return new Failure(
			"The server redirected the request. For security, this node doesn't follow redirects",
			{
				description: `Check the Base URL in the credential: elepay's API doesn't redirect, and the secret key isn't sent to other addresses. ${what}`,
				httpStatus,
			},
		);
	}
	return new Failure("The response didn't come from the elepay API", {
		description: `Check the Base URL in the credential, and whether there is a proxy between n8n and elepay. ${what}`,
		httpStatus,
	});
}

function bodyInWords(body: unknown): string {
	if (body === undefined || body === null || body === '') return 'no content';
	if (typeof body !== 'string') return 'unexpected JSON';
	return /^\s*<(!doctype|html|\?xml)/i.test(body)
		? 'a web page as its content'
		: `this content: "${shorten(body.trim(), 80)}"`;
}

/** Retry-After in milliseconds: seconds or a date, as HTTP allows. */
function retryAfter({ headers }: IN8nHttpFullResponse): number | undefined {
	const value = headers['retry-after'];
	if (typeof value !== 'string') return undefined;
	const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
