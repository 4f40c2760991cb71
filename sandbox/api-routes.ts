/** The calls of elepay's API that the sandbox answers, as its reference writes them. */
export const API_ROUTES = [
	'POST /codes',
	'GET /codes/{codeId}',
	'DELETE /codes/{codeId}',
	'GET /code-setting/payment-methods',
	'GET /charges/{id}',
	'GET /locations',
	'GET /customers',
	'GET /customers/{customerId}/sources',
] as const;

export type ApiRoute = (typeof API_ROUTES)[number];

/** Whether a text names one of the API's calls. */
export function isApiRoute(name: string): name is ApiRoute {
	return (API_ROUTES as readonly string[]).includes(name);
}
