import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

import { asFailure, Failure } from '../../api/failure';
import { toErrorItem, toNodeError, type Afterwards } from '../../api/nodeError';
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
	let isSendable = false;
	try {
		const call = operation.prepare(context, run.parameters);
		isSendable = true;
		const answer = await run.inTurn(
			async () => await sendCall(context, run, operation, call, options),
		);
		if (answer === NOT_SENT) return [];
		const items = await operation
			.toItems(context, answer, run.parameters, call)
			.catch((thrown: unknown) => {
				throw afterTheAnswer(thrown, call);
			});
		return items.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
	} catch (thrown) {
		if (!isSendable) run.unsendable.push(itemIndex);
		const failure = asFailure(thrown);
		if (!run.stopsOnFailure) return [toErrorItem(failure, itemIndex)];

		if (!run.end()) return [];
		await run.settled();
		throw toNodeError(context.getNode(), failure, itemIndex, afterwards(run, operation));
	}
}

/** elepay has done its part by then, which the message must not hide. */
function afterTheAnswer(thrown: unknown, { subject }: Call): Failure {
	const { message, description } = asFailure(thrown);
	return new Failure(`${subject} went through at elepay, but not here: ${message}`, {
		description: `Don't send this item again: correct the options, then use Get with the code's ID. ${description}`,
	});
}

/**
 * n8n drops the output of a run that stops half-way, so its message has to say what exists at
 * elepay by then.
 */
function afterwards<T>(run: Run, { effect }: Operation<T>): Afterwards {
	const done =
		effect && run.done.length > 0
			? `${run.done.length} ${effect} by then: ${listed(run.done)}`
			: undefined;
	const uncertain =
		effect && run.uncertain.length > 0
			? `Whether these exist isn't known: ${listed(run.uncertain)}`
			: undefined;
	const unsendable =
		run.unsendable.length > 1
			? `${run.unsendable.length} items of this run can't be sent as they are: ${listed(run.unsendable)}.`
			: undefined;
	return { message: [done, uncertain].filter(Boolean).join('. '), description: unsendable };
}

function listed(names: ReadonlyArray<string | number>): string {
	const shown = names.slice(0, NAMED_ROWS).join(', ');
	return names.length > NAMED_ROWS ? `${shown}, …` : shown;
}
