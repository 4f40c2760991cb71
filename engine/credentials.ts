import './bootstrap';
import { getAdditionalKeys } from 'n8n-core';
import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	UnexpectedError,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type INodeTypes,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { LoadedPackage } from './package';
import { countEvaluations, type EngineStats } from './stats';

const mockNode: INode = {
	id: 'mock',
	name: '',
	typeVersion: 1,
	type: 'mock',
	position: [0, 0],
	parameters: {},
};

/**
 * n8n's CredentialsHelper without the database: one credential per type, held in memory. Defaults,
 * expressions, `authenticate` and `preAuthentication` are treated as n8n treats them.
 */
export class EngineCredentials extends ICredentialsHelper {
	constructor(
		private readonly packages: LoadedPackage[],
		private readonly stored: Record<string, ICredentialDataDecryptedObject>,
		private readonly nodeTypes: INodeTypes,
		private readonly stats: EngineStats,
	) {
		super();
	}

	/** The credential type of that name, from whichever package brings it. */
	getType(name: string): ICredentialType {
		return this.homeOf(name).getCredential(name);
	}

	getParentTypes(name: string): string[] {
		const home = this.packages.find(({ credentialTypes }) => credentialTypes.includes(name));
		const extended = home?.extendedTypes(name) ?? [];
		return extended.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	getSupportedNodes(name: string): string[] {
		return this.packages.flatMap((candidate) => candidate.supportedNodes(name));
	}

	isCredentialUsableByNode(name: string, nodeType: string): boolean {
		if (!this.packages.some(({ credentialTypes }) => credentialTypes.includes(name))) return true;
		return (
			!this.getType(name).restrictToSupportedNodes ||
			this.getSupportedNodes(name).includes(nodeType)
		);
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const type = this.getType(name);
		const combined: INodeProperties[] = [];
		for (const parent of type.extends ?? []) {
			NodeHelpers.mergeNodeProperties(combined, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(combined, type.properties);
		return combined;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveWith?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.stored[type];
		if (!data) {
			throw new UnexpectedError(
				`Credential with ID "${nodeCredentials.id}" does not exist for type "${type}".`,
			);
		}
		this.stats.decryptions++;
		if (raw) return { ...data };
		return this.applyDefaults(additionalData, data, type, mode, executeData, resolveWith);
	}

	/** Fills in defaults, drops what the type doesn't have and evaluates expressions. */
	applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		data: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveWith?: ICredentialsExpressionResolveValues,
	): ICredentialDataDecryptedObject {
		const complete = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			data as never,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (resolveWith) {
			try {
				return resolveWith.workflow.expression.getParameterValue(
					complete as never,
					resolveWith.runExecutionData,
					resolveWith.runIndex,
					resolveWith.itemIndex,
					resolveWith.node.name,
					resolveWith.connectionInputData,
					mode,
					keys,
					executeData,
					false,
					complete,
				) as unknown as ICredentialDataDecryptedObject;
			} catch (error) {
				(error as Error).message += ' [Error resolving credentials]';
				throw error;
			}
		}
		const workflow = new Workflow({
			nodes: [],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes,
		});
		countEvaluations(workflow, this.stats);
		return workflow.expression.getComplexParameterValue(
			mockNode,
			complete as never,
			mode,
			keys,
			undefined,
			undefined,
			complete,
		) as unknown as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.getType(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (authenticate?.type !== 'generic') return options;
		if (!workflow || !node) {
			throw new UnexpectedError(
				'Workflow and node are required for declarative credential authentication',
			);
		}
		const resolve = (value: string) => {
			if (!isExpression(value)) return value;
			const keys = { $credentials: credentials } as never;
			const resolved = workflow.expression.getSimpleParameterValue(
				node,
				value,
				'internal',
				keys,
				undefined,
				'',
			);
			return resolved ? String(resolved) : '';
		};
		options.headers ??= {};
		const target = options as unknown as Record<string, Record<string, unknown> | undefined>;
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries((entries ?? {}) as Record<string, string>)) {
				const section = (target[part] ??= {});
				section[resolve(key)] = resolve(value);
			}
		}
		return options;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.getType(typeName);
		const expirable = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true,
		);
		if (!expirable || !type.preAuthentication) return undefined;
		const isTest = node.parameters?.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;
		const output = await type.preAuthentication.call(helpers, credentials);
		if (output[expirable.name] === undefined) return undefined;
		const renewed = output as ICredentialDataDecryptedObject;
		this.stored[typeName] = { ...this.stored[typeName], ...renewed };
		return Object.assign(credentials, renewed);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const output = await this.getType(typeName).preAuthentication?.call(helpers, credentials);
		return output as ICredentialDataDecryptedObject | undefined;
	}

	async getCredentials(): Promise<never> {
		throw new UnexpectedError('Stored credentials are not available outside n8n');
	}

	async updateCredentials(
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored[type] = data;
	}

	async updateCredentialsOauthTokenData(
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored[type] = { ...this.stored[type], ...data };
	}

	private homeOf(name: string): LoadedPackage {
		const home = this.packages.find(({ credentialTypes }) => credentialTypes.includes(name));
		if (!home) throw new UnexpectedError(`Credential type "${name}" is not known`);
		return home;
	}
}
