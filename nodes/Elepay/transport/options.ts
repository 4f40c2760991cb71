import { wholeNumber } from '../request/values';

/** How a run of the node sends its calls. */
export interface TransportOptions {
	/** Calls on their way at once. */
	maxConcurrency: number;
	/** How often one call is tried, the first time included. */
	maxTries: number;
	/** Whether a call that elepay may have processed, and mustn't process twice, is tried again. */
	onUncertain: 'fail' | 'retry';
	/** Milliseconds for one try. */
	timeout: number;
}

/** The label, default and limits of the options that are numbers; fields and checks share them. */
export const NUMBER_OPTIONS = {
	maxConcurrency: { label: 'Max Concurrency', default: 50, min: 1, max: 200 },
	maxTries: { label: 'Max Tries', default: 5, min: 1, max: 10 },
	timeout: { label: 'Timeout', default: 30_000, min: 1_000, max: 300_000 },
};

/**
 * @param options the node's parameter "Options"
 * @throws {UserError} if a number is beyond its limits, as an expression can make it
 */
export function readTransportOptions(options: object): TransportOptions {
	const given = options as Record<string, unknown>;
	const number = (name: keyof typeof NUMBER_OPTIONS) => {
		const { label, min, max, default: fallback } = NUMBER_OPTIONS[name];
		return wholeNumber({ min, max })(given[name], label) ?? fallback;
	};
	return {
		maxConcurrency: number('maxConcurrency'),
		maxTries: number('maxTries'),
		onUncertain: given.onUncertain === 'retry' ? 'retry' : 'fail',
		timeout: number('timeout'),
	};
}
