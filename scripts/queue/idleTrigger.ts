import type { INodeType, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** A trigger that does nothing but start its workflow with what came in: what n8n itself makes of a webhook. */
export class IdleTrigger implements INodeType {
	description: INodeType['description'] = {
		displayName: 'Idle Trigger',
		name: 'idleTrigger',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Idle Trigger' },
		inputs: [],
		outputs: ['main'],
		// It isn't read. But n8n looks whether a workflow may use those that are chosen in its nodes.
		credentials: [{ name: 'elepayWebhookApi' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const event = this.getBodyData();
		return {
			workflowData: [[{ json: { ...event, eventId: event.id } }]],
			webhookResponse: { message: 'Received' },
		};
	}
}
