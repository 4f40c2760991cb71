import { APP_ID } from '../account';
import type { ApiRequest, Calls } from '../call';
import { customerOf } from '../customer/calls';
import { ApiError } from '../errors';
import { named } from '../named';
import { NEW_SOURCE, SOURCES_QUERY } from './schema';
import { addSource, deleteSource, type Source, type SourceRequest } from './source';

function sourceOf(request: ApiRequest): Source {
	const customer = customerOf(request);
	const source = named(request.store.sources, request.params, 'sourceId');
	if (source.customerId !== customer.id) throw new ApiError('M002003', 'sourceId');
	return source;
}

function list(request: ApiRequest<unknown, { paymentMethod?: string }>) {
	const { paymentMethod } = request.query;
	const sources = request.store
		.sourcesOf(customerOf(request).id)
		.filter((source) => paymentMethod === undefined || source.paymentMethod === paymentMethod);
	return { total: sources.length, sources };
}

export const SOURCE_CALLS = {
	'GET /customers/{customerId}/sources': { query: SOURCES_QUERY, status: 200, answer: list },
	'POST /customers/{customerId}/sources': {
		body: NEW_SOURCE,
		status: 201,
		answer: (request: ApiRequest<SourceRequest>) =>
			addSource(request.world, request.store.liveMode, customerOf(request).id, request.body),
	},
	'GET /customers/{customerId}/sources/{sourceId}': { status: 200, answer: sourceOf },
	'DELETE /customers/{customerId}/sources/{sourceId}': {
		status: 204,
		answer: (request: ApiRequest) => void deleteSource(request.world, sourceOf(request)),
	},
	'GET /sources/{sourceId}/status': {
		status: 200,
		publishable: true,
		answer({ store, params }: ApiRequest) {
			const { id, liveMode, status } = named(store.sources, params, 'sourceId');
			return { id, appId: APP_ID, liveMode, status };
		},
	},
} satisfies Calls;
