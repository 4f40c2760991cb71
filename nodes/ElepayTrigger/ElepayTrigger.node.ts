import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { loadLocations } from '../listSearch/locationFilter';
import { checkCredentials } from './checkCredentials';
import { subtitle } from './eventTypes';
import { checkFilters } from './filters';
import { triggerPanel } from './panel';
import { properties } from './properties';
import { receive } from './receive';
import { signingSecretTest } from './secret';

export class ElepayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Elepay Trigger',
		name: 'elepayTrigger',
		icon: { light: 'file:../../icons/elepay.svg', dark: 'file:../../icons/elepay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle,
		// The list of nodes shows it for both nodes of this package
		description: 'Create EasyQR payment codes, or start the workflow when a customer pays',
		eventTriggerDescription: 'Pay a test code to see its event here',
		defaults: { name: 'Elepay Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				displayName: 'Signing Secret of the Webhook',
				name: 'elepayWebhookApi',
				required: true,
				testedBy: 'signingSecretTest',
			},
			{
				displayName: 'Elepay Account (Only for the List of Stores and Confirm Payment)',
				name: 'elepayApi',
				required: false,
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Nothing of the event: n8n then answers with what the node gives as its response
				responseData: '',
				path: 'webhook',
			},
		],
		triggerPanel,
		properties,
	};

	methods = { credentialTest: { signingSecretTest }, loadOptions: { loadLocations } };

	/**
	 * elepay has no API for webhooks: they are added and taken out by hand in its dashboard. So there
	 * is nobody to ask, and nothing that n8n could set up or clean up.
	 */
	webhookMethods = {
		default: {
			/** Nobody can be asked, so n8n goes on to `create` each time the workflow is published. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			/** Registers nothing. It only refuses to publish a node that can't work. */
			async create(this: IHookFunctions): Promise<boolean> {
				checkFilters(this);
				await checkCredentials(this);
				return true;
			},
			/** Takes nothing back. elepay goes on sending until the webhook is deleted in its dashboard. */
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
