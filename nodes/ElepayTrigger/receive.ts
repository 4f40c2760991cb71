import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asFailure } from '../api/failure';
import { confirmed } from './confirm';
import { DUPLICATE, once, type Start } from './duplicates';
import { readEvent } from './event';
import { isWanted, readFilters } from './filters';
import { toOutput } from './output';
import { readSigningSecret } from './secret';
import { isSigned, TOLERANCE } from './signature';

/** The header that elepay signs with. */
const SIGNATURE_HEADER = 'elepay-signature';

/**
 * Answers one request to the trigger's URL.
 *
 * @returns the workflow's item, or none: what elepay hasn't signed is answered 401, what it has
 * signed but isn't an event 400, an event that isn't wanted or has come before 200, and one that
 * can't be confirmed at the moment 503, so that elepay sends it again
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { rawBody } = context.getRequestObject();
	if (!(await isFromElepay(context, rawBody))) return refuse(context, 401, 'Unauthorized');

	const event = readEvent(header(context, 'content-type'), rawBody);
	if (!event) return refuse(context, 400, 'Bad request');

	if (!isWanted(event, readFilters(context))) return accept('Not waited for');

	let start: Start<IDataObject> | undefined | typeof DUPLICATE;
	try {
		start = await once(context, event.id, async () => {
			const sure = readOptions(context).confirmWithApi ? await confirmed(context, event) : event;
			return sure && toOutput(sure, context.getNodeParameter('simplify', true) === true);
		});
	} catch (thrown) {
		context.logger.warn(`${context.getNode().name}: ${asFailure(thrown).message}`, {
			event: event.id,
		});
		return refuse(context, 503, 'Not confirmed yet');
	}
	if (start === DUPLICATE) return accept('Received before');
	if (!start) return accept('Not a payment by what elepay knows');
	return respond(start);
}

/** n8n starts the workflow with this and then asks what to answer. */
function respond({ output, confirm }: Start<IDataObject>): IWebhookResponseData {
	return {
		workflowData: [[{ json: output }]],
		get webhookResponse() {
			confirm();
			return { message: 'Received' };
		},
	};
}

/**
 * Whether elepay signed these bytes. Whatever else happens counts as no: without the bytes as they
 * came in, or without the secret, nobody can tell.
 */
async function isFromElepay(context: IWebhookFunctions, body: unknown): Promise<boolean> {
	const signatures = header(context, SIGNATURE_HEADER);
	if (signatures === undefined || !Buffer.isBuffer(body)) return false;
	try {
		const { signingSecret } = await context.getCredentials('elepayWebhookApi');
		return isSigned({
			header: signatures,
			body,
			secret: readSigningSecret(signingSecret),
			tolerance: readOptions(context).tolerance,
			now: Date.now(),
		});
	} catch (thrown) {
		// Not thrown on: anybody could fill the list of executions with failed ones
		context.logger.warn(`${context.getNode().name}: ${asFailure(thrown).message}`);
		return false;
	}
}

/** A header's value, whatever the case of its name, if there is exactly one. */
function header(context: IWebhookFunctions, name: string): string | undefined {
	const [value, ...more] = Object.entries(context.getHeaderData())
		.filter(([given]) => given.toLowerCase() === name)
		.flatMap(([, values]) => values);
	return more.length === 0 ? value : undefined;
}

function readOptions(context: IWebhookFunctions): { tolerance: number; confirmWithApi: boolean } {
	const { tolerance, confirmWithApi } = context.getNodeParameter('options', {}) as IDataObject;
	const seconds = Number(tolerance ?? TOLERANCE.default);
	return {
		tolerance: Math.min(TOLERANCE.max, Math.max(TOLERANCE.min, seconds)),
		confirmWithApi: confirmWithApi === true,
	};
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
