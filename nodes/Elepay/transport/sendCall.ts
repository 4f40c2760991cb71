import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { asFailure, type Failure } from '../../api/failure';
import { readAnswer } from '../../api/readAnswer';
import type { Call, Operation } from './operation';
import { request } from '../../api/request';
import { Tries } from './retry';
import type { Run } from './run';

/** The request as the engine has put it together from the routing. */
type RoutedRequest = DeclarativeRestApiSettings.HttpRequestOptions;

/** A row that the run's end has kept from being sent. */
export const NOT_SENT = Symbol('not sent');

/**
 * Sends one row's call, again where that is safe, until it has one outcome.
 *
 * @returns the answer's body, or `NOT_SENT` if the run was over before
 * @throws {Failure} the row's final one
 */
export async function sendCall<T>(
	context: IExecutePaginationFunctions,
	run: Run,
	operation: Operation<T>,
	call: Call,
	routed: RoutedRequest,
): Promise<T | typeof NOT_SENT> {
	const { maxTries, onUncertain } = run.options;
	const tries = new Tries({
		maxTries,
		retryUncertain: operation.repeatable || onUncertain === 'retry',
	});

	const final = (failure: Failure) => {
		if (tries.uncertain) run.uncertain.push(call.name);
		return operation.retell?.(failure, call, tries.uncertain) ?? failure;
	};

	for (;;) {
		await run.pace.turn();
		if (run.isOver) {
			if (tries.uncertain) run.uncertain.push(call.name);
			return NOT_SENT;
		}
		if (run.refusal) throw final(run.refusal);

		const startedAt = Date.now();
		tries.count++;
		try {
			const body = await attempt(context, run, operation, call, routed);
			run.pace.letThrough();
			return body;
		} catch (thrown) {
			if (context.getExecutionCancelSignal()?.aborted) return NOT_SENT;

			const failure = asFailure(thrown);
			const delay = tries.delayAfter(failure);
			if (failure.rateLimited) run.pace.slowDown(startedAt, delay);
			else run.pace.letThrough();
			if (failure.keyRefused || run.pace.isHopeless) run.refuse(failure);
			if (delay === undefined) throw final(failure);
			// A rate limit's delay is everybody's: the pace has it
			if (!failure.rateLimited) await run.wait(delay);
		}
	}
}

async function attempt<T>(
	context: IExecutePaginationFunctions,
	run: Run,
	operation: Operation<T>,
	call: Call,
	routed: RoutedRequest,
): Promise<T> {
	const { baseUrl, secretKey, credential } = await run.connect(context);
	const options: IHttpRequestOptions = {
		...(routed as IHttpRequestOptions),
		baseURL: baseUrl,
		url: call.url ?? routed.url ?? '',
		body: call.body,
		qs: call.qs,
	};
	try {
		const answer = await request(context, options, run.options.timeout, credential);
		const body = readAnswer(answer, operation.isExpected, {
			subject: call.subject,
			labels: operation.labels,
			secretKey,
		});
		if (operation.effect) run.done.push(call.name);
		return body;
	} catch (thrown) {
		throw asFailure(thrown).without(secretKey);
	}
}
