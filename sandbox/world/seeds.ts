import { type Charge, newCharge } from '../elepay/charge/charge';
import { createCustomer } from '../elepay/customer/customer';
import { addDispute } from '../elepay/dispute/dispute';
import { ApiError } from '../elepay/errors';
import { createInvoice } from '../elepay/invoice/invoice';
import { createLocation } from '../elepay/location/location';
import { createReader } from '../elepay/reader/reader';
import { createSubscription } from '../elepay/subscription/subscription';
import { CODE_PAYMENT_METHODS } from './data/paymentMethods';
import { TERMINAL_LOCATIONS } from './data/terminalLocations';
import type { Store } from './store';
import type { World } from './world';

/** How many objects of a kind there are to be, and when they are to have been made. */
export interface Seeds {
	charges?: number;
	customers?: number;
	disputes?: number;
	invoices?: number;
	locations?: number;
	readers?: number;
	subscriptions?: number;
	/** 30 days ago unless given. */
	from?: number;
	/** Now unless given. */
	to?: number;
	/** Of the charges; all those that codes can be paid with, in turn, unless given. */
	paymentMethod?: string;
}

const DAY = 24 * 60 * 60_000;

const MINUTE = 60_000;

const KINDS = [
	'charges',
	'customers',
	'disputes',
	'invoices',
	'locations',
	'readers',
	'subscriptions',
] as const;

type Kind = (typeof KINDS)[number];

/** Makes one object and adds it to the store. */
type Sow = (number: number, time: number) => void;

function someCustomerId({ customers }: Store): string {
	for (const id of customers.keys()) return id;
	throw new ApiError('M006000', 'customers');
}

function sowersOf(world: World, store: Store, { paymentMethod }: Seeds): Record<Kind, Sow> {
	const { liveMode } = store;
	const methods = CODE_PAYMENT_METHODS.map((method) => method.paymentMethod);
	const charges = [...store.charges.values()];
	return {
		charges(number, paidTime) {
			const charge = newCharge(world, liveMode, {
				amount: 100 + (number % 1000),
				currency: 'JPY',
				paymentMethod: paymentMethod ?? methods[number % methods.length] ?? '',
				orderNo: `SEED-${number}`,
				expiryTime: paidTime + 9 * MINUTE,
			});
			const createTime = paidTime - MINUTE;
			const paid: Partial<Charge> = { status: 'captured', paid: true, createTime, paidTime };
			store.addCharge(Object.assign(charge, paid));
		},
		customers(number, updateTime) {
			const email = `customer${number}@seed.example`;
			const customer = createCustomer(world, liveMode, { name: `Customer ${number}`, email });
			customer.updateTime = updateTime;
		},
		disputes(number, createTime) {
			const charge = charges[number % charges.length];
			if (!charge) throw new ApiError('M006000', 'disputes');
			addDispute(world, charge, { reason: `Reason ${number}` }).createTime = createTime;
		},
		invoices(number, createTime) {
			createInvoice(world, store, {
				customerId: someCustomerId(store),
				amount: 100 + number,
				currency: 'JPY',
				name: `Invoice ${number}`,
				enableAutoCharge: false,
			}).createTime = createTime;
		},
		locations(number) {
			const name = `Shop ${number}`;
			const location = createLocation(world, {
				name: { kanji: name, kana: name, romaji: name },
				tel: '03-0000-0000',
				zip: '100-0001',
				address: {},
			});
			store.locations.add(location);
		},
		readers(number) {
			const locationId = TERMINAL_LOCATIONS[number % TERMINAL_LOCATIONS.length]?.id ?? '';
			createReader(world, liveMode, { locationId });
		},
		subscriptions(number, createTime) {
			createSubscription(world, store, {
				customerId: someCustomerId(store),
				currency: 'JPY',
				amount: 100 + number,
				interval: 'month',
				intervalSpan: 1,
			}).createTime = createTime;
		},
	};
}

/**
 * Puts so many objects of each kind that is named in the place of all that are there, the first one
 * at the beginning of the period and the last one at its end.
 */
export function addSeeds(world: World, liveMode: boolean, seeds: Seeds): void {
	const store = world.state.of(liveMode);
	const { to = world.clock.now(), from = to - 30 * DAY } = seeds;
	for (const kind of KINDS) {
		const count = seeds[kind];
		if (count === undefined) continue;
		store[kind].clear();
		const sow = sowersOf(world, store, seeds)[kind];
		for (let number = 1; number <= count; number += 1) {
			sow(number, from + Math.round(((to - from) * (number - 1)) / Math.max(1, count - 1)));
		}
	}
}
