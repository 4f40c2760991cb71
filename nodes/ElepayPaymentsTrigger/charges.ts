import { sleep, type IDataObject, type IPollFunctions } from 'n8n-workflow';

import type { Connection } from '../api/connection';
import { asFailure, type Failure } from '../api/failure';
import { hasList, PAGE_SIZE } from '../api/lists';
import { isObject } from '../api/objects/apiObject';
import { charge } from '../api/objects/charge';
import { readAnswer } from '../api/readAnswer';
import { request } from '../api/request';
import { Tries } from '../api/retry';

/** For one page, in milliseconds. */
const TIMEOUT = 10_000;

/** How often a page is asked for before the look is given up; it only reads. */
const MAX_TRIES = 4;

/** One of elepay's charges: its ID is sure, whatever else a version of the API adds. */
export interface Charge extends IDataObject {
	id: string;
}

/** elepay's list of charges, by the time at which they were paid. Times in epoch milliseconds. */
export class Charges {
	/**
	 * @param to what was paid later isn't read
	 */
	constructor(
		private readonly context: IPollFunctions,
		private readonly connection: Connection,
		private readonly to: number,
	) {}

	/**
	 * What was paid from a time on, oldest first, in pages. Each page begins at the time at which the
	 * one before has ended: what comes in or goes meanwhile moves nothing past the reader, but some
	 * charges come twice.
	 *
	 * @param status if only charges of one state are to be read
	 */
	async *paidFrom(from: number, status?: string): AsyncGenerator<Charge[]> {
		for (let start = from, offset = 0; ;) {
			const page = await this.page({
				...(status && { status }),
				from: start,
				order: 'asc',
				offset,
			});
			yield page;
			if (page.length < PAGE_SIZE) return;
			const next = paidTimeOf(page.at(-1)!) ?? start;
			// A whole page may have been paid in one millisecond
			offset = next > start ? 0 : offset + page.length;
			start = Math.max(start, next);
		}
	}

	/** The same, newest first: to look at the latest ones, not to read all of them. */
	async *newestFirst(limit = PAGE_SIZE): AsyncGenerator<Charge[]> {
		for (let offset = 0; ; offset += limit) {
			const page = await this.page({ from: 1, order: 'desc', limit, offset });
			yield page;
			if (page.length < limit) return;
		}
	}

	private async page(qs: IDataObject): Promise<Charge[]> {
		const tries = new Tries({ maxTries: MAX_TRIES, retryUncertain: true });
		for (;;) {
			tries.count++;
			const page = await this.ask(qs).catch(asFailure);
			if (Array.isArray(page)) return page;
			const delay = tries.delayAfter(page);
			if (delay === undefined) throw page;
			await sleep(delay);
		}
	}

	/**
	 * @throws {Failure} without the key in it
	 */
	private async ask(qs: IDataObject): Promise<Charge[]> {
		const { baseUrl, secretKey, credential } = this.connection;
		const options = {
			method: 'GET' as const,
			baseURL: baseUrl,
			url: '/charges',
			qs: { limit: PAGE_SIZE, to: this.to, dateField: 'paid_time', sort: 'paid_time', ...qs },
		};
		const words = { subject: 'The list of charges', labels: {}, secretKey };
		return await request(this.context, options, TIMEOUT, credential)
			.then((answer) => readAnswer(answer, isPage, words).charges)
			.catch((thrown: unknown): Promise<never> => {
				const failure: Failure = asFailure(thrown).without(secretKey);
				return Promise.reject(failure);
			});
	}
}

function isPage(body: unknown): body is { charges: Charge[] } {
	if (!hasList('charges')(body)) return false;
	return (body as { charges: unknown[] }).charges.every((entry) => isObject(entry, charge));
}

/** When a charge was paid, in epoch milliseconds; undefined for one that wasn't. */
export function paidTimeOf({ paidTime }: IDataObject): number | undefined {
	return Number.isSafeInteger(paidTime) ? (paidTime as number) : undefined;
}
