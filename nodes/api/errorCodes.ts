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
	'Open the credential and paste the secret key (sk_test_… or sk_live_…) from the elepay dashboard under Developer settings > API keys. Check that it belongs to the same Base URL.';
const STATE_HINT = 'Get it to see its status, which tells what can still be done with it.';
const OTHER_WAY = 'Ask the customer to pay in another way.';

/**
 * elepay's error codes: what each one means for a row and what helps, whatever the row is about.
 * Source: elepay's reference.
 */
export const ERROR_CODES: Record<string, ErrorCode> = {
	M001000: {
		message: () => "This elepay account isn't fully set up yet",
		description:
			'Check in the elepay dashboard that the contract, payment methods, and EasyQR settings are complete, or ask elepay support.',
	},
	M001001: {
		message: () => "The payment method isn't available to this account",
		description: 'Choose a payment method that is enabled in the elepay dashboard.',
	},
	M001002: {
		message: () => "elepay doesn't recognize this payment method",
		description: 'Check the name of the payment method. Payment Method > Get Many lists the names.',
	},
	M001003: {
		message: () => "The payment at the card reader isn't valid",
		description: 'Check the card reader and start the payment again.',
	},
	M001004: {
		message: () => "The payment method can't be authorized without taking the money",
		description: 'Take the money immediately, or choose another payment method.',
	},
	M002001: {
		message: ({ parameter = 'A required value' }) => `${parameter} is missing`,
		description: 'Fill in the field for this row.',
	},
	M002002: {
		message: ({ parameter = 'one of the fields' }) =>
			`elepay didn't accept the value of ${parameter}`,
		description: 'Correct the value for this row.',
	},
	M002003: {
		message: ({ subject, parameter }) =>
			parameter
				? `${subject}: elepay couldn't find the value of ${parameter}`
				: `elepay couldn't find ${inSentence(subject)}`,
		description:
			"Check the ID, and that it was created with the same kind of key: test keys can't see live data, and vice versa. If it comes from a column that means something else, rename the column.",
	},
	M002004: {
		message: ({ subject }) => `${subject} already exists`,
		description: 'If that is what this row asks for, nothing is left to do.',
	},
	M002005: {
		message: ({ subject }) => `elepay doesn't support this operation for ${inSentence(subject)}`,
		description: 'Check in the elepay dashboard what this account can do.',
	},
	M002006: {
		message: () => 'The account has reached its limit',
		description: 'Close what you no longer need, or ask elepay support for a higher limit.',
	},
	M002007: {
		message: ({ subject }) => `${subject} is taken: elepay has an open or paid one`,
		description:
			'Look up the number in the elepay dashboard. Once what has it is closed or has expired unpaid, the number can be used again.',
	},
	M002009: {
		message: () => "elepay doesn't support this currency for the account",
		description: 'Choose a currency that the account accepts, such as JPY.',
	},
	M002010: {
		message: () => "The payment method can't be authorized several times",
		description: 'Use what the customer has authorized before, or choose another payment method.',
	},
	M002012: {
		message: () => "The card reader can't be used",
		description: 'Check its ID, and that it is paired: see its status with Reader > Get.',
	},
	M003000: {
		message: () => "This address isn't part of the elepay API",
		description: 'Check the Base URL in the credential; it must not contain a path.',
	},
	M004001: {
		message: () => "elepay didn't accept the secret key",
		description: KEY_HINT,
		keyRefused: true,
	},
	M004002: {
		message: () => 'elepay received no secret key',
		description: KEY_HINT,
		keyRefused: true,
	},
	M004003: {
		message: () => "This secret key isn't allowed to do this",
		description: KEY_HINT,
		keyRefused: true,
	},
	M005000: {
		message: () => 'elepay is receiving too many requests',
		description:
			'Run the rows again later, or lower Options > Max Concurrency. Rows that succeeded are done; leave those out.',
		outcome: 'notProcessed',
		rateLimited: true,
	},
	M006000: {
		message: ({ subject }) => `${subject} can't be changed in its current state`,
		description: STATE_HINT,
	},
	M006001: {
		message: ({ subject }) => `${subject} is being processed by another request`,
		description: 'Wait a few seconds and run this row again.',
	},
	M006002: {
		message: ({ subject }) => `${subject} has already been processed`,
		description: 'Nothing is left to do for this row.',
	},
	M006003: {
		message: ({ subject }) => `${subject} has already been paid or closed`,
		description: STATE_HINT,
	},
	M006004: {
		message: ({ subject }) => `${subject} has expired`,
		description: 'It can no longer be paid. Create a new one if it is still needed.',
	},
	M006005: {
		message: ({ subject }) => `${subject} can only be cancelled at the card reader`,
		description: 'Cancel the payment there.',
	},
	M006006: {
		message: ({ subject }) => `${subject}: the payment is disputed, so it can't be refunded`,
		description: 'Wait for the outcome of the dispute: see Dispute > Get Many.',
	},
	M006007: {
		message: ({ subject }) => `${subject} has already been paid, so it can't be cancelled`,
		description: 'Refund it with Refund > Create instead.',
	},
	M007001: {
		message: ({ subject }) => `${subject}: the amount is above the account's limit`,
		description: 'Split the payment, or ask elepay support for a higher transaction limit.',
	},
	M007002: {
		message: ({ subject }) => `${subject}: the amount is above the account's refund limit`,
		description: 'Ask elepay support for a higher refund limit.',
	},
	M008000: {
		message: () => "The payment method can't be used in this web environment",
		description:
			'Choose another payment method, or let the customer pay in the browser or app that this one needs: see resourceWebEnv in Payment Method > Get Many.',
	},
	U007001: {
		message: ({ subject }) => `${subject}: the time to pay is over`,
		description: 'Start again if the payment is still wanted.',
	},
	U007002: {
		message: ({ subject }) => `${subject}: the time to refund is over`,
		description: 'Refund the customer in another way.',
	},
	S001000: {
		message: () => 'Something went wrong inside elepay',
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

/**
 * What lies with the customer comes in families of codes, by their first four characters: U001000 and
 * U001002 are both about the balance.
 */
const CUSTOMERS_CODES: Record<string, ErrorCode> = {
	U001: {
		message: ({ subject }) => `${subject}: the customer's balance is too low`,
		description: 'Ask the customer to top it up, or to pay in another way.',
	},
	U002: {
		message: ({ subject }) => `${subject}: the customer has reached a limit`,
		description:
			'Limits apply per payment, day, or month. Ask the customer to pay later or in another way.',
	},
	U003: {
		message: ({ subject }) =>
			`${subject}: the customer's payment details are wrong or have expired`,
		description:
			'Ask the customer to check them. A saved payment method needs to be saved again, e.g. with EasyQR Code > Register Payment Method.',
	},
	U004: {
		message: ({ subject }) => `${subject}: the payment was rejected`,
		description: OTHER_WAY,
	},
	U005: {
		message: ({ subject }) => `${subject}: there were too many tries`,
		description: `${OTHER_WAY} The same way may work again after some time.`,
	},
	U006: {
		message: ({ subject }) => `${subject}: the customer cancelled or declined`,
		description: 'Ask the customer, and start again if the payment is still wanted.',
	},
	U007: {
		message: ({ subject }) => `${subject}: the time for it is over`,
		description: 'Start again if it is still wanted.',
	},
	U008: {
		message: ({ subject }) => `${subject}: the payment method doesn't accept this amount`,
		description:
			'Change the amount, or choose another payment method. See minAmount and maxAmount in Payment Method > Get Many.',
	},
	U009: {
		message: ({ subject }) => `${subject}: the customer needs to complete a further step`,
		description: 'Ask the customer to finish in their app or on the payment page.',
	},
};

/** What is said of a code that isn't in the table: elepay adds codes over time. */
export function otherErrorCode(errorCode: string): ErrorCode {
	const family = errorCode.slice(0, 4);
	if (Object.hasOwn(CUSTOMERS_CODES, family)) return CUSTOMERS_CODES[family]!;
	if (errorCode.startsWith('S')) {
		return {
			message: () => "elepay couldn't process this request",
			description: 'Try this row again in a few minutes.',
			outcome: 'uncertain',
		};
	}
	return {
		message: ({ subject }) => `elepay refused ${inSentence(subject)}`,
		description: 'Ask elepay support if it is unclear what to do.',
	};
}
