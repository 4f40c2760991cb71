import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { asFailure, type Failure } from '../../api/failure';
import { isObject } from '../../api/objects/apiObject';
import { readAnswer } from '../../api/readAnswer';
import { request } from '../../api/request';
import type { Call, Operation } from './operation';
import { Tries } from './retry';
import type { Row } from './row';
import type { Run } from './run';

/** Thrown for a row that the run's end has kept from being sent. */
export const RUN_OVER = Symbol('run over');

/**
 * Sends one call of a row, again where that is safe, until it has one outcome.
 *
 * @returns the answer's body
 * @throws {Failure} the call's final one, or `RUN_OVER`
 */
export async function sendCall(run: Run, row: Row, call: Call): Promise<unknown> {
	const { operation, options, progress } = run;
	const { account, position } = row;
	const changes = call.method !== 'GET';
	const tries = new Tries({
		maxTries: options.maxTries,
		retryUncertain: !changes || mayRepeat(operation, options.onUncertain),
	});
	// From an earlier try of n8n's "Retry On Fail"
	tries.uncertain = changes && progress.uncertain.has(position);

	const final = (failure: Failure) => {
		const told = operation.retell?.(failure, call, tries.uncertain) ?? failure;
		if (changes && tries.uncertain)
			progress.uncertain.set(position, { name: call.name, failure: told });
		return told;
	};

	for (;;) {
		await account.pace.turn();
		if (run.isOver) {
			if (tries.uncertain && tries.last) final(tries.last);
			throw RUN_OVER;
		}
		if (account.refusal) throw final(account.refusal);

		const startedAt = Date.now();
		tries.count++;
		try {
			const body = await attempt(run, row, call);
			account.pace.letThrough();
			if (changes) succeeded(run, row, call, body);
			return body;
		} catch (thrown) {
			if (run.isCancelled) throw RUN_OVER;

			const failure = asFailure(thrown);
			const delay = tries.delayAfter(failure);
			if (failure.rateLimited) account.pace.slowDown(startedAt, delay);
			else account.pace.letThrough();
			if (failure.keyRefused || account.pace.isHopeless) account.refuse(failure);
			if (delay === undefined) throw final(failure);
			// A rate limit's delay is everybody's: the pace has it
			if (!failure.rateLimited) await account.wait(delay);
		}
	}
}

function mayRepeat({ repeat }: Operation, onUncertain: 'fail' | 'retry'): boolean {
	return repeat === 'always' || (repeat === 'onRequest' && onUncertain === 'retry');
}

/** Notes what elepay has done for a row. */
function succeeded(
	{ operation, progress }: Run,
	{ position }: Row,
	call: Call,
	body: unknown,
): void {
	progress.uncertain.delete(position);
	const details = operation.effect?.details((body || {}) as IDataObject, call);
	if (details) progress.done.set(position, { name: call.name, details });
}

async function attempt(run: Run, { account }: Row, call: Call): Promise<unknown> {
	const { operation, source } = run;
	const { baseUrl, secretKey, credential } = account.connection;
	const options: IHttpRequestOptions = {
		...run.requestOptions.request,
		method: call.method,
		baseURL: baseUrl,
		url: call.url,
		body: call.body,
		qs: call.qs,
	};
	try {
		const answer = await request(source.context, options, run.options.timeout, credential);
		return readAnswer(answer, expectation(operation, call), {
			subject: call.subject,
			labels: run.labels,
			refusals: operation.refusals,
			secretKey,
		});
	} catch (thrown) {
		throw asFailure(thrown).without(secretKey);
	}
}

function expectation({ isExpected, gives }: Operation, call: Call) {
	const own = call.isExpected ?? isExpected;
	return (body: unknown): body is unknown => (own ? own(body) : isObject(body, gives));
}
