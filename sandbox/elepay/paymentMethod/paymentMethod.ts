import { CODE_PAYMENT_METHODS, PAYMENT_METHODS } from '../../world/data/paymentMethods';
import { ApiError } from '../errors';

export interface PaymentMethod {
	paymentMethod: string;
	resources: string[];
	brand: string[];
	ua: string | null;
	channelProperties: {
		isSupportRefund: boolean;
		isSupportPartialRefund: boolean;
		isSupportMultipleRefund: boolean;
		isSupportSource: boolean;
		isSupportMultipleSource: boolean;
		maxAmount: number;
		minAmount: number;
		resourceWebEnv: 'all' | 'wallet_app' | 'web';
	};
	customerProperties: { isSupportCustomer: boolean; isSupportMultipleSource: boolean };
}

const SWITCHED_ON = new Map(PAYMENT_METHODS.map((method) => [method.paymentMethod, method]));

const ON_FOR_CODES = new Set(CODE_PAYMENT_METHODS.map(({ paymentMethod }) => paymentMethod));

/** A payment method that the merchant has switched on. Throws M001001 for any other. */
export function methodNamed(name: string): PaymentMethod {
	const method = SWITCHED_ON.get(name);
	if (method === undefined) throw new ApiError('M001001', 'paymentMethod');
	return method;
}

/** Whether codes can be paid with it. */
export function isOnForCodes(name: string): boolean {
	return ON_FOR_CODES.has(name);
}
