import { CODE_PAYMENT_METHODS, PAYMENT_METHODS } from '../../world/data/paymentMethods';
import type { Calls } from '../call';

export const PAYMENT_METHOD_CALLS = {
	'GET /payment-methods': {
		status: 200,
		answer: () => ({ total: PAYMENT_METHODS.length, paymentMethods: PAYMENT_METHODS }),
	},
	'GET /code-setting/payment-methods': {
		status: 200,
		answer: () => ({ total: CODE_PAYMENT_METHODS.length, paymentMethods: CODE_PAYMENT_METHODS }),
	},
} satisfies Calls;
