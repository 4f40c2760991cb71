import './bootstrap';
import { CredentialTestContext, ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	VersionedNodeType,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunction,
	type ICredentialTestRequestData,
	type INode,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import type { EngineCredentials } from './credentials';
import { countEvaluations, type EngineStats } from './stats';

export interface CredentialTestParts {
	credentials: EngineCredentials;
	nodeTypes: INodeTypes;
	stats: EngineStats;
}

/** What happens when somebody presses "Save" or "Retry" in n8n's credential window. */
export async function testCredential(
	{ credentials, nodeTypes, stats }: CredentialTestParts,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const test = findTest(credentials, nodeTypes, type);
	if (!test) {
		return { status: 'Error', message: 'No testing function found for this credential.' };
	}
	const additionalData = createAdditionalData({ credentialsHelper: credentials });
	const decrypted: ICredentialsDecrypted = { id: '1', name: 'Account', type };
	try {
		decrypted.data = credentials.applyDefaults(additionalData, data, type, 'internal');
	} catch (error) {
		return { status: 'Error', message: (error as Error).message };
	}
	if (typeof test === 'function') {
		return await test.call(new CredentialTestContext(additionalData), decrypted);
	}
	return await runRequestTest({ test, decrypted, additionalData, nodeTypes, stats });
}

function findTest(
	credentials: EngineCredentials,
	nodeTypes: INodeTypes,
	type: string,
): ICredentialTestFunction | ICredentialTestRequestData | undefined {
	const { test } = credentials.getType(type);
	if (test) return { testRequest: test };
	for (const name of credentials.getSupportedNodes(type)) {
		const node = nodeTypes.getByName(name);
		const versions =
			node instanceof VersionedNodeType
				? Object.values(node.nodeVersions).reverse()
				: [node as INodeType];
		for (const nodeType of versions) {
			const testedBy = nodeType.description.credentials?.find(
				(used) => used.name === type,
			)?.testedBy;
			if (typeof testedBy === 'string') return nodeType.methods?.credentialTest?.[testedBy];
			if (testedBy) return { nodeType, testRequest: testedBy };
		}
	}
	return undefined;
}

interface RequestTest {
	test: ICredentialTestRequestData;
	decrypted: ICredentialsDecrypted;
	additionalData: IWorkflowExecuteAdditionalData;
	nodeTypes: INodeTypes;
	stats: EngineStats;
}

/** Sends the test request as a declarative node of one property would. */
async function runRequestTest({
	test,
	decrypted,
	additionalData,
	nodeTypes,
	stats,
}: RequestTest): Promise<INodeCredentialTestResult> {
	const base = test.nodeType ?? nodeTypes.getByNameAndVersion('n8n-nodes-base.noOp');
	const { version } = base.description;
	const nodeType: INodeType = {
		description: {
			...base.description,
			credentials: [{ name: decrypted.type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.testRequest.request },
					default: '',
				},
			],
		},
	};
	const node: INode = {
		id: 'temp',
		parameters: {},
		name: 'Temp-Node',
		type: base.description.name,
		typeVersion: Array.isArray(version) ? (version.at(-1) ?? 1) : version,
		position: [0, 0],
		credentials: { [decrypted.type]: { id: decrypted.id, name: decrypted.name } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	countEvaluations(workflow, stats);
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const rules = test.testRequest.rules ?? [];
	try {
		const output = await new RoutingNode(context, nodeType, decrypted).runNode();
		const body = output?.[0]?.[0]?.json ?? {};
		for (const rule of rules) {
			if (
				rule.type === 'responseSuccessBody' &&
				body[rule.properties.key] === rule.properties.value
			) {
				return { status: 'Error', message: rule.properties.message };
			}
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: explain(error as TestError, rules) };
	}
}

interface TestError extends Error {
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

function explain(
	error: TestError,
	rules: NonNullable<ICredentialTestRequestData['testRequest']['rules']>,
): string {
	const response = error.cause?.response;
	if (!response) return error.cause?.code ?? error.message;
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return rule.properties.message;
		}
	}
	if (response.status < 199 || response.status > 299) {
		return response.statusText || `Received HTTP status code: ${response.status}`;
	}
	return error.message;
}
