import type { FastifyInstance } from 'fastify';

import { ApiError } from '../elepay/errors';
import { addSeeds, type Seeds } from '../world/seeds';
import type { WebhookEndpoint } from '../world/webhooks';
import type { SandboxContext } from './context';
import type { FaultRule } from './faults';
import { CLOCK_BODY, EVENT_BODY, FAULTS_BODY, SEED_BODY, WEBHOOK_BODY } from './schema';

/** What is behind elepay: time, faults, webhooks, counts, and objects by the thousand. */
export function addAdminRoutes(app: FastifyInstance, context: SandboxContext): void {
	const { clock, faults, state, webhooks } = context;

	app.get('/_sandbox/stats', (_request, reply) => {
		const { stats, test, live } = state;
		return reply.send({
			requests: Object.fromEntries(stats.requests),
			inFlight: stats.inFlight,
			maxInFlight: stats.maxInFlight,
			attemptsPerOrderNo: Object.fromEntries(stats.attemptsPerOrderNo),
			codesPerOrderNo: {
				test: Object.fromEntries(test.codesPerOrderNo()),
				live: Object.fromEntries(live.codesPerOrderNo()),
			},
		});
	});

	app.get('/_sandbox/clock', (_request, reply) => reply.send({ now: clock.now() }));

	app.post<{ Body: { advanceMs: number } }>(
		'/_sandbox/clock',
		{ schema: { body: CLOCK_BODY } },
		async (request) => {
			await clock.advance(request.body.advanceMs);
			return { now: clock.now() };
		},
	);

	app.delete('/_sandbox/clock', (_request, reply) => {
		clock.reset();
		return reply.code(204).send();
	});

	app.post<{ Body: { rules: FaultRule[]; seed?: number } }>(
		'/_sandbox/faults',
		{ schema: { body: FAULTS_BODY } },
		(request, reply) => {
			faults.set(request.body.rules, request.body.seed);
			return reply.code(204).send();
		},
	);

	app.delete('/_sandbox/faults', (_request, reply) => {
		faults.clear();
		return reply.code(204).send();
	});

	app.post<{ Body: WebhookEndpoint }>(
		'/_sandbox/webhooks',
		{ schema: { body: WEBHOOK_BODY } },
		(request, reply) => {
			try {
				return reply.code(201).send(webhooks.register(request.body));
			} catch {
				throw new ApiError('M002002', request.body.secret === '' ? 'secret' : 'url');
			}
		},
	);

	app.get('/_sandbox/webhooks', (_request, reply) => {
		const list = webhooks.list();
		return reply.send({ total: list.length, webhooks: list });
	});

	app.delete('/_sandbox/webhooks', (_request, reply) => {
		webhooks.clear();
		return reply.code(204).send();
	});

	app.get('/_sandbox/deliveries', (_request, reply) => {
		const deliveries = webhooks.deliveries();
		return reply.send({ total: deliveries.length, deliveries });
	});

	app.post<{ Body: { type: string; object: object; liveMode: boolean } }>(
		'/_sandbox/events',
		{ schema: { body: EVENT_BODY } },
		(request, reply) => {
			const { type, object, liveMode } = request.body;
			void webhooks.send(type, object, liveMode);
			return reply.code(202).send({ type, liveMode });
		},
	);

	app.post<{ Body: Seeds & { liveMode: boolean } }>(
		'/_sandbox/seeds',
		{ schema: { body: SEED_BODY } },
		(request, reply) => {
			const { liveMode, ...seeds } = request.body;
			addSeeds(context, liveMode, seeds);
			return reply.code(204).send();
		},
	);
}
