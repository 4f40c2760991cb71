import type { TriggerPanelDefinition } from 'n8n-workflow';

const modes =
	'<b>While you build</b>: click <b>Execute step</b> and add the Test URL in the elepay dashboard under Developer settings > Webhook, in test mode. Then pay a test code; its event shows up in the editor. <br /> <br />';

/** What the panel beside the node says while it waits for its first event. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Listen for payments',
	executionsHelp: {
		inactive: `${modes} <b>For real payments</b>: publish the workflow and add the Production URL in the elepay dashboard under Developer settings > Webhook, in live mode. Its events show up in the executions list, but not in the editor.`,
		active: `${modes} <b>For real payments</b>: the workflow is published, so elepay can send to the Production URL. Make sure it's listed in the elepay dashboard under Developer settings > Webhook, in live mode. Its events show up in the <a data-key="executions">executions list</a>, but not in the editor.`,
	},
	activationHint:
		'Once the workflow is published and its Production URL is added in elepay, it starts by itself.',
};
