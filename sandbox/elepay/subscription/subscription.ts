import { addCharge, completePayment } from '../../world/payments';
import type { Store } from '../../world/store';
import type { World } from '../../world/world';
import { APP_ID, requireAffordable } from '../account';
import type { Charge } from '../charge/charge';
import type { Customer } from '../customer/customer';
import { ApiError } from '../errors';
import { named } from '../named';
import type { Texts } from '../schema';
import { defaultSource, type Source } from '../source/source';
import { without } from '../without';
import { addIntervals, type Interval } from './interval';

export const SUBSCRIPTION_STATUSES = ['new', 'active', 'past_due', 'canceled'] as const;

export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** The body of POST /subscriptions after validation, with the documented defaults. */
export interface SubscriptionRequest {
	customerId: string;
	name?: string;
	currency: string;
	amount?: number;
	interval?: Interval;
	intervalSpan: number;
	initialAmount?: number;
	firstChargeTime?: number;
	metadata?: Texts;
}

/** The Subscription object. */
export interface Subscription {
	id: string;
	appId: string;
	object: 'subscription';
	liveMode: boolean;
	customerId: string;
	customer: Customer;
	nextChargeTime: number | null;
	isCharging: boolean;
	chargedPeriods: number;
	metadata: Texts;
	status: SubscriptionStatus;
	createTime: number;
	updateTime: number;
}

/** The SubscriptionPeriod object. */
export interface Period {
	id: string;
	object: 'subscription_period';
	startTime: number;
	endTime: number;
	charge: Charge;
}

/** A subscription as the sandbox keeps it; `showSubscription` leaves out what elepay doesn't show. */
export interface SubscriptionRecord extends Subscription {
	readonly request: SubscriptionRequest;
	/** Oldest first. */
	readonly periods: Period[];
	/** When the first period since the start, or since the last resumption, began. */
	anchor: number;
	periodsSinceAnchor: number;
	/** Whether the running period is the last one. */
	isEnding: boolean;
}

// How long a provider takes to charge a stored payment means.
const CHARGE_TIME = 2000;

export function createSubscription(
	world: World,
	store: Store,
	request: SubscriptionRequest,
): SubscriptionRecord {
	requireAffordable(request);
	const customer = named(store.customers, request, 'customerId');
	const now = world.clock.now();
	const subscription: SubscriptionRecord = {
		id: world.newId('sub'),
		appId: APP_ID,
		object: 'subscription',
		liveMode: store.liveMode,
		customerId: customer.id,
		customer,
		nextChargeTime: request.firstChargeTime ?? null,
		isCharging: false,
		chargedPeriods: 0,
		metadata: request.metadata ?? {},
		status: 'new',
		createTime: now,
		updateTime: now,
		request,
		periods: [],
		anchor: now,
		periodsSinceAnchor: 0,
		isEnding: false,
	};
	store.subscriptions.add(subscription);
	return subscription;
}

/** The Subscription object. */
export function showSubscription(subscription: SubscriptionRecord): Subscription {
	return without(subscription, 'request', 'periods', 'anchor', 'periodsSinceAnchor', 'isEnding');
}

export function updateSubscription(
	world: World,
	subscription: SubscriptionRecord,
	metadata: Texts | undefined,
): SubscriptionRecord {
	if (metadata) subscription.metadata = metadata;
	subscription.updateTime = world.clock.now();
	return subscription;
}

/** Begins to charge: the initial amount at once, the first period now or at its time. */
export function startSubscription(
	world: World,
	subscription: SubscriptionRecord,
): SubscriptionRecord {
	const { amount, interval, firstChargeTime = 0, initialAmount } = subscription.request;
	requireIdle(subscription);
	if (subscription.status === 'active') throw new ApiError('M006002', 'subscriptionId');
	if (subscription.status !== 'new') throw new ApiError('M006000', 'subscriptionId');
	if (amount === undefined) throw new ApiError('M002001', 'amount');
	if (interval === undefined) throw new ApiError('M002001', 'interval');
	const source = requireSource(world, subscription);
	if (initialAmount !== undefined) {
		void completePayment(world, chargeOf(world, subscription, source, initialAmount, 'initial'));
	}
	activate(world, subscription, Math.max(firstChargeTime, world.clock.now()));
	return subscription;
}

