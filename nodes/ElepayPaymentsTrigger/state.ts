import { createHash } from 'crypto';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Connection } from '../api/connection';
import type { SavedTrack } from './track';

/**
 * What a trigger keeps between two looks, in the workflow's static data, which n8n has in its
 * database. It is replaced as a whole, and only when a look has come to its end.
 *
 * Each payment starts the workflow once as long as n8n saves both, this and the execution. It
 * saves this first and creates the execution a moment later. So, of what a look has found:
 *
 * - if n8n ends or loses its database between the two, it starts no workflow. Of 12 kills of n8n
 *   2.41 on a busy machine, 0 to 150 ms after elepay was asked, 6 left payments in no execution
 * - if n8n can't save this, it starts the workflow again after the next start of n8n
 * - if another node of the workflow keeps static data, n8n writes back at the execution's end what
 *   was there at its beginning; after the next start of n8n, what was found meanwhile comes again
 * - if the trigger is renamed, n8n finds nothing saved, and the first look starts anew
 *
 * n8n's "durable cursors" (N8N_POLLER_DURABLE_CURSORS_ENABLED and what it needs) don't make it exact:
 * with main processes killed in n8n's queue mode, payments were lost with them too, and some came
 * twice (docs/scaling.md).
 *
 * A look that finds nothing is saved only when n8n starts, publishes, or finds something later. That
 * costs nothing but that a period without payments is read once more.
 */
export interface State extends IDataObject {
	/** Whose payments they are, by the credential: not the key, but enough of its hash to know it by. */
	key: string;
	/** The same by what elepay says, once a charge has been seen: a new key may be the same account's. */
	account?: string;
	payments?: SavedTrack;
	refunds?: SavedTrack;
}

export function savedState(context: IPollFunctions): State | undefined {
	return context.getWorkflowStaticData('node').state as State | undefined;
}

export function saveState(context: IPollFunctions, state: State): void {
	context.getWorkflowStaticData('node').state = state;
}

const KEY_BYTES = 9;

/** By what a key and its base URL are known again. */
export function keyOf({ baseUrl, secretKey }: Connection): string {
	const hash = createHash('sha256').update(`${baseUrl}\n${secretKey}`).digest();
	return hash.subarray(0, KEY_BYTES).toString('base64url');
}

/** elepay's application and mode: what a key sees. */
export function accountOf({ appId, liveMode }: IDataObject): string {
	return `${String(appId)} ${liveMode === true ? 'live' : 'test'}`;
}
