import type { Outcome } from './failure';
import { inSentence } from './words';

/** What a message can say of the row whose call was refused. */
export interface RowWords {
	/** What the call is about: "Order number 'A-17'", "Code 'code_1'". */
	subject: string;
	/** The label of the parameter that elepay names, or elepay's own name of it. */
	parameter?: string;
}

export interface ErrorCode {
	/** What happened, in terms of the user's row. */
	message: (words: RowWords) => string;
	/** How to go on. */
	description: string;
	outcome?: Outcome;
	rateLimited?: boolean;
	keyRefused?: boolean;
}

const KEY_HINT =
	'Open the credential and paste the secret key (sk_test_… or sk_live_…) from the elepay dashboard under Developer settings > API keys. Check that it belongs to the Base URL beside it.';
const STATE_HINT =
	'Get the code to see its status. If it was paid, refund the payment in the elepay dashboard instead of closing the code.';

const field = ({ parameter }: RowWords) => parameter ?? 'one of the values';

/** elepay's error codes: what each one means for a row and what helps. Source: elepay's reference. */
export const ERROR_CODES: Record<string, ErrorCode> = {
	M001000: {
		message: () => "elepay can't serve this account yet: its set-up isn't complete",
		description:
			'Look into the elepay dashboard whether the contract, the payment methods and the EasyQR settings are complete, or ask elepay support.',
	},
	M001001: {
		message: () => "The payment method isn't available to this account",
		description: 'Choose a payment method that is enabled for EasyQR in the elepay dashboard.',
	},
	M001002: {
		message: () => "The payment method isn't one that elepay knows",
		description:
			'Check the name of the payment method, e.g. defaultPaymentMethod in Extra. Payment Method > Get Many lists the names.',
	},
	M002001: {
		message: (words) => `elepay misses ${field(words)}`,
		description: 'Fill in the field for this row.',
	},
	M002002: {
		message: (words) => `elepay doesn't take the value of ${field(words)}`,
		description: 'Correct the value for this row. What elepay says of it stands below.',
	},
	M002003: {
		message: ({ subject, parameter }) =>
			parameter
				? `${subject}: elepay doesn't know the value of ${parameter}`
				: `elepay doesn't know ${inSentence(subject)}`,
		description:
			"Check the ID, and that it was made with the same key: test keys don't see live objects, and the other way round.",
	},
	M002004: {
		message: ({ subject }) => `${subject} exists already`,
		description: 'Nothing is left to do for this row if that is what it asks for.',
	},
	M002005: {
		message: ({ subject }) => `elepay doesn't support this operation for ${inSentence(subject)}`,
		description: 'Check in the elepay dashboard what this account may do.',
	},
	M002006: {
		message: () => 'The account has reached the limit of what it may create',
		description: 'Close what is no longer needed, or ask elepay support for a higher limit.',
	},
	M002007: {
		message: ({ subject }) => `${subject} is taken: elepay has an open or a paid one`,
		description:
			'Look in the elepay dashboard for what has this number. When it has been closed or has expired unpaid, the number can be used again.',
	},
	M002009: {
		message: () => "elepay doesn't support this currency for the account",
		description: 'Choose a currency that the account takes, such as JPY.',
	},
	M003000: {
		message: () => "elepay doesn't know this call",
		description:
			'Check the Base URL in the credential: it has to be the address of the API, without a path of its own.',
	},
	M004001: {
		message: () => 'elepay refused the secret key',
		description: KEY_HINT,
		keyRefused: true,
	},
	M004002: {
		message: () => 'elepay received no secret key',
		description: KEY_HINT,
		keyRefused: true,
	},
	M004003: {
		message: () => 'The secret key may not be used for this operation',
		description: KEY_HINT,
		keyRefused: true,
	},
	M005000: {
		message: () => 'elepay received too many requests in a short time',
		description:
			'Run the rows again later, or lower Options > Max Concurrency. Rows that had succeeded have their codes: leave them out.',
		outcome: 'notProcessed',
		rateLimited: true,
	},
	M006000: {
		message: ({ subject }) => `${subject} is in a state that doesn't allow this`,
		description: STATE_HINT,
	},
	M006001: {
		message: ({ subject }) => `${subject} is being worked on by another operation`,
		description: 'Wait a few seconds and run this row again.',
	},
	M006002: {
		message: ({ subject }) => `This has been done to ${inSentence(subject)} already`,
		description: 'Nothing is left to do for this row.',
	},
	M006003: {
		message: ({ subject }) => `${subject} was paid or closed already`,
		description: STATE_HINT,
	},
	M006004: {
		message: ({ subject }) => `${subject} has expired`,
		description:
			"An expired code can't be paid and doesn't have to be closed. Create a new one if the order is still open.",
	},
	M007001: {
		message: ({ subject }) => `${subject}: the amount is beyond what the account may take`,
		description: 'Split the payment, or ask elepay support for a higher transaction limit.',
	},
	M007002: {
		message: ({ subject }) => `${subject}: the amount is beyond what the account may refund`,
		description: 'Ask elepay support for a higher refund limit.',
	},
	S001000: {
		message: () => 'elepay had an internal fault',
		description: 'Try this row again in a few minutes.',
		outcome: 'uncertain',
	},
	S001001: {
		message: () => "elepay couldn't reach the payment service",
		description: 'Try this row again in a few minutes.',
		outcome: 'uncertain',
	},
	S002000: {
		message: () => 'elepay is down for maintenance',
		description: 'Run this row again when the maintenance is over.',
		outcome: 'notProcessed',
	},
	S002001: {
		message: () => 'The payment provider is down for maintenance',
		description: 'Run this row again when the maintenance is over.',
		outcome: 'uncertain',
	},
};

/** What is said of a code that isn't in the table: elepay adds codes over time. */
export function unknownErrorCode(errorCode: string): ErrorCode {
	if (errorCode.startsWith('S')) {
		return {
			message: () => "elepay couldn't do this",
			description: 'Try this row again in a few minutes.',
			outcome: 'uncertain',
		};
	}
	return {
		message: ({ subject }) => `elepay refused ${inSentence(subject)}`,
		description: 'What elepay says of it stands below.',
	};
}
