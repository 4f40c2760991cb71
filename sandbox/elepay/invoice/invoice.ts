import { chargeCode } from '../../world/checkout';
import { close } from '../../world/expiry';
import type { Store } from '../../world/store';
import type { World } from '../../world/world';
import { requireAffordable } from '../account';
import type { CodeRecord } from '../code/code';
import type { Customer } from '../customer/customer';
import { ApiError } from '../errors';
import { named } from '../named';
import type { Texts } from '../schema';
import { defaultSource } from '../source/source';
import { without } from '../without';

export const INVOICE_STATUSES = ['draft', 'submit', 'sent', 'paid', 'expired', 'canceled'] as const;

export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export interface InvoiceItemRequest {
	name?: string;
	unitPrice?: number;
	quantity?: number;
	unit?: string;
	taxRateType?: 'standard' | 'reduced' | 'free';
	currency?: string;
	transactionTime?: number;
}

/** The body of POST /invoices and of an update after validation, with the documented defaults. */
export interface InvoiceRequest {
	customerId: string;
	amount: number;
	currency: string;
	name?: string;
	memo?: string;
	remark?: string;
	invoiceTime?: number;
	expiryTime?: number;
	items?: InvoiceItemRequest[];
	fields?: string[];
	metadata?: Texts;
	enableAutoCharge: boolean;
	autoChargeTime?: number;
}

export type InvoiceItem = { id: string; object: 'invoiceItem' } & {
	[Name in keyof Required<InvoiceItemRequest>]: InvoiceItemRequest[Name] | null;
};

/** The Invoice object. */
export interface Invoice {
	id: string;
	object: 'invoice';
	liveMode: boolean;
	customer: Customer;
	invoiceNo: string;
	name: string | null;
	memo: string | null;
	amount: number;
	currency: string;
	status: InvoiceStatus;
	operator: string | null;
	invoiceTime: number;
	sendTime: number | null;
	paidTime: number | null;
	expiryTime: number;
	createTime: number;
	fields: string[];
	items: InvoiceItem[];
	remark: string | null;
	metadata: Texts;
	enableAutoCharge: boolean;
}

/** An invoice as the sandbox keeps it; `showInvoice` leaves out what elepay doesn't show. */
export interface InvoiceRecord extends Invoice {
	autoChargeTime: number | null;
	/** What the page shows, from the moment when the invoice can be paid. */
	code?: CodeRecord;
	/** How often it was sent. */
	sends: number;
}

const DAY = 24 * 60 * 60_000;

const LIFE = 30 * DAY;

const isPayable = ({ status }: Invoice) => status === 'submit' || status === 'sent';

function itemsOf(world: World, items: InvoiceItemRequest[] = []): InvoiceItem[] {
	return items.map((item) => ({
		id: world.newId('item'),
		object: 'invoiceItem',
		name: item.name ?? null,
		unitPrice: item.unitPrice ?? null,
		quantity: item.quantity ?? null,
		unit: item.unit ?? null,
		taxRateType: item.taxRateType ?? null,
		currency: item.currency ?? null,
		transactionTime: item.transactionTime ?? null,
	}));
}

/** What an invoice says by a request: all of it, so that an update leaves nothing as it was. */
function contentOf(world: World, store: Store, request: InvoiceRequest, createTime: number) {
	requireAffordable(request);
	return {
		customer: named(store.customers, request, 'customerId'),
		name: request.name ?? null,
		memo: request.memo ?? null,
		amount: request.amount,
		currency: request.currency,
		invoiceTime: request.invoiceTime ?? createTime,
		expiryTime: request.expiryTime ?? createTime + LIFE,
		fields: request.fields ?? [],
		items: itemsOf(world, request.items),
		remark: request.remark ?? null,
		metadata: request.metadata ?? {},
		enableAutoCharge: request.enableAutoCharge,
		autoChargeTime: request.autoChargeTime ?? null,
	};
}

