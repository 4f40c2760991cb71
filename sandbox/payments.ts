import type { SandboxContext } from './context';
import { PAYMENT_METHODS } from './data/payment-methods';
import { ApiError } from './errors';
import { expireIfDue, requirePending } from './expiry';
import type { CardInfo, Charge, Refund } from './objects';
import type { CodeRecord } from './store';

const METHODS = new Set(PAYMENT_METHODS.map(({ paymentMethod }) => paymentMethod));

const CARD: CardInfo = {
	brand: 'visa',
	last4: '4242',
	expMonth: 12,
	expYear: 2034,
	name: 'SANDBOX CUSTOMER',
	wallet: null,
	walletApp: null,
	threeDSecure: true,
	threeDSecureVersion: '2.2.0',
};

function chosenMethod(code: CodeRecord, paymentMethod: string | undefined): string {
	const preferred = code.request.extra?.['defaultPaymentMethod'];
	const fallback = preferred !== undefined && METHODS.has(preferred) ? preferred : 'paypay';
	const method = paymentMethod ?? code.charge?.paymentMethod ?? fallback;
	if (!METHODS.has(method)) throw new ApiError('M001001', 'paymentMethod');
	return method;
}

function createCharge(context: SandboxContext, code: CodeRecord, paymentMethod: string): Charge {
	const { request, liveMode } = code;
	const location = context.state.of(liveMode).locations.get(request.locationId ?? '');
	return {
		id: context.newId('cha'),
		appId: 'app_sandbox',
		object: 'charge',
		liveMode,
		amount: request.amount,
		authorizeAmount: request.amount,
		currency: request.currency,
		authorize: false,
		paymentMethod,
		resource: 'web',
		orderNo: request.orderNo,
		description: request.description ?? null,
		extra: request.extra ?? {},
		metadata: request.metadata ?? {},
		cardInfo: null,
		voucherNo: null,
		clientIp: '127.0.0.1',
		paid: false,
		refunded: false,
		disputed: false,
		refunds: { amount: 0, totalCount: 0, data: [] },
		status: 'pending',
		codeContent: null,
		credential: null,
		paidTime: null,
		refundTime: null,
		expiryTime: code.expiryTime,
		settleTime: null,
		createTime: context.clock.now(),
		...(location && { location }),
	};
}

/**
 * Plays a customer who opens the page and picks a payment method: the code has a pending charge
 * from then on, and its expiry is news for the merchant.
 */
export function startPayment(
	context: SandboxContext,
	code: CodeRecord,
	paymentMethod?: string,
): Charge {
	requirePending(context, code);
	const method = chosenMethod(code, paymentMethod);
	if (code.charge) {
		code.charge.paymentMethod = method;
		return code.charge;
	}
	const charge = createCharge(context, code, method);
	code.charge = charge;
	context.state.of(code.liveMode).charges.set(charge.id, charge);
	code.cancelExpiry = context.clock.after(code.expiryTime - context.clock.now(), () =>
		expireIfDue(context, code),
	);
	return charge;
}

/** Plays a customer who pays. */
export function payCode(context: SandboxContext, code: CodeRecord, paymentMethod?: string): Charge {
	const charge = startPayment(context, code, paymentMethod);
	code.cancelExpiry?.();
	code.status = 'captured';
	charge.status = 'captured';
	charge.paid = true;
	charge.paidTime = context.clock.now();
	charge.voucherNo = context.newId('voucher');
	charge.cardInfo = charge.paymentMethod === 'creditcard' ? CARD : null;
	void context.webhooks.send('charge.succeeded', charge, code.liveMode);
	return charge;
}

/** Refunds a paid code, all that is left of it unless an amount is given. */
export function refundCode(context: SandboxContext, code: CodeRecord, amount?: number): Refund {
	const { charge } = code;
	if (!charge?.paid) throw new ApiError('M006000', 'codeId');
	if (charge.refunded) throw new ApiError('M006002', 'codeId');
	const left = charge.amount - charge.refunds.amount;
	const refunded = amount ?? left;
	if (refunded > left) throw new ApiError('M007002', 'amount');
	const now = context.clock.now();
	const refund: Refund = {
		id: context.newId('ref'),
		object: 'refund',
		chargeId: charge.id,
		liveMode: code.liveMode,
		amount: refunded,
		currency: charge.currency,
		metadata: {},
		reason: null,
		status: 'refunded',
		refundedTime: now,
		createTime: now,
	};
	charge.refunds.data.push(refund);
	charge.refunds.amount += refunded;
	charge.refunds.totalCount += 1;
	charge.refunded = charge.refunds.amount === charge.amount;
	charge.status = charge.refunded ? 'refunded' : 'partially_refunded';
	charge.refundTime = now;
	void context.webhooks.send('refund.succeeded', refund, code.liveMode);
	return refund;
}
