import type { FastifyInstance } from 'fastify';

/** Reads HTML forms, and what `curl -d ''` sends. */
export function useForms(app: FastifyInstance): void {
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => {
			done(null, Object.fromEntries(new URLSearchParams(body as string)));
		},
	);
}
