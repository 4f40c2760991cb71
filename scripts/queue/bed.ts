import { setTimeout as wait } from 'node:timers/promises';

import type { CredentialReference } from '../n8n/credentials';
import type { QueueMode } from '../n8n/queue';
import type { SandboxClient } from '../n8n/sandboxClient';
import type { Desk } from './desk';

/** What all scenarios work with. */
export interface Bed {
	queue: QueueMode;
	sandbox: SandboxClient;
	/** What the nodes use, by type of credential. */
	credentials: Record<string, CredentialReference>;
	/** Where workflows report what they have done. */
	desk: Desk;
	/** How many rows a bulk run has. */
	rows: number;
	/** How many events are sent twice for each gap. */
	events: number;
	/** The folder for logs. */
	logs: string;
}

const POLL_MS = 250;

/**
 * Waits until something is so.
 *
 * @returns whether it came to be so in time
 */
export async function until(
	isSo: () => Promise<boolean> | boolean,
	milliseconds: number,
): Promise<boolean> {
	const limit = Date.now() + milliseconds;
	while (!(await isSo())) {
		if (Date.now() > limit) return false;
		await wait(POLL_MS);
	}
	return true;
}

/** The highest number of an execution so far: later ones have a higher one. */
export async function lastExecution({ queue }: Bed): Promise<number> {
	return Number(await queue.postgres.query('SELECT coalesce(max(id), 0) FROM execution_entity'));
}

/**
 * Waits until no execution is under way that began after this one.
 *
 * @returns how many haven't come to a good end
 */
export async function executionsEnd(
	bed: Bed,
	after: number,
	milliseconds: number,
): Promise<number> {
	const count = async (condition: string) =>
		Number(
			await bed.queue.postgres.query(
				`SELECT count(*) FROM execution_entity WHERE id > ${after} AND ${condition}`,
			),
		);
	await until(async () => (await count("status IN ('new', 'running')")) === 0, milliseconds);
	return count("status <> 'success'");
}

/** How much n8n's database takes up. */
export async function storedMegabytes({ queue }: Bed): Promise<number> {
	return Number(await queue.postgres.query('SELECT pg_database_size(current_database())')) / 1e6;
}
