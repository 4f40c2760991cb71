import { parse as parseQuery, type ParsedUrlQuery } from 'node:querystring';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { jsonParse } from 'n8n-workflow';
import { requireFromCore } from './bootstrap';

interface Network {
	/** Sets `contentType` and `encoding` from the headers. */
	parseIncomingMessage(message: IncomingMessage): void;
}
const { parseIncomingMessage } = requireFromCore('@n8n/backend-network') as Network;

/**
 * What Express adds to a request before a webhook node sees it. What n8n adds (`rawBody`,
 * `contentType`, …) n8n-workflow declares on IncomingMessage.
 */
export interface WebhookRequest extends IncomingMessage {
	body?: unknown;
	query: ParsedUrlQuery;
	params: Record<string, string>;
	path: string;
	originalUrl: string;
	get(header: string): string | undefined;
}

/** A request that n8n itself refuses, before any node runs. */
export class RequestRefused extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly hint?: string,
	) {
		super(message);
	}
}

/** Adds what a webhook node may ask a request for. `limit` is in bytes. */
export function prepareRequest(message: IncomingMessage, limit: number): WebhookRequest {
	parseIncomingMessage(message);
	const url = new URL(message.url ?? '/', 'http://localhost');
	const request: WebhookRequest = Object.assign(message, {
		query: parseQuery(url.search.slice(1)),
		params: {},
		path: url.pathname,
		originalUrl: message.url ?? '/',
		get(header: string) {
			const value = message.headers[header.toLowerCase()];
			return Array.isArray(value) ? value[0] : value;
		},
		async readRawBody() {
			request.rawBody ??= await readAll(decompressed(message), limit);
		},
	});
	return request;
}

function decompressed(message: IncomingMessage): Readable {
	switch (message.headers['content-encoding']) {
		case 'gzip':
			return message.pipe(createGunzip());
		case 'deflate':
			return message.pipe(createInflate());
		default:
			return message;
	}
}

async function readAll(stream: Readable, limit: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		size += chunk.length;
		// n8n answers 500 here: the error that its body reader throws is not one of its own.
		if (size > limit) throw new RequestRefused(500, 'request entity too large');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/**
 * Reads and parses the body as n8n does: JSON, forms and text become `body`, any other kind leaves
 * it undefined; the bytes stay in `rawBody`. XML isn't parsed here. Of a multipart form n8n keeps no
 * bytes, only fields and files; here both are left empty.
 */
export async function parseBody(request: WebhookRequest): Promise<void> {
	if (request.contentType?.startsWith('multipart/')) {
		request.resume();
		if (request.contentType === 'multipart/form-data') request.body = { data: {}, files: {} };
		return;
	}
	await request.readRawBody();
	const { rawBody, contentType, encoding } = request;
	if (rawBody.length === 0) return;
	const text = () => rawBody.toString(encoding);
	try {
		if (contentType === 'application/json') {
			request.body = jsonParse(withoutBom(text()));
		} else if (contentType === 'application/x-www-form-urlencoded') {
			request.body = parseQuery(withoutBom(text()), undefined, undefined, { maxKeys: 1000 });
		} else if (contentType === 'text/plain') {
			request.body = text();
		}
	} catch (error) {
		throw new RequestRefused(422, 'Failed to parse request body', (error as Error).message);
	}
}

function withoutBom(text: string): string {
	return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
