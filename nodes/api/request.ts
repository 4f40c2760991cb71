import {
	UserError,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IN8nHttpFullResponse,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { connectionFailure, timeOut } from './connectionFailure';
import { asFailure } from './failure';

/** English messages whatever the account's language; JSON or a refusal. */
const HEADERS = { Accept: 'application/json', 'Accept-Language': 'en' };

/**
 * One request with the key of the credential.
 *
 * @param options method, base URL, path, query and body
 * @param timeout milliseconds for the whole of it, the body's last byte included
 * @param credential spares n8n a database query and a decryption where it has been read before
 * @returns whatever answer came, also one that says no
 * @throws {Failure} if none came
 */
export async function request(
	context:
		| IExecuteFunctions
		| IExecuteSingleFunctions
		| ILoadOptionsFunctions
		| IPollFunctions
		| IWebhookFunctions,
	options: IHttpRequestOptions,
	timeout: number,
	credential?: ICredentialsDecrypted,
): Promise<IN8nHttpFullResponse> {
	const deadline = AbortSignal.timeout(timeout);
	const cancelSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const signal = cancelSignal ? AbortSignal.any([cancelSignal, deadline]) : deadline;
	// n8n's helper takes the signal from the context it is called with. Its own time-out is no
	// deadline: it starts anew with every byte that arrives.
	const withDeadline = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as typeof context;
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(
			withDeadline,
			'elepayApi',
			{
				...options,
				headers: HEADERS,
				timeout,
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
			},
			{ credentialsDecrypted: credential },
		)) as IN8nHttpFullResponse;
	} catch (thrown) {
		if (deadline.aborted) throw timeOut(timeout);
		const refusedBefore = userErrorIn(thrown);
		throw refusedBefore ? asFailure(refusedBefore) : connectionFailure(thrown);
	}
}

/** An objection of the credential's own checks, which n8n wraps. */
function userErrorIn(thrown: unknown): UserError | undefined {
	for (let error = thrown, depth = 0; error instanceof Error && depth < 6; depth++) {
		if (error instanceof UserError) return error;
		error = error.cause;
	}
	return undefined;
}
