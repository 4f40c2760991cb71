import type { INodeProperties } from 'n8n-workflow';

import { locationFilter } from '../listSearch/locationFilter';
import { EVENT_TYPES, PAYMENT } from './eventTypes';
import { TOLERANCE } from './signature';

/** The node's fields. */
export const properties: INodeProperties[] = [
	{
		displayName:
			"Add this trigger's URL to elepay: open the elepay dashboard, then Developer settings > Webhook (test and live mode have separate lists). Copy a URL from Webhook URLs above:<ul><li>Test URL, in test mode, while building. It works only while n8n is listening (Execute step).</li><li>Production URL, in live mode, after publishing. Add it in test mode as well to receive test payments.</li></ul>Each webhook has its own signing secret. Put the one for this URL into the credential. If nothing arrives:<ul><li>n8n has to be reachable from the Internet: elepay can't send to a URL with localhost.</li><li>Look at the webhook's version in elepay: V2 sends nothing in test mode, V1 does.</li></ul>",
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [...EVENT_TYPES],
		default: [PAYMENT],
		description: 'Which events start the workflow. All others are ignored.',
	},
	{
		displayName: 'Mode',
		name: 'liveMode',
		type: 'options',
		options: [
			{ name: 'Live and Test', value: 'both' },
			{ name: 'Live Only', value: 'live' },
			{ name: 'Test Only', value: 'test' },
		],
		default: 'both',
		description:
			'Which payments start the workflow: real ones, test ones, or both. A signing secret belongs to one of them, so test payments only arrive with the secret of a webhook in test mode.',
	},
	locationFilter(
		'Only events from these stores start the workflow. Leave empty for all stores. If set, events without a store, such as refunds, are ignored. The list needs the Elepay API credential.',
	),
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Clock Tolerance',
				name: 'tolerance',
				type: 'number',
				typeOptions: {
					minValue: TOLERANCE.min,
					maxValue: TOLERANCE.max,
					numberPrecision: 0,
				},
				default: 1800,
				description:
					"How many seconds ago elepay may have signed an event by this server's clock, from 30 to 3,600. elepay repeats an event for up to 1,280 seconds; repeats may be lost with less than that.",
			},
			{
				displayName: 'Confirm Payment',
				name: 'confirmWithApi',
				type: 'boolean',
				default: false,
				description:
					"Whether to check each payment with elepay before the workflow starts. Payments that elepay doesn't confirm are ignored. Needs the Elepay API credential.",
			},
		],
	},
];
