import { Workflow, type IDataObject, type INode, type IWebhookData } from 'n8n-workflow';

import { createEngine, loadPackage, type Engine } from '../../engine';
import { createAdditionalData } from '../../engine/additionalData';
// After the engine, which makes it ready for a process without n8n
import { WebhookContext } from 'n8n-core';

import { eventOf, SECRET, signature } from './support/deliveries';
import { TYPE } from './support/triggers';

const NODE: INode = {
	id: 'trigger',
	name: 'Trigger',
	type: TYPE,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { elepayWebhookApi: { id: '1', name: 'Secret' } },
};

let engine: Engine;

beforeAll(async () => {
	engine = createEngine({
		packages: [await loadPackage()],
		credentials: { elepayWebhookApi: { signingSecret: SECRET } },
	});
});

function workflowOf(staticData: IDataObject): Workflow {
	const { nodeTypes } = engine;
	return new Workflow({
		id: 'w',
		nodes: [NODE],
		connections: {},
		active: true,
		nodeTypes,
		staticData,
	});
}

/**
 * One request, step by step as n8n 2.41 handles it in one process.
 *
 * @param database the static data saved by then
 * @returns what the request was answered, and the static data saved afterwards
 */
async function handle(event: object, database: string) {
	const body = Buffer.from(JSON.stringify(event));
	const headers = { 'elepay-signature': signature(body), 'content-type': 'application/json' };
	const trigger = engine.nodeTypes.getByNameAndVersion(TYPE);
	const staticData = JSON.parse(database) as IDataObject;
	const workflow = workflowOf(staticData);
	const context = new WebhookContext(
		workflow,
		NODE,
		createAdditionalData({
			credentialsHelper: engine.credentials,
			more: { httpRequest: { headers, rawBody: body }, httpResponse: {} } as object,
		}),
		'webhook',
		{ webhookDescription: trigger.description.webhooks?.[0] } as IWebhookData,
		[],
		null,
	);
	const result = await trigger.webhook?.call(context);
	// The execution gets an object of its own of the same data: now `workflow` looks unchanged
	if (result?.workflowData) workflowOf(staticData);
	const { message } = result?.webhookResponse as { message: string };
	const isSaved = workflow.staticData.__dataChanged === true;
	return { message, database: isSaved ? JSON.stringify(workflow.staticData) : database };
}

test('n8n saves every event that has started a workflow', async () => {
	const events = [eventOf(), eventOf(), eventOf()];
	const messages: string[] = [];
	let database = '{}';
	for (const event of [...events, ...events]) {
		const outcome = await handle(event, database);
		messages.push(outcome.message);
		({ database } = outcome);
	}
	expect(messages).toEqual([...Array(3).fill('Received'), ...Array(3).fill('Received before')]);
	const { startedEvents } = JSON.parse(database)['node:Trigger'] as {
		startedEvents: Record<string, { hashes: string }>;
	};
	const hashes = Object.values(startedEvents).flatMap((minute) => minute.hashes.match(/ \S+/g));
	expect(new Set(hashes).size).toBe(events.length);
});
