import {
	NodeOperationError,
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { asFailure } from '../api/failure';
import { doubtAbout, type Doubt } from './authenticity';
import { confirmed } from './confirm';
import { DUPLICATE, FORGOTTEN, once, type Start } from './duplicates';
import { readEvent } from './event';
import { isWanted, readFilters } from './filters';
import { toOutput } from './output';
import { stateOf } from './triggerState';

/** How seldom the log is told of requests that are turned away, in milliseconds. */
const BETWEEN_WARNINGS = 60_000;

/**
 * Answers one request to the trigger's URL.
 *
 * @returns the workflow's item, or none: what elepay hasn't signed is answered 401, what it has
 * signed but isn't an event 400, an event that isn't wanted or has come before 200, and one that
 * can't be confirmed at the moment, or of which isn't known any more whether it has come before, 503,
 * so that elepay sends it again
 * @throws {NodeOperationError} only while testing: what elepay seems to have sent but hasn't signed
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { rawBody } = context.getRequestObject();
	const doubt = await doubtAbout(context, rawBody);
	if (doubt) return turnAway(context, doubt);

	const event = readEvent(rawBody);
	if (!event) return refuse(context, 400, 'Bad request');

	if (!isWanted(event, readFilters(context))) return accept('Not waited for');

	let start: Start<IDataObject> | undefined | typeof DUPLICATE | typeof FORGOTTEN;
	try {
		start = await once(context, event, async () => {
			const { confirmWithApi } = context.getNodeParameter('options', {}) as IDataObject;
			const sure = confirmWithApi === true ? await confirmed(context, event) : event;
			const isSimple = context.getNodeParameter('simplify', true) === true;
			return sure && toOutput(sure, isSimple ? context.getTimezone() : undefined);
		});
	} catch (thrown) {
		context.logger.warn(`${context.getNode().name}: ${asFailure(thrown).message}`, {
			event: event.id,
		});
		return refuse(context, 503, 'Not confirmed yet');
	}
	if (start === DUPLICATE) return accept('Received before');
	if (start === FORGOTTEN) {
		warn(context, `So many events have come that it isn't known whether ${event.id} came before`);
		return refuse(context, 503, 'Perhaps received before');
	}
	if (!start) return accept('Not a payment by what elepay knows');
	return respond(start);
}

/** n8n starts the workflow with this and then asks what to answer. */
function respond({ output, save }: Start<IDataObject>): IWebhookResponseData {
	return {
		workflowData: [[{ json: output }]],
		get webhookResponse() {
			save();
			return { message: 'Received' };
		},
	};
}

/**
 * Starts nothing. While testing, n8n shows what is thrown at the node and runs no other, so that a
 * wrong secret is seen; an item would go on into the workflow, where it could be taken for a payment.
 */
function turnAway(
	context: IWebhookFunctions,
	{ message, description }: Doubt,
): IWebhookResponseData {
	if (message !== undefined) {
		warn(context, [message, description].filter(Boolean).join('. '));
		if (context.getMode() === 'manual') {
			throw new NodeOperationError(context.getNode(), message, { description });
		}
	}
	return refuse(context, 401, 'Unauthorized');
}

/** Tells n8n's log, seldom enough that nobody can fill it from outside. */
function warn(context: IWebhookFunctions, message: string): void {
	const state = stateOf(context);
	if (Date.now() - state.warnedAt < BETWEEN_WARNINGS) return;
	state.warnedAt = Date.now();
	context.logger.warn(`${context.getNode().name}: ${message}`);
}

/** Answered 2xx, for elepay has nothing to send again; starts nothing. */
function accept(message: string): IWebhookResponseData {
	return { webhookResponse: { message } };
}

/** Starts nothing. */
function refuse(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).send(text);
	return { noWebhookResponse: true };
}
