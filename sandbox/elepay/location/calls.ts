import { asAdded } from '../../world/collection';
import type { ApiRequest, Calls } from '../call';
import { named } from '../named';
import { type PageQuery, pageOf } from '../paging';
import { createLocation, type LocationRequest, updatedLocation } from './location';
import { LOCATION_UPDATE, LOCATIONS_QUERY, NEW_LOCATION } from './schema';

const locationOf = ({ store, params }: ApiRequest) => named(store.locations, params, 'locationId');

export const LOCATION_CALLS = {
	'GET /locations': {
		query: LOCATIONS_QUERY,
		status: 200,
		answer({ store, query }: ApiRequest<unknown, PageQuery>) {
			const { total, page } = pageOf(store.locations.oldestFirst(asAdded), query);
			return { total, locations: page };
		},
	},
	'POST /locations': {
		body: NEW_LOCATION,
		status: 201,
		answer({ world, store, body }: ApiRequest<LocationRequest>) {
			const location = createLocation(world, body);
			store.locations.add(location);
			return location;
		},
	},
	'GET /locations/{locationId}': { status: 200, answer: locationOf },
	'POST /locations/{locationId}': {
		body: LOCATION_UPDATE,
		status: 200,
		answer(request: ApiRequest<Partial<LocationRequest>>) {
			const location = updatedLocation(locationOf(request), request.body);
			request.store.locations.add(location);
			return location;
		},
	},
	'DELETE /locations/{locationId}': {
		status: 204,
		answer: (request: ApiRequest) => void request.store.locations.delete(locationOf(request).id),
	},
} satisfies Calls;
