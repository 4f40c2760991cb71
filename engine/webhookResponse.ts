import type { ServerResponse } from 'node:http';

/** The part of Express's response that webhook nodes use. */
export interface WebhookResponse extends ServerResponse {
	status(code: number): this;
	set(name: string, value: string): this;
	header(name: string, value: string): this;
	type(contentType: string): this;
	json(body: unknown): this;
	send(body?: unknown): this;
	sendStatus(code: number): this;
}

/** Gives a response the methods that Express gives it. */
export function prepareResponse(response: ServerResponse): WebhookResponse {
	const finish = (contentType: string, body: string | Buffer) => {
		if (!response.hasHeader('content-type')) response.setHeader('content-type', contentType);
		response.end(body);
		return prepared;
	};
	const set = (name: string, value: string) => {
		response.setHeader(name, value);
		return prepared;
	};
	const prepared: WebhookResponse = Object.assign(response, {
		status(code: number) {
			response.statusCode = code;
			return prepared;
		},
		set,
		header: set,
		type: (contentType: string) => set('content-type', contentType),
		json: (body: unknown) => finish('application/json; charset=utf-8', JSON.stringify(body) ?? ''),
		send(body?: unknown) {
			if (body === undefined) {
				response.end();
				return prepared;
			}
			if (typeof body === 'string') return finish('text/html; charset=utf-8', body);
			if (Buffer.isBuffer(body)) return finish('application/octet-stream', body);
			return prepared.json(body);
		},
		sendStatus: (code: number) => prepared.status(code).type('text/plain').send(String(code)),
	}) as WebhookResponse;
	return prepared;
}
