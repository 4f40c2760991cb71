import './bootstrap';
import { randomUUID } from 'node:crypto';
import { PollContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { triggerWorkflow, type TriggerOptions } from './triggerNode';

export interface PollerOptions extends TriggerOptions {
	/** How many milliseconds n8n gives a look. Default: n8n's own. */
	budgetMs?: number;
}

export interface Poller {
	/** One entry per workflow started: the items of each output of the trigger. */
	readonly executions: INodeExecutionData[][][];
	/** What the node told as failed executions without failing itself. */
	readonly reported: Error[];
	/** The workflow's static data as n8n's database would hold it. */
	readonly staticData: IDataObject;
	/**
	 * What n8n does when it starts or the workflow is published: it takes the saved static data, looks
	 * at once and saves. What the node throws is thrown: n8n doesn't publish then.
	 */
	activate(): Promise<void>;
	/**
	 * What n8n does at one of the poll times. Static data is saved only if the node has given items.
	 * What the node throws is thrown: n8n records a failed execution and goes on.
	 */
	look(): Promise<void>;
	/** What "Fetch Test Event" in the editor shows. Nothing is saved. */
	test(): Promise<INodeExecutionData[][] | null>;
}

/**
 * A polling trigger, run as n8n's own scheduler runs it: the node in n8n-core's PollContext, one
 * workflow with its static data from one activation to the next, no lock between two looks.
 */
export function createPoller({
	workflowId = randomUUID(),
	budgetMs,
	...options
}: PollerOptions): Poller {
	const { engine } = options;
	const executions: INodeExecutionData[][][] = [];
	const reported: Error[] = [];
	let saved = JSON.stringify(options.staticData ?? {});

	const open = () => triggerWorkflow({ ...options, workflowId }, JSON.parse(saved) as IDataObject);
	let published = open();

	const save = ({ workflow }: typeof published) => {
		if (workflow.staticData.__dataChanged === true) saved = JSON.stringify(workflow.staticData);
	};
	const poll = async ({ workflow, node, nodeType }: typeof published, isTest = false) => {
		if (!nodeType.poll) throw new Error(`${node.type} has no poll function`);
		const additionalData = createAdditionalData({ credentialsHelper: engine.credentials });
		const context = isTest
			? new PollContext(workflow, node, additionalData, 'manual', 'manual')
			: new PollContext(
					workflow,
					node,
					additionalData,
					'trigger',
					'activate',
					() => undefined,
					(error) => reported.push(error),
				);
		if (budgetMs !== undefined) {
			Object.defineProperty(context, 'getPollBudgetMs', { value: () => budgetMs });
		}
		return await nodeType.poll.call(context);
	};
	const look = async (own: typeof published) => {
		const found = await poll(own);
		if (!found) return;
		save(own);
		executions.push(found);
	};

	return {
		executions,
		reported,
		get staticData() {
			return JSON.parse(saved) as IDataObject;
		},
		async activate() {
			published = open();
			await look(published);
			save(published);
		},
		look: async () => await look(published),
		test: async () => await poll(open(), true),
	};
}
