import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../fields/field';
import type { Operation } from './operation';

const maxConcurrency: Field = {
	displayName: 'Max Concurrency',
	name: 'maxConcurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200, numberPrecision: 0 },
	default: 50,
	description:
		'How many rows are sent at once, 1 to 200. The node slows down by itself when elepay asks for it.',
};

const maxTries: Field = {
	displayName: 'Max Tries',
	name: 'maxTries',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
	default: 5,
	description:
		'How often a row is tried, 1 to 10, when elepay certainly has not processed it: too many requests, maintenance, no connection',
};

const timeout: Field = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1000, maxValue: 300000, numberPrecision: 0 },
	default: 30000,
	description: 'How long to wait for an answer, in milliseconds',
};

const onUncertain: Field = {
	displayName: 'When the Outcome Is Unknown',
	name: 'onUncertain',
	type: 'options',
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

/** The fields of the collection Options, as far as they are about sending. */
export function sendOptionFields({ repeat }: Pick<Operation, 'repeat'>): Field[] {
	return [maxConcurrency, maxTries, timeout, ...(repeat === 'onRequest' ? [onUncertain] : [])];
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
