import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeCredentials,
	type INodeParameters,
	type IWorkflowSettings,
} from 'n8n-workflow';
import type { Engine } from './engine';
import { countEvaluations } from './stats';

/** A trigger in a workflow of its own. */
export interface TriggerOptions {
	engine: Engine;
	/** Full name of the trigger's type. */
	nodeType: string;
	typeVersion?: number;
	/** Default: one of its own for each server or poller. */
	workflowId?: string;
	parameters?: INodeParameters;
	/** Default: one of each type that the node can use. */
	credentials?: INodeCredentials;
	/** The workflow's own, such as its time zone. */
	settings?: IWorkflowSettings;
	/** What was saved earlier, to play a restart of n8n. */
	staticData?: IDataObject;
}

/**
 * A published workflow that consists of the trigger.
 *
 * @param staticData its own from now on
 */
export function triggerWorkflow(
	{
		engine,
		nodeType: type,
		typeVersion,
		workflowId,
		parameters = {},
		credentials,
		settings,
	}: TriggerOptions,
	staticData: IDataObject,
) {
	const nodeType = engine.nodeTypes.getByNameAndVersion(type, typeVersion);
	const { version, displayName } = nodeType.description;
	const node: INode = {
		id: 'trigger',
		name: displayName,
		type,
		typeVersion: typeVersion ?? (Array.isArray(version) ? (version.at(-1) ?? 1) : version),
		position: [0, 0],
		webhookId: 'webhook-id',
		parameters: { ...parameters },
		credentials:
			credentials ??
			Object.fromEntries(
				(nodeType.description.credentials ?? []).map(({ name }) => [
					name,
					{ id: '1', name: 'Account' },
				]),
			),
	};
	const workflow = new Workflow({
		id: workflowId,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: engine.nodeTypes,
		settings,
		staticData,
	});
	countEvaluations(workflow, engine.stats);
	return { workflow, node, nodeType };
}
