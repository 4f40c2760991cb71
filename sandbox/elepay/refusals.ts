import type {
	FastifyError,
	FastifyReply,
	FastifyRequest,
	FastifySchemaValidationError,
} from 'fastify';

import type { World } from '../world/world';
import { ApiError, errorBody, statusOf } from './errors';
import { JSON_TYPE } from './json';
import { pickLanguage } from './language';

// '/items/0/price' -> 'items[0].price'
function nameOf(pointer: string, property?: string): string | null {
	const parts = pointer.split('/').slice(1);
	if (property !== undefined) parts.push(property);
	const name = parts
		.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
		.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
		.join('');
	return name === '' ? null : name.replace(/^\./, '');
}

function invalid({ keyword, instancePath, params }: FastifySchemaValidationError): ApiError {
	const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
	const name = nameOf(instancePath, missingProperty ?? additionalProperty);
	return new ApiError(keyword === 'required' ? 'M002001' : 'M002002', name);
}

function refusalOf(error: FastifyError | ApiError): ApiError {
	if (error instanceof ApiError) return error;
	const [finding] = error.validation ?? [];
	if (finding) return invalid(finding);
	// What Fastify refuses by itself: JSON that can't be read, another content type, too long a body.
	return new ApiError((error.statusCode ?? 500) < 500 ? 'M002002' : 'S001000');
}

/** Elepay's error bodies for whatever is refused and whatever isn't there. */
export function createRefusals(world: World) {
	function refuse(request: FastifyRequest, reply: FastifyReply, refusal: ApiError): FastifyReply {
		const { errorCode, parameterName } = refusal;
		const language = pickLanguage(request.headers['accept-language']);
		const body = errorBody(world.newId('req'), errorCode, language, parameterName);
		return reply.code(statusOf(errorCode)).header('content-type', JSON_TYPE).send(body);
	}

	return {
		onError(error: FastifyError | ApiError, request: FastifyRequest, reply: FastifyReply) {
			const refusal = refusalOf(error);
			if (refusal.errorCode === 'S001000') request.log.error(error);
			return refuse(request, reply, refusal);
		},
		onUnknownCall(request: FastifyRequest, reply: FastifyReply) {
			return refuse(request, reply, new ApiError('M003000'));
		},
	};
}
