import type { ErrorCode } from '../../api/errorCodes';

/**
 * elepay's codes for an order number that is in use. Its FAQ names M002007, whose text speaks of a
 * payment; M002004 is the code for what exists already. Neither tells whether somebody has paid.
 */
export const TAKEN: readonly string[] = ['M002004', 'M002007'];

/** How they are told of an order number with which there is a code or a charge. */
export function taken(what: 'code' | 'charge'): Record<string, ErrorCode> {
	const told: ErrorCode = {
		message: ({ subject }) => `${subject} is taken: elepay has an open or a paid ${what} with it`,
		description: HOW_TO_GO_ON[what],
	};
	return Object.fromEntries(TAKEN.map((errorCode) => [errorCode, told]));
}

const HOW_TO_GO_ON = {
	code: "Find out which: Get tells it by the code's ID, the elepay dashboard by the order number. If it is paid, leave this row out. If it is open, use it, close it with Close, or wait until it has expired: then the same number can be used again.",
	charge:
		'Find out which: Get Many with the filter Order Number tells it. If it is paid, leave this row out.',
};
