import type { World } from '../../world/world';
import { APP_ID } from '../account';
import type { CardInfo } from '../cardInfo';
import type { Location } from '../location/location';
import type { Refund } from '../refund/refund';
import type { Texts } from '../schema';

export const CHARGE_STATUSES = [
	'pending',
	'waiting',
	'notified',
	'uncaptured',
	'captured',
	'partially_refunded',
	'refunded',
	'amount_mismatch',
	'revoked',
	'failed',
] as const;

export type ChargeStatus = (typeof CHARGE_STATUSES)[number];

/** The Charge object. */
export interface Charge {
	id: string;
	appId: string;
	object: 'charge';
	liveMode: boolean;
	amount: number;
	authorizeAmount: number;
	currency: string;
	/** Whether it is only authorised when the customer pays. */
	authorize: boolean;
	paymentMethod: string;
	resource: string;
	orderNo: string;
	description: string | null;
	extra: Texts;
	metadata: Texts;
	cardInfo: CardInfo | null;
	voucherNo: string | null;
	clientIp: string;
	paid: boolean;
	refunded: boolean;
	disputed: boolean;
	refunds: { amount: number; totalCount: number; data: Refund[] };
	status: ChargeStatus;
	codeContent: string | null;
	credential: string | null;
	paidTime: number | null;
	refundTime: number | null;
	expiryTime: number;
	settleTime: number | null;
	createTime: number;
	location?: Location;
}

/** What a charge is made of; the rest has its documented default. */
export interface NewCharge {
	amount: number;
	currency: string;
	paymentMethod: string;
	orderNo: string;
	expiryTime: number;
	authorize?: boolean;
	resource?: string;
	description?: string | null;
	extra?: Texts;
	metadata?: Texts;
	clientIp?: string;
	cardInfo?: CardInfo | null;
	codeContent?: string;
	credential?: string;
	location?: Location;
}

/** A charge that nobody has paid yet. */
export function newCharge(world: World, liveMode: boolean, fields: NewCharge): Charge {
	const { location } = fields;
	return {
		id: world.newId('ch'),
		appId: APP_ID,
		object: 'charge',
		liveMode,
		amount: fields.amount,
		authorizeAmount: fields.amount,
		currency: fields.currency,
		authorize: fields.authorize ?? false,
		paymentMethod: fields.paymentMethod,
		resource: fields.resource ?? 'web',
		orderNo: fields.orderNo,
		description: fields.description ?? null,
		extra: fields.extra ?? {},
		metadata: fields.metadata ?? {},
		cardInfo: fields.cardInfo ?? null,
		voucherNo: null,
		clientIp: fields.clientIp ?? '127.0.0.1',
		paid: false,
		refunded: false,
		disputed: false,
		refunds: { amount: 0, totalCount: 0, data: [] },
		status: 'pending',
		codeContent: fields.codeContent ?? null,
		credential: fields.credential ?? null,
		paidTime: null,
		refundTime: null,
		expiryTime: fields.expiryTime,
		settleTime: null,
		createTime: world.clock.now(),
		...(location && { location }),
	};
}

/** Unpaid charges are older than all paid ones. */
export const byPayment = ({ paidTime }: Charge) => paidTime ?? 0;

const IS_OVER: ReadonlySet<ChargeStatus> = new Set(['revoked', 'failed']);

/** Whether a charge can't take any money any more, so that its order number is free again. */
export function isOver({ status }: Charge): boolean {
	return IS_OVER.has(status);
}
