import type { OutgoingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream';

import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';

import { liveModeOf } from '../elepay/auth';
import { API_ROUTES, type ApiRequest, type ApiRoute, type Call, CALLS } from '../elepay/calls';
import { errorBody, statusOf } from '../elepay/errors';
import { JSON_TYPE } from '../elepay/json';
import { pickLanguage } from '../elepay/language';
import type { SandboxContext } from './context';
import type { Fault, FaultAnswer, FaultRequest } from './faults';
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

/** Puts an answer on the wire, or what a fault makes of it. */
function addExit(api: FastifyInstance, context: SandboxContext): void {
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

/**
 * Opens all calls of elepay's API. Every request is counted, meets what goes wrong by plan, shows
 * its key, has its form checked, and is answered.
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

	function open(route: ApiRoute, call: Call): void {
		const [method = '', path = ''] = route.split(' ');
		api.route({
			method: method as HTTPMethods,
			url: path.replace(/\{(\w+)\}/g, ':$1'),
			schema: {
				...(call.body && { body: call.body }),
				...(call.query && { querystring: call.query }),
			},
			onRequest(request, reply, done) {
				request.leave = state.stats.enter(route);
				// Whoever hangs up is not in flight any more, answered or not.
				reply.raw.once('close', request.leave);
				done();
			},
			preValidation(request, reply, done) {
				if (call.attemptKey) state.stats.attempt(request.body, call.attemptKey(request.body));
				const authenticate = () => {
					try {
						request.liveMode = liveModeOf(request.headers.authorization, call.publishable);
					} catch (error) {
						done(error as Error);
						return;
					}
					done();
				};
				if (faults.active) meetFault(route, request, reply, authenticate);
				else authenticate();
			},
			handler(request, reply) {
				const { params, query, body, liveMode } = request;
				const answer = call.answer({
					world: context,
					store: state.of(liveMode),
					params: params as ApiRequest['params'],
					query,
					body,
				});
				return reply.code(call.status).send(call.status === 204 ? undefined : answer);
			},
		});
	}

	api.decorateRequest('liveMode', false);
	api.decorateRequest('fault', null);
	api.decorateRequest('leave', () => undefined);
	addExit(api, context);
	for (const route of API_ROUTES) open(route, CALLS[route]);
}
