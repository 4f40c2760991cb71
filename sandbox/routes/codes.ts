import type { FastifyInstance } from 'fastify';

import { closeCode, createCode, showCode } from '../codes';
import type { SandboxContext } from '../context';
import { PAYMENT_METHODS } from '../data/payment-methods';
import { ApiError } from '../errors';
import type { CodeRequest } from '../objects';
import { CODE_REQUEST } from '../schema';
import type { CodeRecord } from '../store';

interface CodeParams {
	Params: { codeId: string };
}

/** EasyQR codes: create, get, close, and the payment methods they can be paid with. */
export function addCodeRoutes(api: FastifyInstance, context: SandboxContext): void {
	function find(liveMode: boolean, codeId: string): CodeRecord {
		const code = context.state.of(liveMode).codes.get(codeId);
		if (!code) throw new ApiError('M002003', 'codeId');
		return code;
	}

	api.post<{ Body: CodeRequest }>(
		'/codes',
		{ schema: { body: CODE_REQUEST } },
		(request, reply) => {
			const code = createCode(context, request.liveMode, request.body);
			return reply.code(201).send(showCode(context, code));
		},
	);

	api.get<CodeParams>('/codes/:codeId', (request, reply) => {
		return reply.send(showCode(context, find(request.liveMode, request.params.codeId)));
	});

	api.delete<CodeParams>('/codes/:codeId', (request, reply) => {
		closeCode(context, find(request.liveMode, request.params.codeId));
		return reply.code(204).send();
	});

	api.get('/code-setting/payment-methods', (_request, reply) => {
		return reply.send({ total: PAYMENT_METHODS.length, paymentMethods: PAYMENT_METHODS });
	});
}
