import type { CardInfo } from '../elepay/cardInfo';
import { type Charge, isOver } from '../elepay/charge/charge';
import type { CodeRecord } from '../elepay/code/code';
import { ApiError } from '../elepay/errors';
import type { InvoiceRecord } from '../elepay/invoice/invoice';
import { isOnForCodes, methodNamed } from '../elepay/paymentMethod/paymentMethod';
import { activateSource, addSource, type Source } from '../elepay/source/source';
import { expireIfDue, requirePending } from './expiry';
import { addCharge, completePayment } from './payments';
import type { World } from './world';

/** What the customer does with a code. */

function chosenMethod(code: CodeRecord, paymentMethod: string | undefined): string {
	const preferred = code.request.extra?.['defaultPaymentMethod'];
	const fallback = preferred !== undefined && isOnForCodes(preferred) ? preferred : 'paypay';
	const method = paymentMethod ?? code.charge?.paymentMethod ?? fallback;
	if (!isOnForCodes(method)) throw new ApiError('M001001', 'paymentMethod');
	return method;
}

function begin(
	world: World,
	code: CodeRecord,
	paymentMethod: string,
	cardInfo: CardInfo | null = null,
): Charge {
	const { request, liveMode, expiryTime } = code;
	const { orderNo, amount, currency, description, extra = {}, metadata = {} } = request;
	if (orderNo === undefined || amount === undefined) throw new ApiError('M002005', 'codeId');
	if (code.charge && !isOver(code.charge)) {
		return Object.assign(code.charge, { paymentMethod, cardInfo });
	}
	const store = world.state.of(liveMode);
	const location = store.locations.get(request.locationId ?? '');
	code.charge = addCharge(world, liveMode, {
		amount,
		currency,
		paymentMethod,
		orderNo,
		description: description ?? null,
		extra,
		metadata,
		cardInfo,
		expiryTime,
		...(location && { location }),
	});
	store.codesByCharge.set(code.charge.id, code);
	world.state.agenda.at(expiryTime, () => expireIfDue(world, code));
	return code.charge;
}

/**
 * Plays a customer who opens the page and picks a payment method: the code has a pending charge
 * from then on, and its expiry is news for the merchant.
 */
export function startPayment(world: World, code: CodeRecord, paymentMethod?: string): Charge {
	requirePending(world, code);
	return begin(world, code, chosenMethod(code, paymentMethod));
}

/** Plays a customer who pays. */
export function payCode(world: World, code: CodeRecord, paymentMethod?: string): Charge {
	const charge = startPayment(world, code, paymentMethod);
	void completePayment(world, charge);
	return charge;
}

/** Pays a code out of a stored payment means, without the customer. */
export function chargeCode(world: World, code: CodeRecord, source: Source): Promise<void> {
	return completePayment(world, begin(world, code, source.paymentMethod, source.cardInfo));
}

/** Plays a customer who lets the merchant charge this payment means from now on. */
export function registerSource(world: World, code: CodeRecord, paymentMethod?: string): void {
	requirePending(world, code);
	const { customer, liveMode } = code;
	if (customer === undefined) throw new ApiError('M006000', 'codeId');
	const method = chosenMethod(code, paymentMethod);
	if (!methodNamed(method).channelProperties.isSupportSource) {
		throw new ApiError('M002005', 'paymentMethod');
	}
	const { description, extra, metadata } = code.request;
	code.source = addSource(world, liveMode, customer.id, {
		paymentMethod: method,
		resource: 'web',
		description,
		extra,
		metadata,
	});
	code.status = 'completed';
	void activateSource(world, code.source);
}

/** Plays a customer who pays an invoice. Throws an ApiError where that can't be paid. */
export function payInvoice(world: World, { code }: InvoiceRecord, paymentMethod?: string): Charge {
	if (!code) throw new ApiError('M006000', 'id');
	return payCode(world, code, paymentMethod);
}

/** Plays a customer who does what the code is for. */
export function completeCode(world: World, code: CodeRecord, paymentMethod?: string): void {
	if (code.request.shouldCreateSource) registerSource(world, code, paymentMethod);
	else payCode(world, code, paymentMethod);
}
