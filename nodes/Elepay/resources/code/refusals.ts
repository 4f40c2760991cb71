import { ERROR_CODES, type ErrorCode } from '../../../api/errorCodes';

const STATE_HINT =
	'Get the code to see its status. If it was paid, refund the payment instead of closing the code.';

/** What helps with a code, where elepay's error codes mean something of its own for it. */
const HINTS: Record<string, string> = {
	M001001: 'Choose a payment method that is enabled for EasyQR in the elepay dashboard.',
	M001002:
		'Check the name of the payment method, e.g. defaultPaymentMethod in Extra. Payment Method > Get Many lists the names.',
	M006000: STATE_HINT,
	M006003: STATE_HINT,
	M006004:
		"An expired code can't be paid, so there's no need to close it. Create a new one if the order is still open.",
};

export const refusals: Readonly<Record<string, ErrorCode>> = Object.fromEntries(
	Object.entries(HINTS).map(([errorCode, description]) => [
		errorCode,
		{ ...ERROR_CODES[errorCode]!, description },
	]),
);
