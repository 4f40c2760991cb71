import type { FastifyInstance } from 'fastify';

import type { SandboxContext } from '../context';
import { ApiError } from '../errors';

/** Charges: the payment that somebody started with a code. */
export function addChargeRoutes(api: FastifyInstance, context: SandboxContext): void {
	api.get<{ Params: { id: string } }>('/charges/:id', (request, reply) => {
		const charge = context.state.of(request.liveMode).charges.get(request.params.id);
		if (!charge) throw new ApiError('M002003', 'id');
		return reply.send(charge);
	});
}
