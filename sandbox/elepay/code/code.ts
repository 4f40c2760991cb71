import { close, expireIfDue, requirePending } from '../../world/expiry';
import type { Store } from '../../world/store';
import type { World } from '../../world/world';
import { requireAffordable } from '../account';
import type { Charge } from '../charge/charge';
import type { Customer } from '../customer/customer';
import { ApiError } from '../errors';
import { type Invoice, type InvoiceRecord, showInvoice } from '../invoice/invoice';
import { namedIfAny } from '../named';
import type { Texts } from '../schema';
import type { Source } from '../source/source';

export interface CodeItem {
	name: string;
	price: number;
	count: number;
	image?: string;
}

/** The body of POST /codes after validation, which has filled in the documented defaults. */
export interface CodeRequest {
	/** Missing only where a payment means is registered. */
	amount?: number;
	currency: string;
	/** Missing only where a payment means is registered. */
	orderNo?: string;
	description?: string;
	extra?: Texts;
	metadata?: Texts;
	expiryDuration: number;
	frontUrl?: string;
	items?: CodeItem[];
	locationId?: string;
	customerId?: string;
	sourceId?: string;
	shouldCreateSource: boolean;
}

export type CodeStatus = 'pending' | 'completed' | 'captured' | 'closed';

/** A code as the sandbox keeps it; `showCode` makes elepay's Code object of it. */
export interface CodeRecord {
	readonly id: string;
	readonly liveMode: boolean;
	readonly request: Omit<CodeRequest, 'expiryDuration'>;
	readonly customer?: Customer;
	readonly invoice?: InvoiceRecord;
	readonly createTime: number;
	readonly expiryTime: number;
	source?: Source;
	status: CodeStatus;
	expired: boolean;
	charge?: Charge;
}

/** The Code object. */
export interface Code {
	id: string;
	object: 'code';
	liveMode: boolean;
	codeUrl: string;
	amount: number;
	currency: string;
	orderNo: string | null;
	description: string | null;
	extra: Texts;
	metadata: Texts;
	status: CodeStatus;
	charge?: Charge;
	customer?: Customer;
	source?: Source;
	activeSources: Source[];
	invoice?: Invoice;
	frontUrl: string | null;
	items: CodeItem[];
	locationId: string | null;
	expired: boolean;
	expiryTime: number;
	expiryPeriod: number;
	createTime: number;
	shouldCreateSource: boolean;
}

const MINUTE = 60_000;

function knownSource(store: Store, request: CodeRequest): Source | undefined {
	const source = namedIfAny(store.sources, request, 'sourceId');
	if (source && (request.customerId ?? source.customerId) !== source.customerId) {
		throw new ApiError('M002003', 'sourceId');
	}
	return source;
}

/** Creates a code from a validated request. Refuses what only the account's data can tell. */
export function createCode(world: World, store: Store, request: CodeRequest): CodeRecord {
	requireAffordable(request);
	namedIfAny(store.locations, request, 'locationId');
	const customer = namedIfAny(store.customers, request, 'customerId');
	const source = knownSource(store, request);
	if (request.orderNo !== undefined && store.isTaken(request.orderNo)) {
		throw new ApiError('M002007', 'orderNo');
	}
	const createTime = world.clock.now();
	const code: CodeRecord = {
		id: world.newId('code'),
		liveMode: store.liveMode,
		request,
		...(customer && { customer }),
		...(source && { source }),
		createTime,
		expiryTime: createTime + request.expiryDuration * MINUTE,
		status: 'pending',
		expired: false,
	};
	store.addCode(code);
	return code;
}

/** Closes a code: it can't be paid any more. */
export function closeCode(world: World, code: CodeRecord): void {
	requirePending(world, code);
	void close(world, code);
}

function activeSourcesOf(world: World, { liveMode, customer }: CodeRecord): Source[] {
	if (!customer) return [];
	const sources = world.state.of(liveMode).sourcesOf(customer.id);
	return sources.filter(({ status }) => status === 'active');
}

/** The Code object as elepay shows it at this moment. */
export function showCode(world: World, code: CodeRecord): Code {
	void expireIfDue(world, code);
	const { request } = code;
	return {
		id: code.id,
		object: 'code',
		liveMode: code.liveMode,
		codeUrl: `${world.url}/easyqr/${code.id}`,
		amount: request.amount ?? 0,
		currency: request.currency,
		orderNo: request.orderNo ?? null,
		description: request.description ?? null,
		extra: request.extra ?? {},
		metadata: request.metadata ?? {},
		status: code.status,
		...(code.charge && { charge: code.charge }),
		...(code.customer && { customer: code.customer }),
		...(code.source && { source: code.source }),
		activeSources: activeSourcesOf(world, code),
		...(code.invoice && { invoice: showInvoice(world, code.invoice) }),
		frontUrl: request.frontUrl ?? null,
		items: request.items ?? [],
		locationId: request.locationId ?? null,
		expired: code.expired,
		expiryTime: code.expiryTime,
		expiryPeriod: Math.max(0, code.expiryTime - world.clock.now()),
		createTime: code.createTime,
		shouldCreateSource: request.shouldCreateSource,
	};
}
