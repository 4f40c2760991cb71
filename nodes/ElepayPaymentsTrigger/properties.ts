import type { INodeProperties } from 'n8n-workflow';

import { PAYMENT_METHODS } from '../api/paymentMethods';
import { locationFilter } from '../listSearch/locationFilter';

/** The options that are numbers: what they are unless set, and their limits. */
export const LIMITS = {
	/** Days. */
	catchUp: { default: 7, min: 1, max: 90 },
	/** Minutes. */
	overlap: { default: 60, min: 5, max: 4_320 },
	/** Days. */
	refundsOf: { default: 90, min: 1, max: 400 },
};

/** The node's fields. n8n adds Poll Times. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'This trigger asks elepay for new payments at the Poll Times above. It needs no public address, and payments made while n8n was down arrive later. The secret key decides whether test or real payments arrive. The first look starts nothing: it only notes where to begin.',
		name: 'pollNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'What to Watch',
		name: 'watch',
		type: 'options',
		options: [
			{ name: 'Payments', value: 'payments', description: 'Payments by customers' },
			{ name: 'Payments and Refunds', value: 'both' },
			{
				name: 'Refunds',
				value: 'refunds',
				description: 'Refunds to customers, in full or in part',
			},
		],
		default: 'payments',
		description: 'What starts the workflow',
	},
	locationFilter('Only payments at these stores, and their refunds. Leave empty for all stores.'),
	{
		displayName: 'Payment Methods',
		name: 'paymentMethods',
		type: 'multiOptions',
		options: PAYMENT_METHODS,
		default: [],
		description: 'Only payments made with one of these, and their refunds. Leave empty for all.',
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
				displayName: 'Catch Up At Most',
				name: 'catchUp',
				type: 'number',
				typeOptions: {
					minValue: LIMITS.catchUp.min,
					maxValue: LIMITS.catchUp.max,
					numberPrecision: 0,
				},
				default: 7,
				description:
					'How many days back payments still start the workflow after n8n was down or the workflow unpublished, from 1 to 90. Earlier ones are counted in the list of executions.',
			},
			{
				displayName: 'Overlap',
				name: 'overlap',
				type: 'number',
				typeOptions: {
					minValue: LIMITS.overlap.min,
					maxValue: LIMITS.overlap.max,
					numberPrecision: 0,
				},
				default: 60,
				description:
					'How many minutes before the latest payment to read again, for payments that elepay shows late, from 5 to 4,320',
			},
			{
				displayName: 'Refunds of the Last Days',
				name: 'refundsOf',
				type: 'number',
				typeOptions: {
					minValue: LIMITS.refundsOf.min,
					maxValue: LIMITS.refundsOf.max,
					numberPrecision: 0,
				},
				default: 90,
				description:
					'How many days ago a payment may have been made for its refunds to be seen, from 1 to 400. elepay has no list of refunds, so all refunded payments of that time are read at each look.',
			},
		],
	},
];
