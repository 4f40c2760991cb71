import type { Field } from './field';

/** For lists, and for what has more properties than most workflows need. */
export const simplifyOn: Field = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** For operations whose documented response is the point. */
export const simplifyOff: Field = { ...simplifyOn, default: false };
