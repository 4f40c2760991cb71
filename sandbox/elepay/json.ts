import type { FastifyInstance } from 'fastify';

/** The content type that elepay writes, to the letter. */
export const JSON_TYPE = 'application/json;charset=utf-8';

/** Reads and writes JSON as elepay does. */
export function useJson(app: FastifyInstance): void {
	const parse = app.getDefaultJsonParser('error', 'error');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
		// Some clients name a content type on a DELETE without a body.
		if (body === '') done(null, undefined);
		else parse(request, body as string, done);
	});
	app.addHook('preSerialization', (_request, reply, payload, done) => {
		reply.header('content-type', JSON_TYPE);
		done(null, payload);
	});
}
