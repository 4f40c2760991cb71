import {
	NodeConnectionTypes,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { ParameterSource } from '../fields/parameters';

/** Where a run has its items from, and what n8n lets it do. */
export interface Source extends ParameterSource {
	readonly context: IExecuteFunctions | IExecuteSingleFunctions;
	readonly items: readonly INodeExecutionData[];
	/** n8n's index of the first item. */
	readonly firstIndex: number;
	/** The credential as it is for an item: an expression in it may give each item its own. */
	credential(itemIndex: number): Promise<ICredentialDataDecryptedObject>;
	/** Shows a note beside the output. */
	hint(message: string): void;
	/** What further tries with the same items have in common with this one; undefined if there are none. */
	readonly retried: object | undefined;
	/** All items have succeeded: what has been kept for a further try isn't needed any more. */
	succeeded?(): void;
}

const { AiTool } = NodeConnectionTypes;

/** All items that the node has got: the way in which n8n runs it. */
export function allItems(context: IExecuteFunctions): Source {
	const rows = context.getInputData();
	const items = rows.length > 0 ? rows : context.getInputData(0, AiTool);
	return {
		context,
		items,
		firstIndex: 0,
		parameter: (path, itemIndex) => context.getNodeParameter(path, itemIndex, ''),
		rawParameter: (name) => context.getNodeParameter(name, 0, '', { rawExpressions: true }),
		row: (itemIndex) => columnsOf(items[itemIndex]),
		credential: async (itemIndex) => await context.getCredentials('elepayApi', itemIndex),
		hint: (message) => context.addExecutionHints({ message, location: 'outputPane' }),
		retried: context.getNode().retryOnFail ? context.getExecuteData() : undefined,
	};
}

/**
 * One item: the way in which n8n runs a declarative node's routing, which is left for the tools of
 * agents. There the item is the tool's own, while `$json` and the node's execution data are the
 * agent's.
 */
export function oneItem(context: IExecuteSingleFunctions): Source {
	const own = context.getInputData();
	const isRow = Object.keys(columnsOf(own)).length > 0;
	const item = isRow ? own : context.getInputData(0, AiTool);
	return {
		context,
		items: [item],
		firstIndex: context.getItemIndex(),
		parameter: (path) => context.getNodeParameter(path, ''),
		rawParameter: (name) => context.getNodeParameter(name, '', { rawExpressions: true }),
		row: () => undefined,
		credential: async () => await context.getCredentials('elepayApi'),
		hint: () => undefined,
		...sameCall(context, item),
	};
}

/** What agents have called the tool with, by their execution. */
const calls = new WeakMap<object, Map<string, object>>();

/**
 * What the calls of a tool with the same values have in common, until one succeeds: n8n repeats a
 * call that fails ("Retry On Fail" of the tool), and so may the agent itself or a further try of it.
 */
function sameCall(
	context: IExecuteSingleFunctions,
	{ json }: INodeExecutionData,
): Pick<Source, 'retried' | 'succeeded'> {
	const execution = context.getExecuteData();
	const known = calls.get(execution) ?? new Map<string, object>();
	calls.set(execution, known);
	const key = JSON.stringify([context.getNode().name, context.getItemIndex(), json]);
	const retried = known.get(key) ?? {};
	known.set(key, retried);
	return { retried, succeeded: () => known.delete(key) };
}

/** An item's columns; some nodes give items without any. */
export function columnsOf(item: INodeExecutionData | undefined): IDataObject {
	return item?.json ?? {};
}
