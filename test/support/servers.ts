import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A request as a server saw it. */
export interface SeenRequest {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
}

export interface RecordingServer {
	url: string;
	requests: SeenRequest[];
	close(): Promise<void>;
}

export type Answerer = (request: SeenRequest, response: ServerResponse) => void;

async function textOf(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

async function listen(server: Server, scheme: string, requests: SeenRequest[]) {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

function recorder(requests: SeenRequest[], answer: Answerer) {
	return async (message: IncomingMessage, response: ServerResponse) => {
		const request: SeenRequest = {
			method: message.method ?? '',
			path: message.url ?? '',
			headers: message.headers,
			body: await textOf(message),
		};
		requests.push(request);
		answer(request, response);
	};
}

/** A server on loopback that isn't elepay: for what only another server does. */
export async function startServer(answer: Answerer): Promise<RecordingServer> {
	const requests: SeenRequest[] = [];
	const handle = recorder(requests, answer);
	return await listen(
		createServer((message, response) => void handle(message, response)),
		'http',
		requests,
	);
}

/** The same with a certificate that nobody trusts. */
export async function startSelfSignedServer(answer: Answerer): Promise<RecordingServer> {
	const requests: SeenRequest[] = [];
	const handle = recorder(requests, answer);
	const fixture = (name: string) => readFileSync(join(__dirname, 'fixtures', name));
	const server = createTlsServer(
		{ key: fixture('self-signed.key.pem'), cert: fixture('self-signed.cert.pem') },
		(message, response) => void handle(message, response),
	);
	return await listen(server as unknown as Server, 'https', requests);
}

/** Answers with JSON. */
export const answerJson =
	(body: unknown, status = 200): Answerer =>
	(_request, response) => {
		response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' });
		response.end(JSON.stringify(body));
	};

/** The URL of a loopback port on which nothing listens. */
export async function closedPort(): Promise<string> {
	const server = await startServer(() => undefined);
	await server.close();
	return server.url;
}
