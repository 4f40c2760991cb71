import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

import { asFailure, type Failure } from '../answer/failure';
import { toErrorItem, toNodeError } from '../answer/nodeError';
import type { Call, Operation } from './operation';
import { Run } from './run';
import { NOT_SENT, sendCall } from './sendCall';

/** How many rows a message names before it only counts them. */
const NAMED_ROWS = 10;

/**
 * Makes the engine hand an operation's requests over to this package's transport, item by item:
 * the pagination function is the one place where a declarative node can wrap its request.
 *
 * All of a run's items are checked before the first of them is sent.
 */
export function perItem<T>(
	operation: Operation<T>,
): Pick<INodePropertyRouting, 'send' | 'operations'> {
	return {
		send: { paginate: true },
		operations: {
			async pagination(this: IExecutePaginationFunctions, { options }) {
				return await handleItem(this, operation, options);
			},
		},
	};
}

async function handleItem<T>(
	context: IExecutePaginationFunctions,
	operation: Operation<T>,
	options: DeclarativeRestApiSettings.HttpRequestOptions,
): Promise<INodeExecutionData[]> {
	const run = Run.of(context);
	const itemIndex = context.getItemIndex();
	try {
		const call = prepared(context, operation, run);
		const answer = await run.inTurn(
			async () => await sendCall(context, run, operation, call, options),
		);
		if (answer === NOT_SENT) return [];
		const items = await operation.toItems(context, answer, run.parameters, call);
		return items.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
	} catch (thrown) {
		const failure = asFailure(thrown);
		if (!run.stopsOnFailure) return [toErrorItem(failure, itemIndex)];

		// Only one row's failure is told; the engine drops what the others give
		if (run.waitSignal.aborted) return [];
		run.stop();
		await run.settled();
		throw toNodeError(context.getNode(), withWhatWasDone(failure, run, operation), itemIndex);
	}
}

function prepared<T>(
	context: IExecutePaginationFunctions,
	operation: Operation<T>,
	run: Run,
): Call {
	try {
		return operation.prepare(context, run.parameters);
	} catch (thrown) {
		run.unsendable.push(context.getItemIndex());
		throw thrown;
	}
}

/**
 * n8n drops the output of a run that stops half-way, so the message has to say what exists at
 * elepay by then.
 */
function withWhatWasDone<T>(failure: Failure, run: Run, operation: Operation<T>): Failure {
	const { effect } = operation;
	const message = [failure.message];
	if (effect && run.done.length > 0) {
		message.push(`${run.done.length} ${effect} by then: ${listed(run.done)}`);
	}
	if (effect && run.uncertain.length > 0) {
		message.push(`${run.uncertain.length} more may exist: ${listed(run.uncertain)}`);
	}
	const description =
		run.unsendable.length > 1
			? `${failure.description} The same run has ${run.unsendable.length} items that can't be sent as they are: ${listed(run.unsendable)}`
			: failure.description;
	return failure.retold(message.join('. '), description);
}

function listed(names: ReadonlyArray<string | number>): string {
	const shown = names.slice(0, NAMED_ROWS).join(', ');
	return names.length > NAMED_ROWS ? `${shown}, …` : shown;
}
