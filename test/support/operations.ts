import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultRequest } from '../../sandbox/control/faults';
import type { ApiRoute } from '../../sandbox/elepay/calls';
import { call } from '../sandbox/support/client';
import type { Elepay, Outcome, RunSetup } from './elepay';

type Run = (
	operation: string,
	rows: IDataObject[],
	parameters?: INodeParameters,
	setup?: RunSetup,
) => Promise<Outcome>;

/** Runs operations of one resource, going on after refusals unless told otherwise. */
export function runnerOf(elepay: Elepay, resource: string): Run {
	return async (operation, rows, parameters = {}, setup = {}) =>
		await elepay.run(rows, {
			onError: 'continueErrorOutput',
			...setup,
			parameters: { resource, operation, ...parameters },
		});
}

/** The same with the values in the columns of the rows. */
export const COLUMNS: INodeParameters = { mappingMode: 'autoMapInputData' };

/** n8n's own way of trying a node again, without a pause. */
export const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };

/** A connection kept from before a long test may have been closed meanwhile. */
const FRESH = { connection: 'close' };

/** Calls what the sandbox has beside elepay's API, e.g. `play(elepay, 'charges/ch_1/dispute')`. */
export async function play({ sandbox }: Elepay, path: string, body: object = {}) {
	const answer = await call(sandbox, `POST /_sandbox/${path}`, { body, headers: FRESH });
	expect(answer.status).toBeLessThan(300);
	return answer.json as IDataObject;
}

/** Puts so many objects of a kind in the place of those that are there, whatever the sandbox's clock. */
export async function seed({ sandbox }: Elepay, seeds: Record<string, number | string>) {
	const body = { to: Date.now(), ...seeds };
	const { status } = await call(sandbox, 'POST /_sandbox/seeds', { body, headers: FRESH });
	expect(status).toBe(204);
}

/** What arrives at a route from now on, before it is processed; `also` may do something first. */
export function requestsTo({ sandbox }: Elepay, route: ApiRoute, also?: () => void) {
	const requests: FaultRequest[] = [];
	const when = (request: FaultRequest) => {
		also?.();
		requests.push(request);
		return false;
	};
	sandbox.faults.set([{ route, when, latency: 0 }]);
	return requests;
}

/** How many requests a route has had. */
export function countOf({ sandbox }: Elepay, route: ApiRoute): number {
	return sandbox.state.stats.requests.get(route) ?? 0;
}
