import type { Workflow } from './examples';
import type { RestClient } from './rest';

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

export function addWorkflow(rest: RestClient, workflow: Workflow): Promise<SavedWorkflow> {
	return rest.call('POST', '/workflows', workflow);
}

/** From now on its triggers start it. */
export async function publishWorkflow(
	rest: RestClient,
	{ id, versionId }: SavedWorkflow,
): Promise<void> {
	await rest.call('POST', `/workflows/${id}/activate`, { versionId });
}

/** From now on nothing starts it. */
export async function unpublishWorkflow(rest: RestClient, { id }: SavedWorkflow): Promise<void> {
	await rest.call('POST', `/workflows/${id}/deactivate`, {});
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
