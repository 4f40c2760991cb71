import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/**
 * elepay sends an event again until it is answered 2xx, and the same one may come twice anyway. So
 * the events that have started a workflow are remembered:
 *
 * - in the workflow's static data, which n8n keeps in its database and which outlives restarts.
 *   n8n reads it when a request comes in and writes the whole of it back before it answers. Requests
 *   at the same moment don't see each other's changes, and the last one to write wins.
 * - in this process, which closes that gap. A claim here comes to an end when n8n answers anything
 *   but 2xx: the workflow hasn't started, and elepay's next try has to get through.
 *
 * Where several processes take webhooks (n8n's queue mode), copies that come to two of them within
 * the same few milliseconds aren't told apart. elepay's own retries are at least a minute apart.
 */

const MOST_EVENTS = 1_000;

const DAY = 24 * 60 * 60 * 1_000;

/** An event of which a delivery is in work or has been. */
interface Claim {
	/** Epoch milliseconds. */
	since: number;
	/** Settles as soon as it is clear whether the delivery is to start the workflow. */
	decided: Promise<boolean>;
	/** Whether n8n has started it. */
	started: boolean;
}

type Claims = Map<string, Claim>;

/** The claims of each trigger. */
const claimsByTrigger = new Map<string, Claims>();

export const DUPLICATE = Symbol('duplicate');

/** An event that is to start the workflow. */
export interface Start<T> {
	output: T;
	/** To be called when n8n has started the workflow, before it saves the static data. */
	confirm(): void;
}

/**
 * Makes one attempt to start the workflow with an event, unless an earlier delivery has started it.
 * One that comes while another is still being attempted waits for that one's outcome.
 *
 * @param attempt gives what the workflow starts with, or undefined if it isn't to start
 * @throws what `attempt` throws; the event then counts as not received
 */
export async function once<T>(
	context: IWebhookFunctions,
	eventId: string,
	attempt: () => Promise<T | undefined>,
): Promise<Start<T> | undefined | typeof DUPLICATE> {
	const claims = claimsOf(context);
	for (let claim = claims.get(eventId); claim; claim = claims.get(eventId)) {
		if (await claim.decided) return DUPLICATE;
	}
	if (isSaved(context, eventId)) return DUPLICATE;

	const release = () => {
		if (claims.get(eventId) === claim) claims.delete(eventId);
		return false;
	};
	const attempting = attempt();
	const claim: Claim = {
		since: Date.now(),
		decided: attempting.then((output) => output !== undefined || release(), release),
		started: false,
	};
	claims.set(eventId, claim);

	const output = await attempting;
	if (output === undefined) return undefined;
	remember(context, eventId, claims);
	whenAnswered(context, (started) => {
		if (started) claim.started = true;
		else release();
	});
	return {
		output,
		// n8n 2.41 doesn't notice what was written before: to start the workflow it makes another
		// object of the same static data, which takes the mark off that something has changed
		confirm() {
			claim.started = true;
			remember(context, eventId, claims);
		},
	};
}

/**
 * This process's claims of the trigger. The address belongs to the key because one process can
 * be several servers, as in tests; elepay always calls the same one.
 */
function claimsOf(context: IWebhookFunctions): Claims {
	// Test runs start anew each time: who sends an event again wants to see it again
	if (context.getMode() === 'manual') return new Map();

	const { host = '' } = context.getHeaderData() as { host?: string };
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, host]);
	const claims = claimsByTrigger.get(key) ?? new Map<string, Claim>();
	claimsByTrigger.set(key, claims);

	// Oldest first
	for (const [eventId, { since }] of claims) {
		if (claims.size <= MOST_EVENTS && !isOver(since)) break;
		claims.delete(eventId);
	}
	return claims;
}

/** The events that have started a workflow by what n8n has saved, with the time of each. */
function savedEvents(context: IWebhookFunctions): IDataObject {
	return (context.getWorkflowStaticData('node').startedEvents ?? {}) as IDataObject;
}

function isSaved(context: IWebhookFunctions, eventId: string): boolean {
	const events = savedEvents(context);
	return Object.hasOwn(events, eventId) && !isOver(events[eventId]);
}

/** Writes the event into the static data, and those that a request at the same moment has dropped. */
function remember(context: IWebhookFunctions, eventId: string, claims: Claims): void {
	const events = new Map<string, unknown>(Object.entries(savedEvents(context)));
	for (const [id, { since, started }] of claims) {
		if (started) events.set(id, since);
	}
	events.set(eventId, Date.now());
	const newest = [...events]
		.filter((event): event is [string, number] => !isOver(event[1]))
		.sort(([, a], [, b]) => b - a);
	context.getWorkflowStaticData('node').startedEvents = Object.fromEntries(
		newest.slice(0, MOST_EVENTS),
	);
}

/**
 * Tells, when the request is over, whether n8n has answered it with 2xx. A connection that has been
 * cut before tells nothing, so then the static data alone has to know.
 */
function whenAnswered(context: IWebhookFunctions, tell: (started: boolean) => void): void {
	const response = context.getResponseObject();
	if (!response.socket) {
		tell(false);
		return;
	}
	response.once('close', () => {
		const { writableFinished, statusCode } = response;
		tell(writableFinished && statusCode >= 200 && statusCode < 300);
	});
}

/** Whether a time is no time at all or more than a day ago. */
function isOver(since: unknown): boolean {
	return typeof since !== 'number' || Date.now() - since > DAY;
}
