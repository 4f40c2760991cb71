import type { INodeProperties } from 'n8n-workflow';

import { TOLERANCE } from './signature';

/** The node's fields. */
export const properties: INodeProperties[] = [
	{
		displayName:
			"elepay is told this node's address by hand: in the elepay dashboard under Developer settings > Webhook, where test and live mode have lists of their own. Paste an address from Webhook URLs above:<ul><li>the Test URL in test mode, while you build: n8n answers there only after a click on Test this trigger</li><li>the Production URL in live mode, once the workflow is published; in test mode too, if it is to take test payments</li></ul>Each webhook in the dashboard has a signing secret of its own: the credential has to hold the one of the address in use.",
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Charge Revoked',
				value: 'charge.revoked',
				description: 'A payment was cancelled, or had been started and not been made in time',
			},
			{
				name: 'Charge Succeeded',
				value: 'charge.succeeded',
				description: 'A customer has paid',
			},
			{
				name: 'Reader Activated',
				value: 'reader.activated',
				description: 'A card reader was set up',
			},
			{
				name: 'Refund Succeeded',
				value: 'refund.succeeded',
				description: 'A payment was refunded, in full or in part',
			},
			{
				name: 'Source Activated',
				value: 'source.activated',
				description: "A customer's payment method was saved",
			},
			{
				name: 'Source Inactivated',
				value: 'source.inactivated',
				description: "A customer's saved payment method was taken out of use",
			},
		],
		default: ['charge.succeeded'],
		description: 'Which events start the workflow. Others are answered and left aside.',
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
		description: 'Whether events of real payments, of test payments or of both start the workflow',
	},
	{
		displayName: 'Location IDs',
		name: 'locationIds',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Location ID' },
		default: [],
		placeholder: 'e.g. loc_0123456789',
		description:
			'Stores whose events start the workflow; every store if there is none. Events that name no store, such as refunds, start nothing then.',
	},
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
				default: 300,
				description:
					"How many seconds the time of a signature may be away from this machine's clock, 30 to 3600",
			},
			{
				displayName: 'Confirm Payment',
				name: 'confirmWithApi',
				type: 'boolean',
				default: false,
				description:
					'Whether to read the charge of Charge Succeeded back from elepay before the workflow starts. A charge that elepay does not know as paid starts nothing. Needs the Elepay API credential.',
			},
		],
	},
];
