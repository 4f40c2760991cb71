import type { SandboxContext } from './context';
import { ApiError } from './errors';
import { expireIfDue, requirePending, revokeCharge } from './expiry';
import type { Code, CodeRequest } from './objects';
import type { CodeRecord, Store } from './store';

const CURRENCIES = new Set(['JPY', 'USD', 'CNY', 'EUR', 'KRW', 'TWD']);

const HIGHEST_AMOUNT = 10_000_000;

const MINUTE = 60_000;

function known<T>(found: ReadonlyMap<string, T>, id: string | undefined, name: string) {
	if (id === undefined) return undefined;
	const item = found.get(id);
	if (item === undefined) throw new ApiError('M002003', name);
	return item;
}

function knownSource(store: Store, { customerId, sourceId }: CodeRequest) {
	const source = known(store.sources, sourceId, 'sourceId');
	if (source === undefined || customerId === undefined) return source;
	const own = store.sourcesByCustomer.get(customerId)?.includes(source) ?? false;
	if (!own) throw new ApiError('M002003', 'sourceId');
	return source;
}

/** Creates a code from a validated request. Refuses what only the account's data can tell. */
export function createCode(
	context: SandboxContext,
	liveMode: boolean,
	request: CodeRequest,
): CodeRecord {
	const store = context.state.of(liveMode);
	if (!CURRENCIES.has(request.currency)) throw new ApiError('M002009', 'currency');
	if (request.amount > HIGHEST_AMOUNT) throw new ApiError('M007001', 'amount');
	known(store.locations, request.locationId, 'locationId');
	const customer = known(store.customers, request.customerId, 'customerId');
	const source = knownSource(store, request);
	const earlier = store.codesByOrderNo.get(request.orderNo);
	if (earlier) {
		throw new ApiError(earlier.status === 'captured' ? 'M002007' : 'M002004', 'orderNo');
	}
	const createTime = context.clock.now();
	const code: CodeRecord = {
		id: context.newId('code'),
		liveMode,
		request,
		...(customer && { customer }),
		...(source && { source }),
		createTime,
		expiryTime: createTime + request.expiryDuration * MINUTE,
		status: 'pending',
		expired: false,
	};
	store.add(code);
	return code;
}

/** Closes a code: it can't be paid any more. */
export function closeCode(context: SandboxContext, code: CodeRecord): void {
	requirePending(context, code);
	code.status = 'closed';
	void revokeCharge(context, code);
}

/** The Code object as elepay shows it at this moment. */
export function showCode(context: SandboxContext, code: CodeRecord): Code {
	void expireIfDue(context, code);
	const { request } = code;
	return {
		id: code.id,
		object: 'code',
		liveMode: code.liveMode,
		codeUrl: `${context.url}/easyqr/${code.id}`,
		amount: request.amount,
		currency: request.currency,
		orderNo: request.orderNo,
		description: request.description ?? null,
		extra: request.extra ?? {},
		metadata: request.metadata ?? {},
		status: code.status,
		...(code.charge && { charge: code.charge }),
		...(code.customer && { customer: code.customer }),
		...(code.source && { source: code.source }),
		frontUrl: request.frontUrl ?? null,
		items: request.items ?? [],
		locationId: request.locationId ?? null,
		expired: code.expired,
		expiryTime: code.expiryTime,
		expiryPeriod: Math.max(0, code.expiryTime - context.clock.now()),
		createTime: code.createTime,
		shouldCreateSource: request.shouldCreateSource,
	};
}
