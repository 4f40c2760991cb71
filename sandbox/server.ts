import { randomInt } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import fastify, { type FastifyInstance } from 'fastify';

import { addAdminRoutes } from './control/admin';
import type { SandboxContext } from './control/context';
import { FaultPlan } from './control/faults';
import { useForms } from './control/forms';
import { addGate } from './control/gate';
import { isLoopback } from './control/loopback';
import { addPlayRoutes } from './control/play';
import { createIds } from './elepay/ids';
import { useJson } from './elepay/json';
import { createRefusals } from './elepay/refusals';
import { MAX_BYTES } from './elepay/schema';
import { addPaymentPage } from './page/page';
import { type Clock, createClock } from './world/clock';
import { SandboxState } from './world/store';
import { WebhookSender } from './world/webhooks';

export interface SandboxOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** 127.0.0.1 unless given. Only loopback is allowed: there is no protection of any kind. */
	host?: string;
	/** Whether to log requests to standard output. */
	logger?: boolean;
	/** Makes ids and faults repeatable. */
	seed?: number;
	clock?: Clock;
}

export interface Sandbox {
	/** The base URL, without a slash at the end. */
	url: string;
	state: SandboxState;
	clock: Clock;
	faults: FaultPlan;
	webhooks: WebhookSender;
	close(): Promise<void>;
}

function createServer(context: SandboxContext, logger: boolean): FastifyInstance {
	const { onError, onUnknownCall } = createRefusals(context);
	const server = fastify({
		logger,
		// Whoever still waits for an answer when the sandbox closes doesn't get one.
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 1000 },
		ajv: {
			customOptions: {
				coerceTypes: false,
				removeAdditional: false,
				allowUnionTypes: true,
				keywords: [MAX_BYTES],
			},
		},
		// A URL that can't be decoded names no call.
		frameworkErrors: (_error, request, reply) => void onUnknownCall(request, reply),
	});
	server.setErrorHandler(onError);
	server.setNotFoundHandler(onUnknownCall);
	useJson(server);
	return server;
}

function urlOf(server: FastifyInstance): string {
	const { address, family, port } = server.server.address() as AddressInfo;
	return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Starts a local elepay. Everything it holds is gone when it closes. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', logger = false, clock = createClock() } = options;
	if (!isLoopback(host)) {
		throw new TypeError('The sandbox only listens on loopback, such as 127.0.0.1.');
	}
	const seed = options.seed ?? randomInt(2 ** 32);
	const newId = createIds(seed);
	const state = new SandboxState(clock);
	const faults = new FaultPlan(clock, seed);
	const webhooks = new WebhookSender(clock, newId);
	const context: SandboxContext = { url: '', clock, state, faults, webhooks, newId };

	const server = createServer(context, logger);
	await server.register(async (api) => addGate(api, context));
	await server.register(async (open) => {
		useForms(open);
		addAdminRoutes(open, context);
		addPlayRoutes(open, context);
		addPaymentPage(open, context);
	});
	await server.listen({ host, port });
	context.url = urlOf(server);

	return {
		url: context.url,
		state,
		clock,
		faults,
		webhooks,
		async close() {
			state.reset();
			await webhooks.close();
			await server.close();
		},
	};
}
