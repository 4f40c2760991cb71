import { createCustomers } from './data/customers';
import { createLocations } from './data/locations';
import type { Charge, CodeRequest, CodeStatus, Customer, Location, Source } from './objects';
import { Stats } from './stats';

/** A code as the sandbox keeps it; `codes.ts` shows it as elepay's Code object. */
export interface CodeRecord {
	readonly id: string;
	readonly liveMode: boolean;
	readonly request: CodeRequest;
	readonly customer?: Customer;
	readonly source?: Source;
	readonly createTime: number;
	readonly expiryTime: number;
	status: CodeStatus;
	expired: boolean;
	charge?: Charge;
	/** Cancels the timer that expires a code with a payment under way. */
	cancelExpiry?: () => void;
}

/** Everything that belongs to one mode: the keys of the other one never see it. */
export class Store {
	readonly codes = new Map<string, CodeRecord>();
	readonly codesByOrderNo = new Map<string, CodeRecord>();
	readonly charges = new Map<string, Charge>();
	readonly locations: ReadonlyMap<string, Location>;
	readonly customers: ReadonlyMap<string, Customer>;
	readonly sources: ReadonlyMap<string, Source>;
	readonly sourcesByCustomer: ReadonlyMap<string, Source[]>;

	constructor(liveMode: boolean) {
		const people = createCustomers(liveMode);
		const sources = people.flatMap((person) => person.sources);
		this.locations = new Map(createLocations().map((location) => [location.id, location]));
		this.customers = new Map(people.map(({ customer }) => [customer.id, customer]));
		this.sources = new Map(sources.map((source) => [source.id, source]));
		this.sourcesByCustomer = new Map(people.map((person) => [person.customer.id, person.sources]));
	}

	add(code: CodeRecord): void {
		this.codes.set(code.id, code);
		this.codesByOrderNo.set(code.request.orderNo, code);
	}

	/** How many codes each order number has: more than one would be a double. */
	codesPerOrderNo(): Map<string, number> {
		const counts = new Map<string, number>();
		for (const { request } of this.codes.values()) {
			counts.set(request.orderNo, (counts.get(request.orderNo) ?? 0) + 1);
		}
		return counts;
	}

	clear(): void {
		for (const code of this.codes.values()) code.cancelExpiry?.();
		this.codes.clear();
		this.codesByOrderNo.clear();
		this.charges.clear();
	}
}

/** All that the sandbox holds. */
export class SandboxState {
	readonly test = new Store(false);
	readonly live = new Store(true);
	readonly stats = new Stats();

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

	/** Forgets all codes and charges and starts the counts again. */
	reset(): void {
		this.test.clear();
		this.live.clear();
		this.stats.reset();
	}
}
