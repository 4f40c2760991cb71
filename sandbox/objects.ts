/** elepay's objects as they go over the wire. */

export type Texts = Record<string, string>;

export interface CodeItem {
	name: string;
	price: number;
	count: number;
	image?: string;
}

/** The body of POST /codes after validation, which has filled in the documented defaults. */
export interface CodeRequest {
	amount: number;
	currency: string;
	orderNo: string;
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

export type CodeStatus = 'pending' | 'captured' | 'closed';

export interface Code {
	id: string;
	object: 'code';
	liveMode: boolean;
	codeUrl: string;
	amount: number;
	currency: string;
	orderNo: string;
	description: string | null;
	extra: Texts;
	metadata: Texts;
	status: CodeStatus;
	charge?: Charge;
	customer?: Customer;
	source?: Source;
	frontUrl: string | null;
	items: CodeItem[];
	locationId: string | null;
	expired: boolean;
	expiryTime: number;
	expiryPeriod: number;
	createTime: number;
	shouldCreateSource: boolean;
}

export type ChargeStatus = 'pending' | 'captured' | 'partially_refunded' | 'refunded' | 'revoked';

export interface Charge {
	id: string;
	appId: string;
	object: 'charge';
	liveMode: boolean;
	amount: number;
	authorizeAmount: number;
	currency: string;
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

export interface Refund {
	id: string;
	object: 'refund';
	chargeId: string;
	liveMode: boolean;
	amount: number;
	currency: string;
	metadata: Texts;
	reason: string | null;
	status: 'refunded';
	refundedTime: number;
	createTime: number;
}

export interface CardInfo {
	brand: string;
	last4: string;
	expMonth: number;
	expYear: number;
	name: string;
	wallet: string | null;
	walletApp: string | null;
	threeDSecure: boolean;
	threeDSecureVersion: string | null;
}

export interface Customer {
	id: string;
	object: 'customer';
	liveMode: boolean;
	defaultSource: string | null;
	name: string;
	description: string | null;
	email: string;
	phone: string;
	remark: string | null;
	operator: string | null;
	status: 'active' | 'deleted';
	metadata: Texts;
	updateTime: number;
}

export interface Source {
	id: string;
	object: 'source';
	liveMode: boolean;
	paymentMethod: string;
	resource: string;
	description: string | null;
	extra: Texts;
	info: Record<string, object>;
	cardInfo: CardInfo | null;
	metadata: Texts;
	credential: string | null;
	status: 'pending' | 'active' | 'deleted';
}

export interface Transliterated<T> {
	kanji: T;
	kana: T;
	romaji: T;
}

export interface Address {
	pref: string;
	city: string;
	town: string;
	address1: string;
	address2: string;
}

export interface Location {
	id: string;
	name: Transliterated<string>;
	tel: string;
	zip: string;
	address: Transliterated<Address>;
	latitude: number | null;
	longitude: number | null;
	note: string | null;
	status: 'active' | 'submitted';
}

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

export const EVENT_TYPES = [
	'charge.succeeded',
	'charge.revoked',
	'refund.succeeded',
	'source.activated',
	'source.inactivated',
	'reader.activated',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

export interface ElepayEvent {
	id: string;
	object: 'event';
	createTime: number;
	liveMode: boolean;
	type: EventType;
	data: { object: object };
}