/** Tries to charge again after a period couldn't be charged. */
export function resumeSubscription(
	world: World,
	subscription: SubscriptionRecord,
): SubscriptionRecord {
	requireIdle(subscription);
	if (subscription.status !== 'past_due') throw new ApiError('M006000', 'subscriptionId');
	requireSource(world, subscription);
	activate(world, subscription, world.clock.now());
	return subscription;
}

/** Ends a subscription with its running period, or at once where none is running. */
export function cancelSubscription(
	world: World,
	subscription: SubscriptionRecord,
): SubscriptionRecord {
	requireIdle(subscription);
	if (subscription.status === 'canceled' || subscription.isEnding) {
		throw new ApiError('M006002', 'subscriptionId');
	}
	if (subscription.status === 'active' && subscription.periodsSinceAnchor > 0) {
		subscription.isEnding = true;
	} else {
		subscription.status = 'canceled';
	}
	subscription.nextChargeTime = null;
	subscription.updateTime = world.clock.now();
	return subscription;
}

function requireIdle({ isCharging }: SubscriptionRecord): void {
	if (isCharging) throw new ApiError('M006001', 'subscriptionId');
}

function requireSource(world: World, { liveMode, customerId }: SubscriptionRecord): Source {
	const source = defaultSource(world, liveMode, customerId);
	if (!source) throw new ApiError('M002003', 'customerId');
	return source;
}

function chargeOf(
	world: World,
	{ id, liveMode, request: { name, currency }, metadata }: SubscriptionRecord,
	source: Source,
	amount: number,
	part: string,
): Charge {
	return addCharge(world, liveMode, {
		amount,
		currency,
		paymentMethod: source.paymentMethod,
		orderNo: `${id}-${part}`,
		expiryTime: world.clock.now() + CHARGE_TIME,
		description: name ?? null,
		metadata,
		cardInfo: source.cardInfo,
	});
}

function activate(world: World, subscription: SubscriptionRecord, anchor: number): void {
	subscription.status = 'active';
	subscription.anchor = anchor;
	subscription.periodsSinceAnchor = 0;
	subscription.nextChargeTime = anchor;
	subscription.updateTime = world.clock.now();
	if (anchor > world.clock.now()) planPeriod(world, subscription, anchor);
	else void beginPeriod(world, subscription);
}

function planPeriod(world: World, subscription: SubscriptionRecord, time: number): void {
	subscription.nextChargeTime = time;
	subscription.updateTime = world.clock.now();
	world.state.agenda.at(time, () => beginPeriod(world, subscription));
}

function beginPeriod(world: World, subscription: SubscriptionRecord): Promise<void> {
	const { request, status, anchor, periods, periodsSinceAnchor: count } = subscription;
	if (status !== 'active') return Promise.resolve();
	if (subscription.isEnding) {
		subscription.status = 'canceled';
		subscription.updateTime = world.clock.now();
		return Promise.resolve();
	}
	const source = defaultSource(world, subscription.liveMode, subscription.customerId);
	if (!source) return pause(world, subscription);
	const { amount = 0, interval = 'month', intervalSpan } = request;
	const charge = chargeOf(world, subscription, source, amount, String(periods.length + 1));
	const period: Period = {
		id: world.newId('prd'),
		object: 'subscription_period',
		startTime: addIntervals(anchor, interval, count * intervalSpan),
		endTime: addIntervals(anchor, interval, (count + 1) * intervalSpan),
		charge,
	};
	periods.push(period);
	subscription.periodsSinceAnchor += 1;
	subscription.isCharging = true;
	subscription.updateTime = world.clock.now();
	world.state.agenda.at(charge.expiryTime, () => finishCharging(world, subscription, period));
	return Promise.resolve();
}

async function finishCharging(
	world: World,
	subscription: SubscriptionRecord,
	{ charge, endTime }: Period,
): Promise<void> {
	subscription.isCharging = false;
	subscription.chargedPeriods += 1;
	planPeriod(world, subscription, endTime);
	await completePayment(world, charge);
	await world.webhooks.send(
		'subscription.renewed',
		showSubscription(subscription),
		subscription.liveMode,
	);
}

function pause(world: World, subscription: SubscriptionRecord): Promise<void> {
	subscription.status = 'past_due';
	subscription.updateTime = world.clock.now();
	return world.webhooks.send(
		'subscription.paused',
		showSubscription(subscription),
		subscription.liveMode,
	);
}
