import type { FastifyInstance } from 'fastify';

import {
	CLOCK_BODY,
	EVENT_BODY,
	FAULTS_BODY,
	PAY_BODY,
	REFUND_BODY,
	WEBHOOK_BODY,
} from '../admin-schema';
import { showCode } from '../codes';
import type { SandboxContext } from '../context';
import { ApiError } from '../errors';
import type { FaultRule } from '../faults';
import type { EventType } from '../objects';
import { payCode, refundCode, startPayment } from '../payments';
import type { CodeRecord } from '../store';
import type { WebhookEndpoint } from '../webhooks';

interface CodeParams {
	id: string;
}

type MaybeMethod = { paymentMethod?: string } | null;

/** What elepay's API doesn't have: playing the customer, time, faults, webhooks, counts. */
export function addAdminRoutes(app: FastifyInstance, context: SandboxContext): void {
	const { clock, faults, state, webhooks } = context;

	function find(id: string): CodeRecord {
		const code = state.code(id);
		if (!code) throw new ApiError('M002003', 'codeId');
		return code;
	}

	app.get('/_sandbox/codes', (_request, reply) => {
		const codes = state.codes().map((code) => showCode(context, code));
		return reply.send({ total: codes.length, codes });
	});

	app.delete('/_sandbox/codes', (_request, reply) => {
		state.reset();
		return reply.code(204).send();
	});

	app.post<{ Params: CodeParams; Body: MaybeMethod }>(
		'/_sandbox/codes/:id/start',
		{ schema: { body: PAY_BODY } },
		(request, reply) => {
			const code = find(request.params.id);
			startPayment(context, code, request.body?.paymentMethod);
			return reply.send(showCode(context, code));
		},
	);

	app.post<{ Params: CodeParams; Body: MaybeMethod }>(
		'/_sandbox/codes/:id/pay',
		{ schema: { body: PAY_BODY } },
		(request, reply) => {
			const code = find(request.params.id);
			payCode(context, code, request.body?.paymentMethod);
			return reply.send(showCode(context, code));
		},
	);

	app.post<{ Params: CodeParams; Body: { amount?: number } | null }>(
		'/_sandbox/codes/:id/refund',
		{ schema: { body: REFUND_BODY } },
		(request, reply) => {
			const code = find(request.params.id);
			refundCode(context, code, request.body?.amount);
			return reply.send(showCode(context, code));
		},
	);

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

	app.post<{ Body: { type: EventType; object: object; liveMode: boolean } }>(
		'/_sandbox/events',
		{ schema: { body: EVENT_BODY } },
		(request, reply) => {
			const { type, object, liveMode } = request.body;
			void webhooks.send(type, object, liveMode);
			return reply.code(202).send({ type, liveMode });
		},
	);
}
