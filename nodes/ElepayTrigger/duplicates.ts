import type { IWebhookFunctions } from 'n8n-workflow';

import type { ElepayEvent } from './event';
import { stateOf, type TriggerState } from './triggerState';

/**
 * elepay sends an event again until it is answered 2xx, the same one may come twice anyway, and
 * somebody who has got hold of a request could send it again while its signature is valid. So the
 * events that have started a workflow are remembered:
 *
 * - in the workflow's static data, which n8n keeps in its database and which outlives restarts.
 *   n8n reads it when a request comes in and writes the whole of it back before it answers. Requests
 *   at the same moment don't see each other's changes, and the last one to write wins.
 * - in this process, which closes that gap.
 *
 * Where several processes take webhooks (n8n's queue mode), the gap stays. Of 100 events each whose
 * two copies came to two idle processes 0, 20, 100 and 1,000 ms apart, 100, 60, 8 and 1 started the
 * workflow twice; under load 95 to 99. What follows has to have its effect once by itself.
 */

/**
 * How long n8n may take to start a workflow after the sender has gone, in milliseconds. From then on
 * it counts as not started.
 */
const LONGEST_START = 60_000;

/** The event has started the workflow before. */
export const DUPLICATE = Symbol('duplicate');

/** Whether it has isn't known any more. */
export const FORGOTTEN = Symbol('forgotten');

/** An event that is to start the workflow. */
export interface Start<T> {
	output: T;
	/** To be called when n8n has started the workflow, before it saves the static data. */
	save(): void;
}

/**
 * Makes one attempt to start the workflow with an event, unless an earlier delivery has started it.
 * One that comes while another is in work waits for that one's outcome.
 *
 * @param attempt gives what the workflow starts with, or undefined if it isn't to start
 * @throws what `attempt` throws; the event then counts as not received
 */
export async function once<T>(
	context: IWebhookFunctions,
	{ id, createTime }: ElepayEvent,
	attempt: () => Promise<T | undefined>,
): Promise<Start<T> | undefined | typeof DUPLICATE | typeof FORGOTTEN> {
	const { memory, inWork } = stateOf(context);
	while (inWork.has(id)) await inWork.get(id);
	memory.learn(savedData(context).startedEvents);
	if (memory.has(id)) return DUPLICATE;
	if (memory.mayHaveForgotten(createTime)) return FORGOTTEN;

	const end = begin(inWork, id);
	let output: T | undefined;
	try {
		output = await attempt();
	} finally {
		if (output === undefined) end();
	}
	if (output === undefined) return undefined;

	const started = () => {
		memory.add(id, createTime);
		end();
	};
	whenAnswered(context, started, end);
	return {
		output,
		// n8n 2.41 doesn't notice what was written before: to start the workflow it makes another
		// object of the same static data, which takes the mark off that something has changed
		save() {
			started();
			savedData(context).startedEvents = memory.toData();
		},
	};
}

function savedData(context: IWebhookFunctions) {
	return context.getWorkflowStaticData('node');
}

/** @returns what ends it, in whichever way */
function begin(inWork: TriggerState['inWork'], id: string): () => void {
	let end = () => {};
	const work = new Promise<void>((resolve) => {
		end = () => {
			if (inWork.get(id) === work) inWork.delete(id);
			resolve();
		};
	});
	inWork.set(id, work);
	return end;
}

/**
 * Tells whether n8n has started the workflow by how it has answered the request. If the sender has
 * gone before, nothing tells that it hasn't, so that is taken for certain only after a while.
 */
function whenAnswered(
	context: IWebhookFunctions,
	started: () => void,
	notStarted: () => void,
): void {
	const response = context.getResponseObject();
	const tell = () => {
		const { writableFinished, statusCode } = response;
		if (!writableFinished) {
			AbortSignal.timeout(LONGEST_START).addEventListener('abort', notStarted, { once: true });
		} else if (statusCode >= 200 && statusCode < 300) started();
		else notStarted();
	};
	if (response.socket) response.once('close', tell);
	else tell();
}
