import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../fields/field';
import type { Operation } from './operation';

const includeInputFields: Field = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: false,
	description:
		"Whether to keep the row's own columns in the output, e.g. to write back to a sheet. Where a column has the name of an elepay field, elepay's value wins.",
};

const maxConcurrency: Field = {
	displayName: 'Max Concurrency',
	name: 'maxConcurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200, numberPrecision: 0 },
	default: 50,
	description:
		'How many rows to send at the same time, from 1 to 200. Slows down automatically when elepay asks.',
};

const maxTries: Field = {
	displayName: 'Max Tries',
	name: 'maxTries',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
	default: 5,
	description:
		"How many times to try a row, from 1 to 10, when it's certain that elepay didn't process it (too many requests, maintenance, no connection)",
};

const timeout: Field = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1000, maxValue: 300000, numberPrecision: 0 },
	default: 30000,
	description: 'How long to wait for a response, in milliseconds',
};

const onUncertain: Field = {
	displayName: 'When the Outcome Is Unknown',
	name: 'onUncertain',
	type: 'options',
	options: [
		{
			name: 'Report the Row',
			value: 'fail',
			description: 'Stop and say which order number to look up in elepay',
		},
		{
			name: 'Try Again',
			value: 'retry',
			description:
				'Send the row again. elepay allows only one code per order number, so nothing is created twice.',
		},
	],
	default: 'fail',
	description:
		'What to do when there was no clear response and elepay may have created the code anyway',
};

/** How a run sends its calls. Read once a run, from its first item. */
export interface SendOptions {
	/** Calls on their way at once. */
	maxConcurrency: number;
	/** How often one call is tried, the first time included. */
	maxTries: number;
	/** Whether a call that elepay may have processed is tried again, where the operation allows it. */
	onUncertain: 'fail' | 'retry';
	/** Milliseconds for one try. */
	timeout: number;
}

/** The fields of the collection Options. */
export function optionFields({
	repeat,
	options = [],
}: Pick<Operation, 'repeat' | 'options'>): Field[] {
	const send = [maxConcurrency, maxTries, timeout];
	return [
		includeInputFields,
		...options,
		...send,
		...(repeat === 'onRequest' ? [onUncertain] : []),
	];
}

/**
 * @param options the checked values of the collection Options
 * @param requestTimeout that of n8n's Request Options, if it is set: the shorter one counts
 */
export function sendOptions(options: IDataObject, requestTimeout: number | undefined): SendOptions {
	const own = options.timeout as number | undefined;
	return {
		maxConcurrency: Number(options.maxConcurrency ?? maxConcurrency.default),
		maxTries: Number(options.maxTries ?? maxTries.default),
		onUncertain: options.onUncertain === 'retry' ? 'retry' : 'fail',
		timeout: Math.min(own ?? requestTimeout ?? Number(timeout.default), requestTimeout ?? Infinity),
	};
}
