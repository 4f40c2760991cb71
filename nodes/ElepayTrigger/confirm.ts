import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { asFailure, Failure } from '../api/failure';
import { readAnswer } from '../api/readAnswer';
import { connect } from '../api/connection';
import { request } from '../api/request';
import type { ElepayEvent } from './event';
import { PAYMENT } from './eventTypes';

/** For the whole call, in milliseconds: elepay waits for the webhook's answer meanwhile. */
const TIMEOUT = 4_000;

/** elepay's code for an ID that it doesn't know. */
const UNKNOWN_ID = 'M002003';

/** What must not differ between the event's charge and the one that is read back. */
const SAME = ['id', 'amount', 'currency', 'orderNo', 'liveMode'];

interface Charge extends IDataObject {
	id: string;
	paid: boolean;
}

/**
 * Asks elepay itself whether a payment has been made. An event that doesn't tell of one passes.
 *
 * @returns the event with the charge as elepay has it now, or undefined if elepay doesn't know it
 * as paid, or as another payment than the event's
 * @throws {Failure | UserError} if elepay can't be asked, so that nothing is known
 */
export async function confirmed(
	context: IWebhookFunctions,
	event: ElepayEvent,
): Promise<ElepayEvent | undefined> {
	if (event.type !== PAYMENT) return event;

	const told = event.data.object;
	const charge = await readCharge(context, told.id, event.liveMode);
	if (!charge?.paid) return undefined;
	if (SAME.some((name) => told[name] !== undefined && told[name] !== charge[name]))
		return undefined;
	return { ...event, data: { ...event.data, object: charge } };
}

async function readCharge(
	context: IWebhookFunctions,
	id: unknown,
	liveMode: boolean,
): Promise<Charge | undefined> {
	if (typeof id !== 'string' || id === '') return undefined;

	const { baseUrl, secretKey } = await connect(context);
	refuseOtherMode(secretKey, liveMode);
	try {
		const answer = await request(
			context,
			{ method: 'GET', baseURL: baseUrl, url: `/charges/${encodeURIComponent(id)}` },
			TIMEOUT,
		);
		return readAnswer(answer, isCharge, { subject: `Charge '${id}'`, labels: {}, secretKey });
	} catch (thrown) {
		const failure = asFailure(thrown).without(secretKey);
		if (failure.body?.errorCode === UNKNOWN_ID) return undefined;
		throw failure;
	}
}

/** A key sees the charges of its own mode only, so every payment would look unknown. */
function refuseOtherMode(secretKey: string, liveMode: boolean): void {
	const keyMode = /^sk_(test|live)_/.exec(secretKey)?.[1];
	const eventMode = liveMode ? 'live' : 'test';
	if (keyMode !== undefined && keyMode !== eventMode) {
		throw new Failure(
			`The Elepay API credential has a ${keyMode} key, but this is a ${eventMode} event`,
			{ description: `Choose a credential with the ${eventMode} key of the same account.` },
		);
	}
}

function isCharge(body: unknown): body is Charge {
	return (
		typeof body === 'object' &&
		body !== null &&
		'id' in body &&
		typeof body.id === 'string' &&
		'paid' in body &&
		typeof body.paid === 'boolean'
	);
}
