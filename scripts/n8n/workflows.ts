import { setTimeout as wait } from 'node:timers/promises';

import type { Workflow } from './examples';
import type { RestClient } from './rest';

const PUBLICATION_MS = 60_000;
const POLL_MS = 200;

export interface SavedWorkflow {
	id: string;
	versionId: string;
}

/** An execution as the editor's list shows it. */
export interface ExecutionSummary {
	id: string;
	status: 'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled';
	startedAt: string;
	stoppedAt?: string;
}

/** Saves a workflow as a new one, also where n8n has one of the same file already. */
export function addWorkflow(
	rest: RestClient,
	{ name, nodes, connections, settings }: Workflow,
): Promise<SavedWorkflow> {
	return rest.call('POST', '/workflows', { name, nodes, connections, settings });
}

/**
 * From now on its triggers start it.
 *
 * @throws {Error} if n8n can't set them up
 */
export async function publishWorkflow(
	rest: RestClient,
	{ id, versionId }: SavedWorkflow,
): Promise<void> {
	await rest.call('POST', `/workflows/${id}/activate`, { versionId });
	await publicationEnds(rest, id, 'published');
}

/** From now on nothing starts it. */
export async function unpublishWorkflow(rest: RestClient, { id }: SavedWorkflow): Promise<void> {
	await rest.call('POST', `/workflows/${id}/deactivate`, {});
	await publicationEnds(rest, id, 'not_published');
}

/** n8n answers before it has set up the triggers. */
async function publicationEnds(rest: RestClient, id: string, wanted: string): Promise<void> {
	const limit = Date.now() + PUBLICATION_MS;
	for (;;) {
		const { status } = await rest.call<{ status: string }>(
			'GET',
			`/workflows/${id}/publication-status`,
		);
		if (status === wanted) return;
		if (status === 'failed' || Date.now() > limit) {
			throw new Error(`The triggers of workflow ${id} are ${status}, not ${wanted}.`);
		}
		await wait(POLL_MS);
	}
}

/** Starts it as **Execute workflow** does, from the trigger of this name. */
export async function executeWorkflow(
	rest: RestClient,
	{ id }: SavedWorkflow,
	trigger: string,
): Promise<void> {
	await rest.call('POST', `/workflows/${id}/run`, { triggerToStartFrom: { name: trigger } });
}

/** The newest executions of a workflow, the newest first. */
export async function executionsOf(
	rest: RestClient,
	{ id }: SavedWorkflow,
	limit = 20,
): Promise<ExecutionSummary[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await rest.call<{ results: ExecutionSummary[] }>(
		'GET',
		`/executions?filter=${filter}&limit=${limit}`,
	);
	return results;
}
