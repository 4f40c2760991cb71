import type { OutgoingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { ApiRoute } from './api-routes';
import { liveModeOf } from './auth';
import type { SandboxContext } from './context';
import { errorBody, statusOf } from './errors';
import type { Fault, FaultAnswer, FaultRequest } from './faults';
import { JSON_TYPE } from './json';
import { pickLanguage } from './language';
import { halfOf, slowly } from './wire';

declare module 'fastify' {
	interface FastifyRequest {
		/** Whether the key of the request is a live one. */
		liveMode: boolean;
		/** What goes wrong with this request. */
		fault: Fault | null;
		/** Counts the request out of those in flight. */
		leave: () => void;
	}
}

function routeName(method: string, url: string): ApiRoute {
	return `${method} ${url.replace(/:(\w+)/g, '{$1}')}` as ApiRoute;
}

function resetConnection(request: FastifyRequest): void {
	request.raw.socket.resetAndDestroy();
}

/** Sets status and headers of a fault's answer and gives its body. */
function writeAnswer(
	context: SandboxContext,
	request: FastifyRequest,
	reply: FastifyReply,
	answer: FaultAnswer,
): string {
	if (answer.retryAfter !== undefined) reply.header('retry-after', answer.retryAfter);
	if ('body' in answer) {
		reply.code(answer.status ?? 502).header('content-type', answer.contentType ?? 'text/html');
		return answer.body;
	}
	reply.code(answer.status ?? statusOf(answer.errorCode)).header('content-type', JSON_TYPE);
	const language = pickLanguage(request.headers['accept-language']);
	const parameterName = answer.parameterName ?? null;
	const body = errorBody(context.newId('req'), answer.errorCode, language, parameterName);
	return JSON.stringify({
		...body,
		message: answer.message ?? body.message,
		providerError: answer.providerError ?? null,
	});
}

/**
 * What every request to the API passes: it is counted, meets what goes wrong by plan, and shows
 * its key. Add this before the routes.
 */
export function addGate(api: FastifyInstance, context: SandboxContext): void {
	const { faults, state } = context;

	function meetFault(
		route: ApiRoute,
		request: FastifyRequest,
		reply: FastifyReply,
		proceed: () => void,
	): void {
		const { params, query, body } = request as unknown as FaultRequest;
		const fault = faults.decide({ route, params, query, body });
		request.fault = fault;
		const go = () => {
			if (fault.processed) proceed();
			else if (fault.connection === 'reset') resetConnection(request);
			// The fault's own answer takes the place of this one in onSend.
			else if (fault.connection !== 'hang') void reply.send(null);
		};
		if (fault.latencyMs > 0) setTimeout(go, fault.latencyMs).unref();
		else go();
	}

	api.decorateRequest('liveMode', false);
	api.decorateRequest('fault', null);
	api.decorateRequest('leave', () => undefined);

	api.addHook('onRoute', (route) => {
		const name = routeName(String(route.method), route.url);
		route.onRequest = (request, reply, done) => {
			request.leave = state.stats.enter(name);
			// Whoever hangs up is not in flight any more, answered or not.
			reply.raw.once('close', request.leave);
			done();
		};
		route.preValidation = (request, reply, done) => {
			if (name === 'POST /codes') state.stats.attempt(request.body);
			const authenticate = () => {
				try {
					request.liveMode = liveModeOf(request.headers.authorization);
				} catch (error) {
					done(error as Error);
					return;
				}
				done();
			};
			if (faults.active) meetFault(name, request, reply, authenticate);
			else authenticate();
		};
	});

	api.addHook('onSend', (request, reply, payload: string | null, done) => {
		const { fault } = request;
		if (fault?.connection === 'hang') return;
		if (fault?.connection === 'reset') {
			resetConnection(request);
			return;
		}
		const body = fault?.answer ? writeAnswer(context, request, reply, fault.answer) : payload;
		if (fault?.connection === undefined || !body) {
			request.leave();
			done(null, body);
			return;
		}
		const bytes = Buffer.from(body);
		reply.header('content-length', bytes.length);
		const { connection } = fault;
		// Past Fastify, which can't cope with a stream whose reader hangs up before its first byte.
		const { raw, statusCode } = reply.hijack();
		raw.writeHead(statusCode, reply.getHeaders() as OutgoingHttpHeaders);
		const stream = connection === 'half' ? halfOf(bytes) : slowly(bytes, connection.slowMs);
		pipeline(stream, raw, () => raw.destroy());
	});
}
