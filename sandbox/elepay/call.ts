import type { Store } from '../world/store';
import type { World } from '../world/world';

/** A request that has passed its key and its schemas. */
export interface ApiRequest<Body = unknown, Query = unknown> {
	world: World;
	/** What belongs to the mode of the request's key. */
	store: Store;
	/** The names in the path, by their names in the reference. */
	params: Record<string, string>;
	body: Body;
	query: Query;
}

/** One of elepay's calls, declared once: what it takes and what it answers. */
export interface Call {
	/** JSON schema of the body. What comes without one is ignored. */
	body?: object;
	/** JSON schema of the query, in which everything is text. */
	query?: object;
	/** The HTTP status of success; 204 has no body. */
	status: 200 | 201 | 202 | 204;
	/** Whether a publishable key will do. */
	publishable?: boolean;
	/** Attempts are counted by this part of the body, whatever becomes of them. */
	attemptKey?(body: unknown): unknown;
	/** Does the work and gives the body of the answer. Throws an ApiError to refuse. */
	answer(request: ApiRequest): unknown;
}

/** Calls by method and path, as the reference writes them: `GET /codes/{codeId}`. */
export type Calls = Record<string, Call>;
