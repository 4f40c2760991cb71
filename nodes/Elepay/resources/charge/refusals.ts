import type { ErrorCode } from '../../../api/errorCodes';
import { states } from '../states';

/** elepay's error codes about a charge. */
export const chargeRefusals: Record<string, ErrorCode> = {
	...states('Charge > Get'),
	M006005: {
		message: ({ subject }) => `${subject} is waiting at a card terminal`,
		description: 'Cancel it on the terminal.',
	},
	M006006: {
		message: ({ subject }) => `${subject}: the payment is disputed`,
		description: 'Wait for the outcome of the dispute: see Dispute > Get Many.',
	},
	M006007: {
		message: ({ subject }) => `${subject} has already been paid`,
		description: 'Refund it with Refund > Create instead.',
	},
};
