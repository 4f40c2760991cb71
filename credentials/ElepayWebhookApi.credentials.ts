import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What elepay signs its events with. It can't be used to call elepay, so a trigger spends nothing. */
export class ElepayWebhookApi implements ICredentialType {
	name = 'elepayWebhookApi';

	displayName = 'Elepay Webhook Signing Secret API';

	icon: Icon = { light: 'file:../icons/elepay.svg', dark: 'file:../icons/elepay.dark.svg' };

	documentationUrl = 'https://docs.elepay.io';

	properties: INodeProperties[] = [
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"In the elepay dashboard under Developer settings > Webhook, in the details of the webhook that holds the trigger's URL. Each webhook has a secret of its own, in test mode and in live mode.",
		},
	];
}