/** Adds a draft from a validated request. */
export function createInvoice(world: World, store: Store, request: InvoiceRequest): InvoiceRecord {
	const createTime = world.clock.now();
	const content = contentOf(world, store, request, createTime);
	const invoice: InvoiceRecord = {
		id: world.newId('inv'),
		object: 'invoice',
		liveMode: store.liveMode,
		invoiceNo: `INV-${String(store.invoices.size + 1).padStart(6, '0')}`,
		...content,
		status: 'draft',
		operator: null,
		sendTime: null,
		paidTime: null,
		createTime,
		sends: 0,
	};
	store.invoices.add(invoice);
	return invoice;
}

/** Writes a draft anew. Throws an ApiError for what is finalised. */
export function updateInvoice(
	world: World,
	store: Store,
	invoice: InvoiceRecord,
	request: InvoiceRequest,
): InvoiceRecord {
	if (invoice.status !== 'draft') throw new ApiError('M006000', 'invoiceId');
	return Object.assign(invoice, contentOf(world, store, request, invoice.createTime));
}

function codeOf(world: World, invoice: InvoiceRecord): CodeRecord {
	const { liveMode, customer, amount, currency, invoiceNo, name, expiryTime } = invoice;
	return {
		id: world.newId('code'),
		liveMode,
		request: {
			amount,
			currency,
			orderNo: invoiceNo,
			...(name !== null && { description: name }),
			shouldCreateSource: false,
		},
		customer,
		invoice,
		createTime: world.clock.now(),
		expiryTime,
		status: 'pending',
		expired: false,
	};
}

/** Finalises a draft: it can be paid from now on, and pays itself where it is to do so. */
export function submitInvoice(world: World, invoice: InvoiceRecord): InvoiceRecord {
	expireIfDue(world, invoice);
	if (isPayable(invoice)) throw new ApiError('M006002', 'invoiceId');
	if (invoice.status !== 'draft') throw new ApiError('M006000', 'invoiceId');
	invoice.status = 'submit';
	invoice.code = codeOf(world, invoice);
	world.state.of(invoice.liveMode).addCode(invoice.code);
	if (invoice.enableAutoCharge) {
		const time = invoice.autoChargeTime ?? world.clock.now();
		world.state.agenda.at(time, () => autoCharge(world, invoice));
	}
	return invoice;
}

function autoCharge(world: World, invoice: InvoiceRecord): Promise<void> {
	expireIfDue(world, invoice);
	const source = defaultSource(world, invoice.liveMode, invoice.customer.id);
	if (!isPayable(invoice) || !invoice.code || !source) return Promise.resolve();
	return chargeCode(world, invoice.code, source);
}

/** Sends a finalised invoice to its customer, once more if it was sent before. */
export function sendInvoice(world: World, invoice: InvoiceRecord): InvoiceRecord {
	expireIfDue(world, invoice);
	if (!isPayable(invoice)) throw new ApiError('M006000', 'invoiceId');
	invoice.status = 'sent';
	invoice.sendTime = world.clock.now();
	invoice.sends += 1;
	return invoice;
}

/** Ends an invoice that wasn't paid. */
export function cancelInvoice(world: World, invoice: InvoiceRecord): InvoiceRecord {
	expireIfDue(world, invoice);
	if (invoice.status === 'canceled') throw new ApiError('M006002', 'invoiceId');
	if (invoice.status !== 'draft' && !isPayable(invoice)) {
		throw new ApiError('M006000', 'invoiceId');
	}
	invoice.status = 'canceled';
	if (invoice.code) void close(world, invoice.code);
	return invoice;
}

/** An invoice expires by the time alone: nobody is told. */
export function expireIfDue({ clock }: World, invoice: InvoiceRecord): void {
	if (isPayable(invoice) && clock.now() >= invoice.expiryTime) invoice.status = 'expired';
}

/** The Invoice object as elepay shows it at this moment. */
export function showInvoice(world: World, invoice: InvoiceRecord): Invoice {
	expireIfDue(world, invoice);
	return without(invoice, 'autoChargeTime', 'code', 'sends');
}
