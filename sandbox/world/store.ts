import { Stats } from '../control/stats';
import { type Charge, isOver } from '../elepay/charge/charge';
import type { CodeRecord } from '../elepay/code/code';
import type { Customer } from '../elepay/customer/customer';
import type { Dispute } from '../elepay/dispute/dispute';
import type { InvoiceRecord } from '../elepay/invoice/invoice';
import type { Location } from '../elepay/location/location';
import type { Reader } from '../elepay/reader/reader';
import type { Source } from '../elepay/source/source';
import type { SubscriptionRecord } from '../elepay/subscription/subscription';
import { Agenda } from './agenda';
import type { Clock } from './clock';
import { Collection } from './collection';
import { createCustomers } from './data/customers';
import { createLocations } from './data/locations';

/** Everything that belongs to one mode: the keys of the other one never see it. */
export class Store {
	readonly codes = new Map<string, CodeRecord>();
	/** The newest code of each order number. */
	readonly codesByOrderNo = new Map<string, CodeRecord>();
	/** The codes that somebody has begun to pay. */
	readonly codesByCharge = new Map<string, CodeRecord>();
	readonly charges = new Collection<Charge>();
	/** The newest charge of each order number. */
	readonly chargesByOrderNo = new Map<string, Charge>();
	readonly invoices = new Collection<InvoiceRecord>();
	readonly customers = new Collection<Customer>();
	readonly deletedCustomers = new Map<string, Customer>();
	readonly sources = new Collection<Source>();
	readonly locations = new Collection<Location>();
	readonly subscriptions = new Collection<SubscriptionRecord>();
	readonly disputes = new Collection<Dispute>();
	readonly readers = new Collection<Reader>();

	constructor(
		readonly liveMode: boolean,
		private readonly clock: Clock,
	) {
		this.addData();
	}

	addCode(code: CodeRecord): void {
		this.codes.set(code.id, code);
		const { orderNo } = code.request;
		if (orderNo !== undefined) this.codesByOrderNo.set(orderNo, code);
	}

	addCharge(charge: Charge): void {
		this.charges.add(charge);
		this.chargesByOrderNo.set(charge.orderNo, charge);
	}

	/** Whether an order number belongs to a code or a charge that is paid or can still be paid. */
	isTaken(orderNo: string): boolean {
		const code = this.codesByOrderNo.get(orderNo);
		const charge = this.chargesByOrderNo.get(orderNo);
		return (code !== undefined && this.isLive(code)) || (charge !== undefined && !isOver(charge));
	}

	/**
	 * How many live codes each order number has, paid or still open to be paid: more than one would
	 * be a double. What was closed or has expired doesn't count.
	 */
	codesPerOrderNo(): Map<string, number> {
		const counts = new Map<string, number>();
		for (const code of this.codes.values()) {
			const { orderNo } = code.request;
			if (orderNo === undefined || !this.isLive(code)) continue;
			counts.set(orderNo, (counts.get(orderNo) ?? 0) + 1);
		}
		return counts;
	}

	/** The stored payment means of a customer, oldest first. */
	sourcesOf(customerId: string): Source[] {
		return [...this.sources.values()].filter((source) => source.customerId === customerId);
	}

	/** Back to the data that every sandbox begins with. */
	reset(): void {
		const all = [
			this.codes,
			this.codesByOrderNo,
			this.codesByCharge,
			this.charges,
			this.chargesByOrderNo,
			this.invoices,
			this.customers,
			this.deletedCustomers,
			this.sources,
			this.locations,
			this.subscriptions,
			this.disputes,
			this.readers,
		];
		for (const objects of all) objects.clear();
		this.addData();
	}

	// Newest first is how lists show them, and the first of the data are to come first.
	private addData(): void {
		for (const location of createLocations().reverse()) this.locations.add(location);
		for (const { customer, sources } of createCustomers(this.liveMode).reverse()) {
			this.customers.add(customer);
			for (const source of sources) this.sources.add(source);
		}
	}

	private isLive({ status, expiryTime }: CodeRecord): boolean {
		return status === 'captured' || (status === 'pending' && this.clock.now() < expiryTime);
	}
}

/** All that the sandbox holds. */
export class SandboxState {
	readonly test: Store;
	readonly live: Store;
	readonly stats = new Stats();
	readonly agenda: Agenda;

	constructor(clock: Clock) {
		this.test = new Store(false, clock);
		this.live = new Store(true, clock);
		this.agenda = new Agenda(clock);
	}

	/** The store of the mode that a key stands for. */
	of(liveMode: boolean): Store {
		return liveMode ? this.live : this.test;
	}

	/** The codes of both modes, oldest first within each. */
	codes(): CodeRecord[] {
		return [...this.test.codes.values(), ...this.live.codes.values()];
	}

	/** Finds a code in either mode. */
	code(id: string): CodeRecord | undefined {
		return this.test.codes.get(id) ?? this.live.codes.get(id);
	}

	/** Forgets whatever was made or changed since the start, and starts the counts again. */
	reset(): void {
		this.agenda.clear();
		this.test.reset();
		this.live.reset();
		this.stats.reset();
	}
}
