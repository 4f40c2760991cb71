import type { IWebhookFunctions } from 'n8n-workflow';

import { Memory } from './memory';

/** What this process keeps of a trigger between two requests. */
export interface TriggerState {
	memory: Memory;
	/**
	 * The deliveries in work, by event ID. Each settles when it is clear whether the event has started
	 * the workflow; if so, it is in the memory by then.
	 */
	inWork: Map<string, Promise<void>>;
	/** The signing secret as it was read last, and when (epoch milliseconds). */
	secret?: { credentialId: string | null | undefined; text: string; readAt: number };
	/** When the log has last been told of a request that was turned away, in epoch milliseconds. */
	warnedAt: number;
}

const states = new Map<string, TriggerState>();

/** One state for each trigger that is published; for each test run a new one. */
export function stateOf(context: IWebhookFunctions): TriggerState {
	const fresh: TriggerState = { memory: new Memory(), inWork: new Map(), warnedAt: 0 };
	// Who sends an event again while testing wants to see it again
	if (context.getMode() === 'manual') return fresh;

	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const state = states.get(key) ?? fresh;
	states.set(key, state);
	return state;
}
