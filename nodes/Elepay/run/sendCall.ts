import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { asFailure, Failure } from '../../api/failure';
import { isObject } from '../../api/objects/apiObject';
import { readAnswer } from '../../api/readAnswer';
import { request } from '../../api/request';
import { Tries } from '../../api/retry';
import type { Call, Operation, Repeat } from './operation';
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
	// In an earlier try of n8n's "Retry On Fail", which failed at something else
	const before = changes ? progress.answerTo(position, call) : undefined;
	if (before) return before.body;

	const { repeat = operation.repeat } = call;
	const tries = new Tries({
		maxTries: options.maxTries,
		retryUncertain: !changes || mayRepeat(repeat, options.onUncertain),
	});
	const earlier = changes ? progress.uncertain.get(position) : undefined;
	tries.uncertain = earlier !== undefined;

	const final = async (failure: Failure): Promise<unknown> => {
		const found = changes && tries.uncertain ? await look(run, row, call, failure) : undefined;
		if (found) return succeeded(run, row, call, found);

		if (changes && tries.uncertain) progress.uncertain.set(position, { name: call.name, failure });
		throw operation.retell?.(failure, call, tries.uncertain) ?? failure;
	};

	// From an earlier try of n8n's "Retry On Fail"
	if (earlier && repeat === 'never') return await final(earlier.failure);

	for (;;) {
		await account.pace.turn();
		const sent = await run.onTheWay(async () => {
			if (run.isOver || account.refusal) return undefined;
			tries.count++;
			const startedAt = Date.now();
			const answer = await attempt(run, row, call).catch((thrown: unknown) => {
				const failure = asFailure(thrown);
				return changes ? withDoubts(repeat, failure) : failure;
			});
			return { startedAt, answer };
		});
		if (!sent) {
			if (!run.isOver) return await final(account.refusal!);
			if (tries.last) await final(tries.last).catch(() => undefined);
			throw RUN_OVER;
		}
		const { startedAt, answer } = sent;
		if (!(answer instanceof Failure)) {
			account.pace.letThrough();
			return changes ? succeeded(run, row, call, answer) : answer;
		}
		if (run.isCancelled) throw RUN_OVER;

		const delay = tries.delayAfter(answer);
		if (answer.rateLimited) account.pace.slowDown(startedAt, delay);
		else account.pace.letThrough();
		if (answer.keyRefused || account.pace.isHopeless) account.refuse(answer);
		if (delay === undefined) return await final(answer);
		// A rate limit's delay is everybody's: the pace has it
		if (!answer.rateLimited) await account.wait(delay);
	}
}

/** How long, in milliseconds, elepay is given before each look for the effect of a call. */
const LOOKS = [0, 1_000, 3_000];

/**
 * Whether a call of unknown outcome has had its effect.
 *
 * @returns what it would have been answered with, or undefined where nothing shows
 */
async function look(run: Run, row: Row, call: Call, failure: Failure): Promise<unknown> {
	const { doneBefore = [] } = run.operation;
	if (doneBefore.includes(failure.body?.errorCode ?? '')) return {};
	if (!call.look) return undefined;
	for (const delay of LOOKS) {
		await row.account.wait(delay);
		if (run.isOver) return undefined;
		const found = await call.look(row).catch(() => undefined);
		if (found) return found;
	}
	return undefined;
}

/**
 * A gateway that says 503 may have passed the call on before. That is no reason to move money twice:
 * of what is never repeated, elepay's own word has to tell that nothing was done.
 */
function withDoubts(repeat: Repeat, failure: Failure): Failure {
	const isHearsay = failure.httpStatus === 503 && !failure.body;
	return repeat === 'never' && isHearsay ? failure.inDoubt() : failure;
}

function mayRepeat(repeat: Repeat, onUncertain: 'fail' | 'retry'): boolean {
	return repeat === 'always' || (repeat === 'onRequest' && onUncertain === 'retry');
}

/** Notes what elepay has done for a row, and gives its answer. */
function succeeded(
	{ operation, progress }: Run,
	{ position }: Row,
	call: Call,
	body: unknown,
): unknown {
	progress.uncertain.delete(position);
	progress.answered(position, call, body);
	const details = operation.effect?.details((body || {}) as IDataObject, call);
	if (details) progress.done.set(position, { name: call.name, details });
	return body;
}

async function attempt(run: Run, { account, labels }: Row, call: Call): Promise<unknown> {
	const { operation, source } = run;
	const { baseUrl, secretKey, credential } = account.connection;
	const options: IHttpRequestOptions = {
		...run.requestOptions.request,
		method: call.method,
		baseURL: baseUrl,
		url: call.url,
		body: call.body,
		qs: call.qs,
		arrayFormat: 'repeat',
	};
	try {
		const answer = await request(source.context, options, run.options.timeout, credential);
		return readAnswer(answer, expectation(operation, call), {
			subject: call.subject,
			labels,
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
