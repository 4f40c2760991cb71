import type { ErrorCode } from '../../api/errorCodes';

/**
 * What elepay's codes for a state mean that doesn't allow what a row asks for.
 *
 * @param where how the user finds out about the state, e.g. "Charge > Get"
 */
export function states(where: string): Record<string, ErrorCode> {
	return {
		M006000: {
			message: ({ subject }) => `${subject} can't be changed in its current state`,
			description: `Check its status with ${where}.`,
		},
		M006002: {
			message: ({ subject }) => `${subject} has already been processed`,
			description: `If that is what this row asks for, nothing is left to do. See its status with ${where}.`,
		},
	};
}
