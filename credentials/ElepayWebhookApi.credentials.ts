import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What elepay signs its events with. It can't be used to call elepay, so a trigger spends nothing. */
export class ElepayWebhookApi implements ICredentialType {
	name = 'elepayWebhookApi';

	displayName = 'Elepay Webhook API';

	icon: Icon = { light: 'file:../icons/elepay.svg', dark: 'file:../icons/elepay.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-elepay/n8n-nodes-elepay#elepay-trigger';

	properties: INodeProperties[] = [
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: "In the elepay dashboard: Developer settings > Webhook, in the details of the webhook with this trigger's URL",
			description: 'Every webhook has its own secret, separate for test and live mode',
		},
		{
			// n8n says "Connection tested successfully" whatever the test's own words are
			displayName:
				"n8n can't ask elepay whether this secret is right: its test only looks at the form. A wrong secret shows when the first event comes in, while you listen for it in the editor and in n8n's log.",
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
	];
}
