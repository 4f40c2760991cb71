import { sleep, type IExecuteSingleFunctions } from 'n8n-workflow';

import { asFailure, type Failure } from '../../api/failure';
import { Parameters } from '../request/parameters';
import { connect, type Connection } from '../../api/connection';
import { pLimit, type LimitFunction } from './limit';
import { readTransportOptions, type TransportOptions } from './options';
import { Pace } from './pace';
import { Spread } from './spread';

/** What the items of one run of the node share: the engine hands each item over on its own. */
export class Run {
	readonly parameters = new Parameters();

	/**
	 * Waits, or ends at once when there is nothing to wait for. Each wait has a signal of its own:
	 * Node takes hundreds of listeners on one for a leak, and says so in n8n's log.
	 */
	readonly wait = async (milliseconds: number): Promise<void> => {
		await sleep(milliseconds, AbortSignal.any([this.waitSignal])).catch(() => undefined);
	};

	readonly pace = new Pace(this.wait);

	readonly options: TransportOptions;

	/** Whether the first failure ends the run, as n8n's "Stop Workflow" has it. */
	readonly stopsOnFailure: boolean;

	/** Why no row of this run can succeed. */
	refusal: Failure | undefined;

	/** Whether a row's failure has ended the run, and whether it has been told. */
	private isStopped = false;

	private isTold = false;

	/** The rows that had their effect at elepay, by name. */
	readonly done: string[] = [];

	/** The rows of which nobody knows whether they had it. */
	readonly uncertain: string[] = [];

	/** The items that couldn't be sent as they are, by index. */
	readonly unsendable: number[] = [];

	/** The item that the engine has brought last, and how many it has brought. */
	private latestItem = -1;

	private itemsBrought = 0;

	/** How many it is going to bring, or undefined where that can't be told. */
	private readonly itemsInAll: number | undefined;

	/** Whether it pauses in between, as n8n's "Batching" has it. */
	private readonly isBatched: boolean;

	private readonly cancelSignal: AbortSignal | undefined;

	/** Ends all waits: nothing that is worth waiting for will come. */
	private readonly waitsOver = new AbortController();

	private readonly waitSignal: AbortSignal;

	private readonly limit: LimitFunction;

	private readonly active = new Set<Promise<unknown>>();

	private readonly spread: Spread;

	private connection: Promise<Connection> | undefined;

	private bringLast: () => void = () => undefined;

	private readonly lastBrought = new Promise<void>((resolve) => {
		this.bringLast = resolve;
	});

	private constructor(context: IExecuteSingleFunctions) {
		this.stopsOnFailure = !context.continueOnFail();
		this.itemsInAll = expectedItems(context);
		this.isBatched = isBatched(context);

		this.cancelSignal = context.getExecutionCancelSignal();
		const { signal } = this.waitsOver;
		this.waitSignal = this.cancelSignal ? AbortSignal.any([this.cancelSignal, signal]) : signal;

		try {
			this.options = readTransportOptions(context.getNodeParameter('options', {}) as object);
		} catch (thrown) {
			this.refusal = asFailure(thrown);
			this.options = readTransportOptions({});
		}
		this.limit = pLimit(this.options.maxConcurrency);
		this.spread = new Spread(this.options.maxConcurrency, this.wait);
	}

	/**
	 * The run that an item belongs to.
	 *
	 * The engine's data of a node's turn tells runs apart, but for n8n's "Retry On Fail", which
	 * starts over with the same data: within one run each item comes once, in order.
	 */
	static of(context: IExecuteSingleFunctions): Run {
		const key = context.getExecuteData();
		const itemIndex = context.getItemIndex();
		let run = runs.get(key);
		if (!run || itemIndex <= run.latestItem) {
			run = new Run(context);
			runs.set(key, run);
		}
		run.latestItem = itemIndex;
		run.itemsBrought++;
		if (run.itemsInAll === undefined || run.itemsBrought >= run.itemsInAll) run.bringLast();
		return run;
	}

	/** Runs a row's task when it is its turn: at most `maxConcurrency` of them at once. */
	async inTurn<T>(task: () => Promise<T>): Promise<T> {
		return await this.limit(async () => {
			await this.spread.turn();
			const startedAt = Date.now();
			const running = task();
			this.active.add(running);
			// Here, for the next row takes this one's place before anybody else hears of it
			running.catch(() => {
				if (this.stopsOnFailure) this.stop();
			});
			try {
				const result = await running;
				this.spread.took(Date.now() - startedAt);
				return result;
			} finally {
				this.active.delete(running);
			}
		});
	}

	/** Whether the execution was cancelled or a row's failure has ended the run. */
	get hasEnded(): boolean {
		return this.isStopped || this.cancelSignal?.aborted === true;
	}

	/**
	 * Whether rows are not to be sent any more.
	 *
	 * If the engine itself finds an expression it can't evaluate, it ends the run there and then,
	 * with the rows before it already handed over: they must not be sent behind its back.
	 */
	get isOver(): boolean {
		return (
			this.hasEnded ||
			(this.stopsOnFailure &&
				!this.isBatched &&
				this.itemsInAll !== undefined &&
				this.itemsBrought < this.itemsInAll)
		);
	}

	/** From now on no row is started. */
	private stop(): void {
		this.isStopped = true;
		this.waitsOver.abort();
	}

	/**
	 * Ends the run with a row's failure.
	 *
	 * @returns whether that one is to be told: only the first is, for the engine drops the others
	 */
	end(): boolean {
		const isFirst = !this.isTold && this.cancelSignal?.aborted !== true;
		this.isTold ||= isFirst;
		this.stop();
		return isFirst;
	}

	/** From now on all rows that aren't on their way share this failure. */
	refuse(failure: Failure): void {
		this.refusal ??= failure;
		this.waitsOver.abort();
	}

	/**
	 * Resolves when the calls that are on their way have come to an end and the engine has brought
	 * its last item: what is thrown while it pauses between batches would be caught by nobody.
	 */
	async settled(): Promise<void> {
		await Promise.allSettled([...this.active]);
		await this.lastBrought;
	}

	/**
	 * Where to send, read once a run.
	 *
	 * @throws {UserError} if the credential's key or base URL can't be right
	 */
	async connect(context: IExecuteSingleFunctions): Promise<Connection> {
		this.connection ??= connect(context);
		return await this.connection;
	}
}

const runs = new WeakMap<object, Run>();

function isBatched(context: IExecuteSingleFunctions): boolean {
	const { batching } = context.getNodeParameter('requestOptions', {}) as {
		batching?: { batch?: { batchInterval?: number } };
	};
	return Boolean(batching?.batch?.batchInterval);
}

function expectedItems(context: IExecuteSingleFunctions): number | undefined {
	return context.getNode().executeOnce ? 1 : context.getExecuteData().data.main?.[0]?.length;
}
