import type { INodeProperties } from 'n8n-workflow';

import { NUMBER_OPTIONS } from './options';

const { maxConcurrency, maxTries, timeout } = NUMBER_OPTIONS;

/** Options of every operation: how a run sends its calls. Read once a run, from its first item. */
export const transportOptionFields: INodeProperties[] = [
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: maxConcurrency.min, maxValue: maxConcurrency.max, numberPrecision: 0 },
		default: 50,
		description:
			'How many rows are sent at once, 1 to 200. The node slows down by itself when elepay asks for it.',
	},
	{
		displayName: 'Max Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: maxTries.min, maxValue: maxTries.max, numberPrecision: 0 },
		default: 5,
		description:
			'How often a row is tried, 1 to 10, when elepay certainly has not processed it: too many requests, maintenance, no connection',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: timeout.min, maxValue: timeout.max, numberPrecision: 0 },
		default: 30000,
		description: 'How long to wait for an answer, in milliseconds',
	},
	{
		displayName: 'When the Outcome Is Unknown',
		name: 'onUncertain',
		type: 'options',
		displayOptions: { show: { '/operation': ['create'] } },
		options: [
			{
				name: 'Report the Row',
				value: 'fail',
				description: 'Tell that the code may exist, and under which order number',
			},
			{
				name: 'Try Again',
				value: 'retry',
				description:
					'Send the row again. elepay refuses the second code of an order number, so none is made twice.',
			},
		],
		default: 'fail',
		description:
			'What to do with a new code when no proper answer came and elepay may have made it all the same',
	},
];
