import { type Dispatcher, request } from 'undici';

import type { Sandbox } from '../../../sandbox/server';

export const TEST_KEY = 'sk_test_sandbox0000';
export const LIVE_KEY = 'sk_live_sandbox0000';

/** Anything: tests look into answers of every shape. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	json: Json;
}

export interface CallOptions {
	key?: string | null;
	headers?: Record<string, string>;
	body?: unknown;
	/** Sent as it is, in place of `body`. */
	raw?: string;
	signal?: AbortSignal;
}

function parsed(text: string): Json {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Calls the sandbox as a client of elepay does, e.g. `call(sandbox, 'POST /codes', { body })`. */
export async function call(
	{ url }: Pick<Sandbox, 'url'>,
	route: string,
	{ key = TEST_KEY, headers = {}, body, raw, signal }: CallOptions = {},
): Promise<Answer> {
	const [method, path] = route.split(' ') as [Dispatcher.HttpMethod, string];
	const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
	const answer = await request(url + path, {
		method,
		headers: {
			...(key !== null && { authorization: `Bearer ${key}` }),
			...(content !== undefined && { 'content-type': 'application/json' }),
			...headers,
		},
		...(content !== undefined && { body: content }),
		...(signal && { signal }),
	});
	const text = await answer.body.text();
	return { status: answer.statusCode, headers: answer.headers, text, json: parsed(text) };
}

let orders = 0;

/** The smallest body that creates a code, with an order number of its own. */
export function order(fields: Record<string, unknown> = {}): Record<string, unknown> {
	orders += 1;
	return { amount: 1200, orderNo: `ORDER-${orders}`, ...fields };
}

/** Creates a code, or fails the test. */
export async function create(
	sandbox: Pick<Sandbox, 'url'>,
	fields: Record<string, unknown> = {},
	options: CallOptions = {},
): Promise<Json> {
	const answer = await call(sandbox, 'POST /codes', { body: order(fields), ...options });
	expect(answer.text).toContain('"object":"code"');
	return answer.json;
}

/** The error code, HTTP status and parameter of a refusal. */
export function refusal({ status, json }: Answer): unknown[] {
	return [status, json?.errorCode, json?.parameterName];
}
