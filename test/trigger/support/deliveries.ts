import { createHmac } from 'node:crypto';

import { request } from 'undici';

/** The endpoint's secret in these tests. */
export const SECRET = 'whsec_tests_own_secret';

export interface EventParts {
	id?: string;
	type?: string;
	liveMode?: boolean;
	object?: object;
	createTime?: number;
}

let events = 0;

/** An event as elepay documents it, with an ID of its own. */
export function eventOf({
	id = `evt_test_${++events}`,
	type = 'charge.succeeded',
	liveMode = false,
	object = { id: 'cha_1', object: 'charge', amount: 1200, orderNo: 'A-17', paid: true },
	createTime = Date.now(),
}: EventParts = {}) {
	return { id, object: 'event', createTime, liveMode, type, data: { object } };
}

/** Unix seconds. */
export const now = () => Math.floor(Date.now() / 1000);

/** elepay's HMAC, written down a second time and apart from the code under test. */
export function hmac(body: string | Buffer, t: number | string, secret = SECRET): string {
	const signed = Buffer.concat([Buffer.from(`${t}.`), Buffer.from(body)]);
	return createHmac('sha256', secret).update(signed).digest('hex');
}

/** The header's value for a body. */
export function signature(body: string | Buffer, t: number | string = now(), secret = SECRET) {
	return `t=${t},sign=${hmac(body, t, secret)}`;
}

export interface Answer {
	status: number;
	text: string;
}

/** Posts bytes with exactly these headers. */
export async function post(
	url: string,
	body: string | Buffer,
	headers: Record<string, string | string[]>,
): Promise<Answer> {
	const answer = await request(url, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
	});
	return { status: answer.statusCode, text: await answer.body.text() };
}

/**
 * Posts an event, or a body, as elepay would.
 *
 * @param t when it was signed, in Unix seconds
 */
export async function deliver(
	url: string,
	event: object | string | Buffer,
	t = now(),
): Promise<Answer> {
	const body = typeof event === 'string' || Buffer.isBuffer(event) ? event : JSON.stringify(event);
	return await post(url, body, { 'elepay-signature': signature(body, t) });
}
