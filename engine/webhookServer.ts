import './bootstrap';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	NodeHelpers,
	type IDataObject,
	type Workflow,
	type IHttpRequestMethods,
	type INode,
	type INodeExecutionData,
	type IWebhookData,
	type IWebhookDescription,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WebhookSetupMethodNames,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { triggerWorkflow, type TriggerOptions } from './triggerNode';
import { parseBody, prepareRequest, RequestRefused, type WebhookRequest } from './webhookRequest';
import { prepareResponse, type WebhookResponse } from './webhookResponse';

const mebibyte = 1024 * 1024;

export interface WebhookServerOptions extends TriggerOptions {
	/** `webhook` is the production URL of an active workflow, `manual` the test URL. */
	mode?: 'webhook' | 'manual';
	/** n8n's default is 16. */
	maxBodyMebibytes?: number;
	port?: number;
}

export interface WebhookServer {
	/** The URL that a user would copy from the trigger's panel. */
	readonly url: string;
	/** One entry per workflow started: the items of each output of the trigger. */
	readonly executions: INodeExecutionData[][][];
	/** What the node threw. n8n answers 500 and records a failed execution. */
	readonly errors: Error[];
	/** The workflow's static data as n8n's database would hold it. */
	readonly staticData: IDataObject;
	/** What n8n does when the workflow is activated: `checkExists`, then `create` where needed. */
	activate(): Promise<void>;
	/** What n8n does when the workflow is deactivated: `delete`. */
	deactivate(): Promise<void>;
	close(): Promise<void>;
}

/**
 * A trigger's webhook behind a real HTTP server on loopback, called as n8n calls it: the node runs in
 * n8n-core's WebhookContext, each request in a workflow of its own that starts from the static data
 * saved by then and saves its own when the node has answered. So two requests at the same moment
 * don't see each other's changes, just as in n8n.
 */
