import { SLOW_METHODS } from '../../world/counter';
import { addCharge, completePayment, planExpiry } from '../../world/payments';
import type { Store } from '../../world/store';
import type { World } from '../../world/world';
import { requireAffordable } from '../account';
import { ApiError, type ErrorCode } from '../errors';
import { named, namedIfAny } from '../named';
import { methodNamed, type PaymentMethod } from '../paymentMethod/paymentMethod';
import type { Texts } from '../schema';
import type { Source } from '../source/source';
import type { Charge, NewCharge } from './charge';

/** The body of POST /charges after validation, which has filled in the documented defaults. */
export interface ChargeRequest {
	amount: number;
	paymentMethod: string;
	orderNo: string;
	locationId?: string;
	capture: boolean;
	currency: string;
	resource?: string;
	description?: string;
	extra?: Texts;
	metadata?: Texts;
	clientIp?: string;
	customerId?: string;
	sourceId?: string;
}

const MINUTE = 60_000;

const DAY = 24 * 60 * MINUTE;

// How long a customer may take to pay; over the counter or by bank there are days.
const LIFE = 30 * MINUTE;
const SLOW_LIFE = 3 * DAY;

// The provider's answer to a customer who types a PIN, or to a card terminal.
const PIN_TIME = 10_000;

const CAN_AUTHORIZE = new Set(['creditcard', 'applepay', 'googlepay']);

// Brands whose web page needs an address to come back to; the others need it with 3-D Secure only.
const NEEDS_FRONT_URL = new Set([
	'alipay',
	'aupay',
	'banktransfer',
	'docomopay',
	'konbini',
	'linepay',
	'merpay',
	'paypay',
	'rakutenpay',
	'unionpay',
	'wechatpay',
]);

function methodOf({ paymentMethod, resource }: ChargeRequest): PaymentMethod {
	// The brand of a scanned code can be seen from the code.
	const isRecognised = paymentMethod === 'auto' && resource === 'cpm';
	return methodNamed(isRecognised ? 'paypay' : paymentMethod);
}

function extraOf(request: ChargeRequest, key: string): string {
	const value = request.extra?.[key];
	if (value === undefined) throw new ApiError('M002001', `extra.${key}`);
	return value;
}

/** The stored means that the request charges, if it names one. */
function sourceOf(store: Store, request: ChargeRequest): Source | undefined {
	const customer = namedIfAny(store.customers, request, 'customerId');
	if (request.sourceId === undefined) return undefined;
	if (customer === undefined) throw new ApiError('M002001', 'customerId');
	const source = named(store.sources, request, 'sourceId');
	if (source.customerId !== customer.id || source.status !== 'active') {
		throw new ApiError('M002003', 'sourceId');
	}
	if (source.paymentMethod !== request.paymentMethod) {
		throw new ApiError('M001002', 'paymentMethod');
	}
	return source;
}

function requireResource(store: Store, request: ChargeRequest, method: PaymentMethod): void {
	const { resource = 'web' } = request;
	if (!method.resources.includes(resource)) throw new ApiError('M001002', 'resource');
	if (resource === 'cpm') extraOf(request, 'token');
	if (resource === 'reader') {
		const reader = store.readers.get(extraOf(request, 'readerId'));
		if (reader?.status !== 'active') throw new ApiError('M002012', 'extra.readerId');
	}
	if (resource === 'web' && NEEDS_FRONT_URL.has(method.paymentMethod)) {
		extraOf(request, 'frontUrl');
	}
}

/** What the customer's side needs to pay. */
function toPayWith(world: World, { resource }: ChargeRequest): Partial<NewCharge> {
	if (resource === 'cpm' || resource === 'reader') return {};
	if (resource === 'mpm') return { codeContent: `https://pay.example/${world.newId('mpm')}` };
	return { credential: world.newId('cred') };
}

/** What becomes of a scanned code: its text says so, and any other text is a good customer's. */
function scan(world: World, charge: Charge, token: string): void {
	if (token.startsWith('pending')) payLater(world, charge);
	else void completePayment(world, charge);
}

function payLater(world: World, charge: Charge): void {
	world.state.agenda.at(world.clock.now() + PIN_TIME, () => {
		if (charge.status === 'pending') return completePayment(world, charge);
	});
}

/**
 * Creates a charge from a validated request and, where nobody has to do anything more for it, takes
 * the money at once. Throws an ApiError for what only the account's data can tell.
 */
export function createCharge(world: World, store: Store, request: ChargeRequest): Charge {
	const { amount, resource, capture, currency } = request;
	requireAffordable(request);
	const method = methodOf(request);
	const { minAmount, maxAmount } = method.channelProperties;
	if (amount < minAmount || amount > maxAmount) throw new ApiError('U008000', 'amount');
	if (!capture && !CAN_AUTHORIZE.has(method.paymentMethod)) {
		throw new ApiError('M001004', 'capture');
	}
	const location = namedIfAny(store.locations, request, 'locationId');
	const source = sourceOf(store, request);
	if (!source) requireResource(store, request, method);
	const token = resource === 'cpm' && !source ? extraOf(request, 'token') : '';
	if (/^U\d{6}$/.test(token)) throw new ApiError(token as ErrorCode);
	if (store.isTaken(request.orderNo)) throw new ApiError('M002007', 'orderNo');

	const now = world.clock.now();
	const charge = addCharge(world, store.liveMode, {
		...request,
		...toPayWith(world, request),
		currency,
		paymentMethod: method.paymentMethod,
		authorize: !capture,
		expiryTime: now + (SLOW_METHODS.has(method.paymentMethod) ? SLOW_LIFE : LIFE),
		...(source && { cardInfo: source.cardInfo }),
		...(location && { location }),
	});
	planExpiry(world, charge);
	if (source) void completePayment(world, charge);
	else if (token !== '') scan(world, charge, token);
	else if (resource === 'reader') payLater(world, charge);
	return charge;
}
