import './bootstrap';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	deepCopy,
	Workflow,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeCredentials,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypes,
	type IPinData,
	type IRun,
	type ITaskData,
	type IWorkflowSettings,
} from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { testCredential } from './credentialTest';
import { EngineCredentials } from './credentials';
import { callListSearch, loadOptions } from './dynamicParameters';
import { standInNodes } from './nodes';
import { EngineNodeTypes } from './nodeTypes';
import type { LoadedPackage } from './package';
import { countEvaluations, createStats, type EngineStats } from './stats';

export interface EngineOptions {
	packages?: LoadedPackage[];
	/** One credential per credential type. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** Single node types by full name. They win over those of the packages. */
	extraNodeTypes?: Record<string, INodeType>;
}

/** The part of an exported workflow that the engine needs. */
export interface EngineWorkflow {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	/** Used in manual mode only, as in n8n. */
	pinData?: IPinData;
	staticData?: IDataObject;
}

export interface RunOptions {
	/** The items that the start node receives. Default: one empty item. */
	input?: INodeExecutionData[];
	/** Default: the first enabled node that nothing leads to and that leads somewhere. */
	startNode?: string;
	/** Default: `manual` if the workflow has pinned data, else `trigger`. */
	mode?: 'manual' | 'trigger';
	/** Cancels the execution, as the editor's stop button does. */
	signal?: AbortSignal;
	onNodeAfter?: (nodeName: string, data: ITaskData) => void;
}

export interface Engine {
	/**
	 * Runs a workflow to its end. A failed node is in the result (`nodeError`, `status`), not thrown;
	 * a workflow that n8n wouldn't start (unknown node, missing required parameter) is thrown.
	 */
	run(workflow: EngineWorkflow, options?: RunOptions): Promise<IRun>;
	testCredential(
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<INodeCredentialTestResult>;
	callListSearch(
		nodeType: string,
		method: string,
		parameters?: INodeParameters,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult>;
	loadOptions(
		nodeType: string,
		method: string,
		parameters?: INodeParameters,
		nodeCredentials?: INodeCredentials,
	): Promise<INodePropertyOptions[]>;
	readonly stats: EngineStats;
	readonly nodeTypes: INodeTypes;
	readonly credentials: EngineCredentials;
}

let executions = 0;

/** n8n's execution engine for the given packages and credentials, without n8n. */
export function createEngine({
	packages = [],
	credentials: stored = {},
	extraNodeTypes = {},
}: EngineOptions = {}): Engine {
	const stats = createStats();
	const nodeTypes = new EngineNodeTypes(packages, extraNodeTypes, standInNodes);
	const credentials = new EngineCredentials(packages, { ...stored }, nodeTypes, stats);
	const parts = { credentials, nodeTypes, stats };
	return {
		stats,
		nodeTypes,
		credentials,
		run: async (workflow, options) => await run(parts, workflow, options),
		testCredential: async (type, data) => await testCredential(parts, type, data),
		callListSearch: async (nodeType, method, parameters, filter, token) =>
			await callListSearch(parts, { nodeType, method, parameters }, filter, token),
		loadOptions: async (nodeType, method, parameters, nodeCredentials) =>
			await loadOptions(parts, { nodeType, method, parameters, nodeCredentials }),
	};
}

interface Parts {
	credentials: EngineCredentials;
	nodeTypes: EngineNodeTypes;
	stats: EngineStats;
}

async function run(
	{ credentials, nodeTypes, stats }: Parts,
	workflow: EngineWorkflow,
	{ input = [{ json: {} }], startNode, mode, signal, onNodeAfter }: RunOptions = {},
): Promise<IRun> {
	const hasPinData = Object.keys(workflow.pinData ?? {}).length > 0;
	const executionMode = mode ?? (hasPinData ? 'manual' : 'trigger');
	const pinData = executionMode === 'manual' ? copyItems(workflow.pinData ?? {}) : {};
	const pinned = workflow.nodes.filter(({ name }) => name in pinData).map(({ type }) => type);
	const executable = new Workflow({
		id: workflow.id ?? 'engine',
		name: workflow.name ?? 'Workflow',
		// n8n writes default parameters into the nodes, so it gets nodes of its own.
		nodes: deepCopy(workflow.nodes),
		connections: workflow.connections,
		active: false,
		nodeTypes: nodeTypes.withPinned(pinned),
		settings: { executionOrder: 'v1', ...workflow.settings },
		staticData: workflow.staticData,
	});
	countEvaluations(executable, stats);

	const executionId = String(++executions);
	const hooks = new ExecutionLifecycleHooks(executionMode, executionId, {
		id: executable.id,
		name: executable.name ?? '',
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: workflow.nodes,
		connections: workflow.connections,
	});
	if (onNodeAfter) hooks.addHandler('nodeExecuteAfter', (name, data) => onNodeAfter(name, data));

	const execution = new WorkflowExecute(
		createAdditionalData({ credentialsHelper: credentials, hooks, executionId }),
		executionMode,
		createRunExecutionData({
			resultData: { pinData },
			executionData: {
				nodeExecutionStack: [
					{ node: findStart(executable, startNode), data: { main: [input] }, source: null },
				],
			},
		}),
	).processRunExecutionData(executable);

	const cancel = () => execution.cancel();
	if (signal?.aborted) cancel();
	signal?.addEventListener('abort', cancel, { once: true });
	try {
		return await execution;
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
}

/** n8n links the pinned items to their origin, so it gets items of its own. */
function copyItems(pinData: IPinData): IPinData {
	const copies = Object.entries(pinData).map(([name, pinned]) => [
		name,
		pinned.map((item) => ({ ...item })),
	]);
	return Object.fromEntries(copies) as IPinData;
}

function findStart(workflow: Workflow, name?: string): INode {
	const isStart = (node: INode) =>
		!node.disabled &&
		workflow.getParentNodes(node.name).length === 0 &&
		workflow.getChildNodes(node.name).length > 0;
	const all = Object.values(workflow.nodes);
	const start = name ? workflow.getNode(name) : (all.find(isStart) ?? all[0]);
	if (!start) throw new Error(`The workflow has no node ${name ? `"${name}"` : 'to start with'}`);
	return start;
}