export async function startWebhookServer({
	workflowId = randomUUID(),
	...options
}: WebhookServerOptions): Promise<WebhookServer> {
	const { engine, mode = 'webhook', maxBodyMebibytes = 16 } = options;
	const executions: INodeExecutionData[][][] = [];
	const errors: Error[] = [];
	let saved = JSON.stringify(options.staticData ?? {});
	let baseUrl = '';

	const call = (more: Partial<IWorkflowExecuteAdditionalData> = {}): Call => {
		const additionalData = createAdditionalData({
			credentialsHelper: engine.credentials,
			baseUrl,
			more,
		});
		return prepareCall(
			{ ...options, workflowId },
			additionalData,
			JSON.parse(saved) as IDataObject,
		);
	};
	const save = ({ workflow }: Call) => {
		if (workflow.staticData.__dataChanged === true) saved = JSON.stringify(workflow.staticData);
	};

	const answer = async (request: WebhookRequest, response: WebhookResponse) => {
		const current = call({ httpRequest: request, httpResponse: response });
		const { path, httpMethod } = current.webhook;
		if (request.path !== urlPath(mode, path) || request.method !== httpMethod) {
			throw new RequestRefused(404, `The requested webhook "${request.path}" is not registered.`);
		}
		await parseBody(request);
		let result: IWebhookResponseData;
		try {
			result = await runWebhook(current, mode);
		} catch (error) {
			errors.push(error as Error);
			throw new RequestRefused(500, 'Workflow Webhook Error: Workflow could not be started!');
		}
		if (result.workflowData) executions.push(result.workflowData);
		// In n8n's order: the node is asked for its answer once the workflow has been started
		const send = result.noWebhookResponse ? undefined : respond(response, current, result);
		save(current);
		send?.();
	};

	const handle = async (message: IncomingMessage, raw: ServerResponse) => {
		const response = prepareResponse(raw);
		try {
			await answer(prepareRequest(message, maxBodyMebibytes * mebibyte), response);
		} catch (error) {
			message.resume();
			if (!response.headersSent) refuse(response, error as Error);
		}
	};

	const server = createServer((message, response) => void handle(message, response));
	await new Promise<void>((resolve) => {
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	const runHook = async (method: WebhookSetupMethodNames, activation: 'activate' | 'update') => {
		const current = call();
		const { workflow, node, additionalData, webhook, nodeType } = current;
		const hook = nodeType.webhookMethods?.[webhook.webhookDescription.name]?.[method];
		const context = new HookContext(
			workflow,
			node,
			additionalData,
			mode === 'manual' ? 'manual' : 'trigger',
			activation,
			webhook,
		);
		const result = await hook?.call(context);
		save(current);
		return result;
	};

	return {
		url: `${baseUrl}${urlPath(mode, call().webhook.path)}`,
		executions,
		errors,
		get staticData() {
			return JSON.parse(saved) as IDataObject;
		},
		async activate() {
			if (!(await runHook('checkExists', 'activate'))) await runHook('create', 'activate');
		},
		async deactivate() {
			await runHook('delete', 'update');
		},
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

function urlPath(mode: 'webhook' | 'manual', path: string): string {
	return `/${mode === 'manual' ? 'webhook-test' : 'webhook'}/${path}`;
}

type Call = ReturnType<typeof prepareCall>;

function prepareCall(
	options: WebhookServerOptions & { workflowId: string },
	additionalData: IWorkflowExecuteAdditionalData,
	staticData: IDataObject,
) {
	const { workflowId } = options;
	const { workflow, node, nodeType } = triggerWorkflow(options, staticData);
	const { webhooks = [] } = nodeType.description;
	const description = webhooks[0];
	if (!description) throw new Error(`${node.type} has no webhook`);
	const webhook: IWebhookData = {
		httpMethod: evaluate(workflow, node, description, 'httpMethod', 'GET') as IHttpRequestMethods,
		node: node.name,
		path: NodeHelpers.getNodeWebhookPath(
			workflowId,
			node,
			String(evaluate(workflow, node, description, 'path', '')).replace(/^\/|\/$/g, ''),
			evaluate(workflow, node, description, 'isFullPath', false) as boolean,
		),
		webhookDescription: description,
		workflowId,
		workflowExecuteAdditionalData: additionalData,
	};
	return { workflow, node, nodeType, webhook, additionalData };
}

function evaluate(
	workflow: Workflow,
	node: INode,
	description: IWebhookDescription,
	property: keyof IWebhookDescription,
	fallback: string | number | boolean,
): unknown {
	const value = description[property] as string | undefined;
	return workflow.expression.getSimpleParameterValue(
		node,
		value,
		'internal',
		{},
		undefined,
		fallback,
	);
}

async function runWebhook(
	{ workflow, node, nodeType, webhook, additionalData }: Call,
	mode: WorkflowExecuteMode,
): Promise<IWebhookResponseData> {
	if (!nodeType.webhook) throw new Error(`${node.type} has no webhook function`);
	const closeFunctions: Array<() => Promise<void>> = [];
	const context = new WebhookContext(
		workflow,
		node,
		additionalData,
		mode,
		webhook,
		closeFunctions,
		null,
	);
	try {
		return await nodeType.webhook.call(context);
	} finally {
		await Promise.allSettled(closeFunctions.map(async (close) => await close()));
	}
}

/** n8n's answer where a request fails before or in the node. */
function refuse(response: WebhookResponse, error: Error): void {
	const { status, hint } = error instanceof RequestRefused ? error : new RequestRefused(500, '');
	const code = status === 500 ? 0 : status;
	response.status(status).json({ code, message: error.message, hint });
}

/** n8n's answer for the response mode `onReceived`, to be sent. */
function respond(
	response: WebhookResponse,
	{ workflow, node, webhook }: Call,
	{ workflowData, webhookResponse }: IWebhookResponseData,
): () => void {
	const { webhookDescription } = webhook;
	const status = Number(evaluate(workflow, node, webhookDescription, 'responseCode', 200));
	const responseData = workflowData
		? evaluate(workflow, node, webhookDescription, 'responseData', '')
		: '';
	const started = workflowData ? 'Workflow was started' : 'Webhook call received';
	const body =
		responseData === 'noData'
			? undefined
			: responseData || (webhookResponse ?? { message: started });
	return () => {
		response.status(status);
		if (typeof body === 'string') response.send(body);
		else response.json(body);
	};
}
