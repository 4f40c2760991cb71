import { asAdded } from '../../world/collection';
import { TERMINAL_LOCATIONS } from '../../world/data/terminalLocations';
import type { ApiRequest, Calls } from '../call';
import { named } from '../named';
import { type PageQuery, pageOf } from '../paging';
import { createReader, type ReaderRequest } from './reader';
import { NEW_READER, READERS_QUERY } from './schema';

const readerOf = ({ store, params }: ApiRequest) => named(store.readers, params, 'readerId');

export const READER_CALLS = {
	'GET /terminal/locations': {
		status: 200,
		answer: () => ({ locations: TERMINAL_LOCATIONS }),
	},
	'GET /terminal/readers': {
		query: READERS_QUERY,
		status: 200,
		answer({ store, query }: ApiRequest<unknown, PageQuery>) {
			const { total, page } = pageOf(store.readers.oldestFirst(asAdded), query);
			return { total, readers: page };
		},
	},
	'POST /terminal/readers': {
		body: NEW_READER,
		status: 200,
		answer: ({ world, store, body }: ApiRequest<ReaderRequest>) =>
			createReader(world, store.liveMode, body),
	},
	'GET /terminal/readers/{readerId}': { status: 200, answer: readerOf },
	'DELETE /terminal/readers/{readerId}': {
		status: 204,
		answer: (request: ApiRequest) => void request.store.readers.delete(readerOf(request).id),
	},
} satisfies Calls;
