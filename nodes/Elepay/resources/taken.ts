import type { ErrorCode } from '../../api/errorCodes';

/**
 * elepay's codes for an order number that is in use. Its FAQ names M002007, whose text speaks of a
 * payment; M002004 is the code for what exists already. Neither tells whether somebody has paid.
 */
export const TAKEN: readonly string[] = ['M002004', 'M002007'];

/** How they are told of an order number with which there is a code or a charge. */
export function taken(what: 'code' | 'charge'): Record<string, ErrorCode> {
	const told: ErrorCode = {
		message: ({ subject }) => `${subject} is taken: elepay has an open or paid ${what} with it`,
		description: HOW_TO_GO_ON[what],
	};
	return Object.fromEntries(TAKEN.map((errorCode) => [errorCode, told]));
}

const HOW_TO_GO_ON = {
	code: "Look up which: use Get with the code's ID, or the order number in the elepay dashboard. If it is paid, skip this row. If it is open, use that code, close it with Close, or wait until it has expired; then the number can be used again.",
	charge: 'Look up which: use Get Many with the filter Order Number. If it is paid, skip this row.',
};
