import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { WEBHOOK_SECRET } from '../n8n/credentials';

/** An event as elepay sends it: every copy has the same bytes. */
export interface SignedEvent {
	id: string;
	orderNo: string;
	amount: number;
	body: string;
}

/** A payment of an order. */
export function paymentEvent(orderNo: string, amount: number): SignedEvent {
	const id = `evt_${randomUUID().replaceAll('-', '')}`;
	const now = Date.now();
	const charge = {
		id: `cha_${randomUUID().replaceAll('-', '')}`,
		object: 'charge',
		liveMode: false,
		status: 'captured',
		amount,
		currency: 'JPY',
		orderNo,
		paymentMethod: 'paypay',
		resource: 'web',
		createTime: now,
		paidTime: now,
	};
	const type = 'charge.succeeded';
	const event = { id, object: 'event', createTime: now, liveMode: false, type };
	return { id, orderNo, amount, body: JSON.stringify({ ...event, data: { object: charge } }) };
}

/**
 * Sends one copy of an event.
 *
 * @returns whether it was answered 2xx
 */
export async function deliver(url: string, { body }: SignedEvent): Promise<boolean> {
	const t = Math.floor(Date.now() / 1000);
	const sign = createHmac('sha256', WEBHOOK_SECRET).update(`${t}.${body}`).digest('hex');
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'elepay-signature': `t=${t},sign=${sign}` },
		body,
	}).catch(() => undefined);
	await answer?.arrayBuffer().catch(() => undefined);
	return answer?.ok === true;
}

/** elepay sends an event six times; it waits longer in between. */
const MOST_TRIES = 6;
const PAUSE_MS = 1_000;

/**
 * Sends one copy of an event until it is answered 2xx, as elepay does.
 *
 * @returns how often it was sent, and whether it was answered 2xx in the end
 */
export async function deliverAgain(
	url: string,
	event: SignedEvent,
): Promise<{ tries: number; taken: boolean }> {
	for (let tries = 1; ; tries++) {
		if (await deliver(url, event)) return { tries, taken: true };
		if (tries === MOST_TRIES) return { tries, taken: false };
		await wait(PAUSE_MS);
	}
}
