import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	createEngine,
	createPoller,
	loadPackage,
	type Poller,
	type PollerOptions,
} from '../../../engine';
import type { LoadedPackage } from '../../../engine';
import { byPayment, newCharge, type Charge } from '../../../sandbox/elepay/charge/charge';
import type { Refund } from '../../../sandbox/elepay/refund/refund';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { createClock } from '../../../sandbox/world/clock';
import type { World } from '../../../sandbox/world/world';

export const TYPE = 'n8n-nodes-elepay.elepayPaymentsTrigger';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const TEST_KEY = 'sk_test_polling000';

export interface PollerSetup extends Partial<PollerOptions> {
	parameters?: INodeParameters;
	secretKey?: string;
	/** Continues where another trigger has saved. */
	after?: Poller;
}

/** A merchant's account in the sandbox, and what has to be played there. */
export interface Shop {
	readonly sandbox: Sandbox;
	readonly now: number;
	/** Moves the time of elepay and of n8n. */
	pass(milliseconds: number): void;
	/** Sets this machine's clock ahead of elepay's. */
	setClockOff(milliseconds: number): void;
	/** Somebody has paid: now, or at a time that elepay only shows now. */
	pay(more?: Partial<Charge>): Charge;
	/** Money has been given back: all of the charge, or a part. */
	refund(charge: Charge, more?: Partial<Refund>): Refund;
	poller(setup?: PollerSetup): Poller;
}

let ids = 0;

/** Call at the top of a file; the parts can be used while a test runs. */
export function useShop(): Shop {
	let sandbox: Sandbox;
	let built: LoadedPackage;
	let ahead = 0;
	let off = 0;
	const real = Date.now;
	const now = () => real() + ahead;

	beforeAll(async () => {
		// The sandbox's time is the tests', whatever this machine's clock is made to show
		const clock = createClock(now);
		[sandbox, built] = await Promise.all([startSandbox({ clock }), loadPackage()]);
	});
	beforeEach(() => {
		sandbox.state.reset();
		sandbox.faults.clear();
		ahead = 0;
		off = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + off);
	});
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => await sandbox.close());

	return {
		get sandbox() {
			return sandbox;
		},
		get now() {
			return now();
		},
		pass(milliseconds) {
			ahead += milliseconds;
		},
		setClockOff(milliseconds) {
			off = milliseconds;
		},
		pay({ liveMode = false, ...more } = {}) {
			const store = sandbox.state.of(liveMode);
			const world = { newId: (kind) => `${kind}_${++ids}`, clock: { now } } as World;
			const charge = newCharge(world, liveMode, {
				amount: 1200,
				currency: 'JPY',
				paymentMethod: 'paypay',
				orderNo: `P-${ids}`,
				expiryTime: now(),
			});
			Object.assign(charge, { status: 'captured', paid: true, paidTime: now() }, more);
			store.addCharge(charge);
			store.charges.reorder(byPayment);
			return charge;
		},
		refund(charge, more) {
			const refund: Refund = {
				id: `ref_${++ids}`,
				object: 'refund',
				chargeId: charge.id,
				liveMode: charge.liveMode,
				amount: charge.amount,
				currency: charge.currency,
				metadata: {},
				reason: null,
				status: 'refunded',
				refundedTime: now(),
				createTime: now(),
				...more,
			};
			charge.refunds.data.push(refund);
			charge.refunds.amount += refund.amount;
			charge.refunds.totalCount += 1;
			charge.refunded = charge.refunds.amount === charge.amount;
			charge.status = charge.refunded ? 'refunded' : 'partially_refunded';
			return refund;
		},
		poller({ secretKey = TEST_KEY, after, ...options } = {}) {
			const engine = createEngine({
				packages: [built],
				credentials: { elepayApi: { secretKey, baseUrl: sandbox.url } },
			});
			const staticData = after?.staticData;
			return createPoller({ engine, nodeType: TYPE, staticData, ...options });
		},
	};
}

/** What the workflow was started with, in order. */
export function started({ executions }: Poller): IDataObject[] {
	return executions.flatMap((outputs) => outputs[0]!.map(({ json }) => json));
}

export function idsOf(objects: ReadonlyArray<{ id?: unknown }>): unknown[] {
	return objects.map(({ id }) => id);
}

/** Objects with their times in whole seconds, as n8n's output has them in words and elepay in numbers. */
export function inSeconds(objects: object[]): unknown[] {
	return objects.map((object) =>
		Object.fromEntries(
			Object.entries(object).map(([name, value]) =>
				name.endsWith('Time') && value !== null
					? [name, Math.floor(new Date(value as string | number).getTime() / 1000)]
					: [name, value as unknown],
			),
		),
	);
}
