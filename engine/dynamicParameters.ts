import './bootstrap';
import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type INode,
	type INodeCredentials,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeTypes,
} from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import type { EngineCredentials } from './credentials';
import { countEvaluations, type EngineStats } from './stats';

export interface DynamicParameterParts {
	credentials: EngineCredentials;
	nodeTypes: INodeTypes;
	stats: EngineStats;
}

export interface DynamicParameterRequest {
	nodeType: string;
	typeVersion?: number;
	method: string;
	/** The node's parameters as they stand in the editor. */
	parameters?: INodeParameters;
	nodeCredentials?: INodeCredentials;
	/** Path of the parameter that asks, e.g. `parameters.locationId`. */
	path?: string;
}

/** Runs a picker's search ("From list") as n8n's editor has it run. */
export async function callListSearch(
	parts: DynamicParameterParts,
	request: DynamicParameterRequest,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { context, type } = prepare(parts, request);
	const method = type.methods?.listSearch?.[request.method];
	if (!method) throw new Error(`${request.nodeType} has no listSearch method "${request.method}"`);
	const result = await method.call(context, filter, paginationToken);
	// The editor keeps the token as text.
	const token: unknown = result?.paginationToken;
	return typeof token === 'number' ? { ...result, paginationToken: String(token) } : result;
}

/** Fills a drop-down as n8n's editor has it filled. */
export async function loadOptions(
	parts: DynamicParameterParts,
	request: DynamicParameterRequest,
): Promise<INodePropertyOptions[]> {
	const { context, type } = prepare(parts, request);
	const method = type.methods?.loadOptions?.[request.method];
	if (!method) throw new Error(`${request.nodeType} has no loadOptions method "${request.method}"`);
	return await method.call(context);
}

function prepare(parts: DynamicParameterParts, request: DynamicParameterRequest) {
	const { nodeTypes, credentials, stats } = parts;
	const type = nodeTypes.getByNameAndVersion(request.nodeType, request.typeVersion);
	const { version } = type.description;
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: request.nodeType,
		typeVersion: request.typeVersion ?? (Array.isArray(version) ? (version.at(-1) ?? 1) : version),
		position: [0, 0],
		parameters: request.parameters ?? {},
		credentials:
			request.nodeCredentials ??
			Object.fromEntries(
				(type.description.credentials ?? []).map(({ name }) => [
					name,
					{ id: '1', name: 'Account' },
				]),
			),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	countEvaluations(workflow, stats);
	const additionalData = createAdditionalData({
		credentialsHelper: credentials,
		// The editor sends every parameter, the untouched ones with their defaults.
		more: { currentNodeParameters: { ...node.parameters, ...request.parameters } },
	});
	const context = new LoadOptionsContext(workflow, node, additionalData, request.path ?? '');
	return { context, type };
}
