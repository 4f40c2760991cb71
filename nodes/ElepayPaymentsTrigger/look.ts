import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../api/connection';
import { PAGE_SIZE } from '../api/lists';
import { paidTimeOf, type Charge, type Charges } from './charges';
import type { Happening } from './output';
import type { Settings } from './settings';
import { accountOf, keyOf, type State } from './state';
import { Track } from './track';

/** How much starts the workflow at once. What is left comes with the next look. */
const MOST_AT_ONCE = 5_000;

/** The states of a charge of which something was given back; it goes from the first to the second. */
const REFUNDED = ['partially_refunded', 'refunded'];

/** One look: what is new since the last one. */
export class Look {
	readonly found: Happening[] = [];

	/** How much happened too long ago to start the workflow, and when (epoch milliseconds). */
	readonly tooOld = new Map<Happening['type'], { count: number; first: number; last: number }>();

	/** Whether the time wasn't enough for the refunds, which have to be read in one go. */
	hasTooManyRefunds = false;

	/** Whether payments are left for the next look. */
	private isCutShort = false;

	private account: string | undefined;

	/**
	 * @param now in epoch milliseconds
	 * @param deadline when to stop reading, in epoch milliseconds
	 */
	constructor(
		private readonly charges: Charges,
		private readonly settings: Settings,
		private readonly now: number,
		private readonly deadline: number,
	) {}

	/**
	 * Reads on from where the last look has ended. The first one of an account, and the first one
	 * since something is watched, finds nothing: it starts with what happens from then on.
	 *
	 * @returns where the next look goes on
	 */
	async goOn(saved: State | undefined, connection: Connection): Promise<State> {
		const key = keyOf(connection);
		const known =
			saved && (saved.key === key || (await this.isSameAccount(saved))) ? saved : undefined;
		this.account = known?.account;
		const { watches } = this.settings;
		const payments = watches.payments ? await this.payments(known?.payments) : undefined;
		const refunds = watches.refunds ? await this.refunds(known?.refunds) : undefined;
		return {
			key,
			...(this.account !== undefined && { account: this.account }),
			...(payments && { payments }),
			...(refunds && { refunds }),
		};
	}

	/** Whether another key than the last time belongs to the same account. */
	private async isSameAccount({ account }: State): Promise<boolean> {
		const newest = await this.newest();
		return newest !== undefined && accountOf(newest) === account;
	}

	/** The charge that was paid last. */
	private async newest(): Promise<Charge | undefined> {
		for await (const page of this.charges.newestFirst(1)) {
			const paid = page.find((charge) => paidTimeOf(charge) !== undefined);
			if (paid) return paid;
		}
		return undefined;
	}

	private async payments(saved: State['payments']): Promise<State['payments']> {
		if (!saved) return await this.paymentsFromNowOn();

		const track = new Track(saved.from, saved.seen);
		let learned = 0;
		for await (const page of this.charges.paidFrom(track.from)) {
			for (const charge of page) {
				this.account = accountOf(charge);
				const time = paidTimeOf(charge);
				if (time === undefined || !isPaid(charge)) continue;
				if (!track.learn(charge.id, time)) continue;
				learned++;
				this.happened({ type: 'charge.succeeded', time, charge });
			}
			// However short the time is, each look gets further than the one before
			const isTimeOver = Date.now() > this.deadline && learned > 0;
			this.isCutShort = isTimeOver || this.found.length >= MOST_AT_ONCE;
			if (this.isCutShort) break;
		}
		return track.toData(this.settings.overlap);
	}

	/** By the latest payment that there is, and not by this machine's clock, which may be wrong. */
	private async paymentsFromNowOn(): Promise<State['payments']> {
		const newest = await this.newest();
		if (!newest) return new Track(0).toData(0);
		this.account = accountOf(newest);
		return new Track(paidTimeOf(newest)! + 1).toData(0);
	}

	/**
	 * elepay can't list refunds, nor charges by the time of their refund. So all charges that are
	 * refunded, in full or in part, are read, as far back as refunds are made.
	 */
	private async refunds(saved: State['refunds']): Promise<State['refunds']> {
		if (this.isCutShort) return saved;

		const { refundsOf, overlap } = this.settings;
		const track = new Track(saved?.from ?? 0, saved?.seen);
		for (const status of REFUNDED) {
			for await (const page of this.charges.paidFrom(this.now - refundsOf, status)) {
				for (const charge of page) {
					this.account = accountOf(charge);
					for (const { id, time, object } of refundsIn(charge)) {
						if (!track.learn(id, time) || !saved) continue;
						this.happened({ type: 'refund.succeeded', time, charge, refund: object });
					}
				}
				if (page.length < PAGE_SIZE || Date.now() <= this.deadline) continue;
				this.hasTooManyRefunds = true;
				// Nothing is done with before all have been seen
				return saved && track.toData(Infinity);
			}
		}
		return track.toData(overlap);
	}

	private happened(happening: Happening): void {
		if (!this.settings.isWanted(happening.charge)) return;
		const { type, time } = happening;
		if (time >= this.now - this.settings.catchUp) {
			this.found.push(happening);
			return;
		}
		const { count, first, last } = this.tooOld.get(type) ?? { count: 0, first: time, last: time };
		this.tooOld.set(type, {
			count: count + 1,
			first: Math.min(first, time),
			last: Math.max(last, time),
		});
	}
}

/** Whether somebody has paid, whatever was given back since. */
export function isPaid({ paid, status }: IDataObject): boolean {
	return paid === true || REFUNDED.includes(String(status));
}

/** The refunds of a charge that have come to their end. */
export function refundsIn({ refunds }: Charge) {
	const { data } = (refunds ?? {}) as { data?: IDataObject[] };
	return (data ?? []).flatMap((object) => {
		const time = object.refundedTime ?? object.createTime;
		if (object.status !== 'refunded' || typeof object.id !== 'string') return [];
		return Number.isSafeInteger(time) ? [{ id: object.id, time: time as number, object }] : [];
	});
}
