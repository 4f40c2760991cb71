import type { ErrorCode } from '../../../api/errorCodes';

/**
 * elepay's codes for an order number of which there is an open or a paid code already. Its FAQ names
 * M002007, whose text speaks of a payment; M002004 is the code for what exists already. Neither
 * tells whether somebody has paid.
 */
export const TAKEN: readonly string[] = ['M002004', 'M002007'];

const orderNumberTaken: ErrorCode = {
	message: ({ subject }) => `${subject} is taken: elepay has an open or a paid code with it`,
	description:
		"Find out which: Get tells it by the code's ID, the elepay dashboard by the order number. If it is paid, leave this row out. If it is open, use it, close it with Close, or wait until it has expired: then the same number can be used again.",
};

export const taken = Object.fromEntries(TAKEN.map((errorCode) => [errorCode, orderNumberTaken]));
