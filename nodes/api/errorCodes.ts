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
const STATE_HINT = 'Get it to see its status, which says what can still be done with it.';
const OTHER_WAY = 'Ask the customer to pay in another way.';

const field = ({ parameter }: RowWords) => parameter ?? 'one of the values';

/**
 * elepay's error codes: what each one means for a row and what helps, whatever the row is about.
 * Source: elepay's reference.
 */
export const ERROR_CODES: Record<string, ErrorCode> = {
	M001000: {
		message: () => "elepay can't serve this account yet: its set-up isn't complete",
		description:
			'Look into the elepay dashboard whether the contract, the payment methods and the EasyQR settings are complete, or ask elepay support.',
	},
	M001001: {
		message: () => "The payment method isn't available to this account",
		description: 'Choose a payment method that is enabled in the elepay dashboard.',
	},
	M001002: {
		message: () => "The payment method isn't one that elepay knows",
		description: 'Check the name of the payment method. Payment Method > Get Many lists the names.',
	},
	M001003: {
		message: () => "The payment at the card reader isn't valid",
		description: 'Look at the card reader, and start the payment anew.',
	},
	M001004: {
		message: () => "The payment method can't be authorized without taking the money",
		description: 'Take the money at once, or choose another payment method.',
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
	M002010: {
		message: () => "The payment method can't be authorized several times",
		description: 'Use what the customer has authorized before, or choose another payment method.',
	},
	M002012: {
		message: () => "The card reader can't be used",
		description: 'Check its ID, and that it is paired: Reader > Get tells its status.',
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
			'Run the rows again later, or lower Options > Max Concurrency. Leave the rows out that had succeeded.',
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
		description: "It can't be paid any more. Create a new one if it is still needed.",
	},
	M006005: {
		message: ({ subject }) => `${subject} can only be cancelled at the card reader`,
		description: 'Cancel the payment there.',
	},
	M006006: {
		message: ({ subject }) => `${subject}: the payment is disputed, so it can't be refunded`,
		description: 'Wait for the outcome of the dispute: Dispute > Get Many tells it.',
	},
	M006007: {
		message: ({ subject }) => `${subject} is paid already, so it can't be cancelled`,
		description: 'Give the money back with Refund > Create instead.',
	},
	M007001: {
		message: ({ subject }) => `${subject}: the amount is beyond what the account may take`,
		description: 'Split the payment, or ask elepay support for a higher transaction limit.',
	},
	M007002: {
		message: ({ subject }) => `${subject}: the amount is beyond what the account may refund`,
		description: 'Ask elepay support for a higher refund limit.',
	},
	M008000: {
		message: () => "The payment method can't be used in this web environment",
		description:
			'Choose another payment method, or let the customer pay in the browser or the app that this one needs: Payment Method > Get Many tells it (resourceWebEnv).',
	},
	U007001: {
		message: ({ subject }) => `${subject}: the time to pay is over`,
		description: 'Begin anew if the payment is still wanted.',
	},
	U007002: {
		message: ({ subject }) => `${subject}: the time to refund is over`,
		description: 'Give the money back in another way.',
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

/**
 * What lies with the customer comes in families of codes, by their first four characters: U001000 and
 * U001002 are both about the balance.
 */
const CUSTOMERS_CODES: Record<string, ErrorCode> = {
	U001: {
		message: ({ subject }) => `${subject}: the customer's balance isn't enough`,
		description: 'Ask the customer to top it up, or to pay in another way.',
	},
	U002: {
		message: ({ subject }) => `${subject}: a limit of the customer's has been reached`,
		description:
			'Such limits count per payment, day or month. Ask the customer to pay later or in another way.',
	},
	U003: {
		message: ({ subject }) =>
			`${subject}: the customer's payment details are wrong or have expired`,
		description:
			'Ask the customer to check them; what was saved has to be saved anew, e.g. with EasyQR Code > Register Payment Method.',
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
		message: ({ subject }) => `${subject}: the customer has cancelled or didn't allow it`,
		description: 'Ask the customer, and begin anew if the payment is still wanted.',
	},
	U007: {
		message: ({ subject }) => `${subject}: the time for it is over`,
		description: 'Begin anew if it is still wanted.',
	},
	U008: {
		message: ({ subject }) => `${subject}: the payment method doesn't take this amount`,
		description:
			'Payment Method > Get Many tells the lowest and the highest amount (minAmount, maxAmount). Change the amount, or choose another payment method.',
	},
	U009: {
		message: ({ subject }) => `${subject}: the customer has more to do`,
		description: 'Ask the customer to finish in their app or at the payment page.',
	},
};

/** What is said of a code that isn't in the table: elepay adds codes over time. */
export function otherErrorCode(errorCode: string): ErrorCode {
	const family = errorCode.slice(0, 4);
	if (Object.hasOwn(CUSTOMERS_CODES, family)) return CUSTOMERS_CODES[family]!;
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
