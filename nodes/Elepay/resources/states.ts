import type { ErrorCode } from '../../api/errorCodes';

/**
 * What elepay's codes for a state mean that doesn't allow what a row asks for.
 *
 * @param where how the user finds out about the state, e.g. "Charge > Get"
 */
export function states(where: string): Record<string, ErrorCode> {
	return {
		M006000: {
			message: ({ subject }) => `${subject} is in a state that doesn't allow this`,
			description: `Look at its status with ${where}.`,
		},
		M006002: {
			message: ({ subject }) => `${subject}: this has been done already`,
			description: `Nothing is left to do for this row if that is what it asks for. ${where} shows what has become of it.`,
		},
	};
}
