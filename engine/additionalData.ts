import './bootstrap';
import { ExternalSecretsProxy, type ExecutionLifecycleHooks } from 'n8n-core';
import {
	UnexpectedError,
	type ICredentialsHelper,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** The n8n server that executions believe they run in. Nothing listens there. */
export const instanceUrl = 'http://localhost:5678';

function unavailable(what: string) {
	return async (): Promise<never> => {
		throw new UnexpectedError(`${what} is not available outside n8n`);
	};
}

export interface AdditionalDataOptions {
	credentialsHelper: ICredentialsHelper;
	hooks?: ExecutionLifecycleHooks;
	executionId?: string;
	baseUrl?: string;
	more?: Partial<IWorkflowExecuteAdditionalData>;
}

/** What n8n's server hands to every execution, without the server. */
export function createAdditionalData({
	credentialsHelper,
	hooks,
	executionId,
	baseUrl = instanceUrl,
	more = {},
}: AdditionalDataOptions): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		hooks,
		executionId,
		currentNodeExecutionIndex: 0,
		executeWorkflow: unavailable('Running another workflow'),
		startRunnerTask: unavailable('The task runner'),
		getRuntimeCredential: unavailable('A runtime credential'),
		getRunExecutionData: async () => undefined,
		externalSecretsProxy: new ExternalSecretsProxy(),
		logAiEvent: () => {},
		variables: {},
		restApiUrl: `${baseUrl}/rest`,
		instanceBaseUrl: `${baseUrl}/`,
		formBaseUrl: `${baseUrl}/form`,
		formWaitingBaseUrl: `${baseUrl}/form-waiting`,
		formTestBaseUrl: `${baseUrl}/form-test`,
		webhookBaseUrl: `${baseUrl}/webhook`,
		webhookWaitingBaseUrl: `${baseUrl}/webhook-waiting`,
		webhookTestBaseUrl: `${baseUrl}/webhook-test`,
		mcpBaseUrl: `${baseUrl}/mcp`,
		mcpTestBaseUrl: `${baseUrl}/mcp-test`,
		...more,
	};
}
