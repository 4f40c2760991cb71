import type { TriggerPanelDefinition } from 'n8n-workflow';

const modes =
	"<b>While you build</b>: click 'Test this trigger' and paste the Test URL into the elepay dashboard under Developer settings > Webhook, in test mode. Then pay a test code; the event shows up in the editor. <br /> <br />";

/** What the panel beside the node says while it waits for its first event. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Wait for payments that elepay reports',
	executionsHelp: {
		inactive: `${modes} <b>For real payments</b>: publish the workflow and paste the Production URL into the elepay dashboard under Developer settings > Webhook, in live mode. Its events show up in the executions list, but not in the editor.`,
		active: `${modes} <b>For real payments</b>: the workflow is published, so elepay can send to the Production URL. It has to stand in the elepay dashboard under Developer settings > Webhook, in live mode. Its events show up in the <a data-key="executions">executions list</a>, but not in the editor.`,
	},
	activationHint:
		'Publish the workflow and register the Production URL in the elepay dashboard to have it start without this button.',
};
