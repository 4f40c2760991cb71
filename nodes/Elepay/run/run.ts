import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { connectionOf, type Connection } from '../../api/connection';
import { asFailure, type Failure } from '../../api/failure';
import { toErrorItem } from '../../api/nodeError';
import { checked } from '../fields/checked';
import { Columns } from '../fields/columns';
import { flat, labelsOf, type Field } from '../fields/field';
import { Parameters } from '../fields/parameters';
import { Account } from './account';
import { pLimit, type LimitFunction } from './limit';
import { callsOf, routeOf, type Call, type Operation } from './operation';
import { optionFields, sendOptions, type SendOptions } from './optionFields';
import { Progress } from './progress';
import { readRequestOptions, type RequestOptions } from './requestOptions';
import type { Row } from './row';
import type { RowName } from './rowName';
import { columnsOf, type Source } from './source';
import { Spread } from './spread';
import { waiter, type Wait } from './wait';

/** A row that has failed in a run that goes on, or is left out. */
interface FailedRow {
	failure: Failure;
	named: RowName;
	/** Missing where it couldn't be sent. */
	row?: Row;
	isBlank?: boolean;
}

/** What the rows of one run of the node share. */
export class Run {
	readonly parameters: Parameters;

	readonly progress: Progress;

	/** Whether the first failure ends the run, as n8n's "Stop Workflow" has it. */
	readonly stopsOnFailure: boolean;

	/** All fields of the operation. */
	readonly fields: readonly Field[];

	readonly columns: Columns;

	/** The call that the checked values of a row make. */
	readonly callOf: (values: IDataObject) => Call;

	/** What elepay's refusals call the fields by; what the path names last is the call's subject already. */
	readonly labels: Record<string, string>;

	readonly optionFields: readonly Field[];

	/** Where times without a zone are told. */
	readonly timeZone: string;

	/** When the run began (epoch milliseconds). */
	readonly startedAt = Date.now();

	readonly options: SendOptions;

	readonly requestOptions: RequestOptions;

	readonly wait: Wait;

	/** Why no row of this run can be sent. */
	readonly refusal: Failure | undefined;

	/** The failure that has ended the run, and its row. */
	stoppedBy: { failure: Failure; row: RowName } | undefined;

	readonly accounts = new Map<string, Account>();

	/** The rows that have failed in a run that goes on, and those left out, by position. */
	readonly failures = new Map<number, FailedRow>();

	private readonly cancelSignal: AbortSignal | undefined;

	/** Ends all waits: nothing that is worth waiting for will come. */
	private readonly over = new AbortController();

	private readonly limit: LimitFunction;

	/** When the next row may start. */
	readonly spread: Spread;

	/** When the first row was started (epoch milliseconds). */
	private firstStart: number | undefined;

	private latestOptions: { given: IDataObject; checked: IDataObject } | undefined;

	constructor(
		readonly source: Source,
		readonly operation: Operation,
	) {
		const { context } = source;
		this.parameters = new Parameters(source);
		this.progress = Progress.of(source.retried);
		this.stopsOnFailure = !context.continueOnFail();
		this.fields = flat(operation.fields);
		this.columns = new Columns(this.fields);
		this.callOf = callsOf(operation);
		const { names } = routeOf(operation);
		this.labels = {
			...labelsOf(this.fields),
			// As elepay calls some of them
			id: '',
			...Object.fromEntries(names.slice(-1).map((name) => [name, ''])),
		};
		this.optionFields = optionFields(operation);

		this.timeZone = context.getTimezone();
		this.cancelSignal = context.getExecutionCancelSignal();
		this.wait = waiter(this.signals);
		let options: IDataObject = {};
		let requestOptions: RequestOptions = { request: {}, timeout: undefined, startOf: () => 0 };
		try {
			requestOptions = readRequestOptions(source);
			options = this.optionsOf(source.firstIndex);
		} catch (thrown) {
			this.refusal = asFailure(thrown);
		}
		this.requestOptions = requestOptions;
		this.options = sendOptions(options, requestOptions.timeout);
		this.limit = pLimit(this.options.maxConcurrency);
		this.spread = new Spread(this.options.maxConcurrency, this.wait);
	}

	/**
	 * The checked values of the collection Options for an item.
	 *
	 * @throws {UserError} if one is beyond its limits, as an expression can make it
	 */
	optionsOf(itemIndex: number): IDataObject {
		const given = (this.parameters.read('options', itemIndex) || {}) as IDataObject;
		// The same object for all items, unless it has an expression in it
		if (given !== this.latestOptions?.given) {
			this.latestOptions = { given, checked: checked(this.optionFields, given) };
		}
		return this.latestOptions.checked;
	}

	/**
	 * The account that an item's credential stands for. It is looked up for each item: an expression
	 * in a credential may give each its own key, and nothing tells whether there is one.
	 *
	 * @throws {UserError} if the credential's key or base URL can't be right
	 */
	async accountOf(itemIndex: number): Promise<Account> {
		const data = await this.source.credential(itemIndex);
		const key = JSON.stringify([data.secretKey, data.baseUrl]);
		const account = this.accounts.get(key) ?? this.newAccount(connectionOf(data));
		this.accounts.set(key, account);
		return account;
	}

	/** Credentials that differ in white space only are one account. */
	private newAccount(connection: Connection): Account {
		const { baseUrl, secretKey } = connection;
		const same = [...this.accounts.values()].find(
			({ connection: other }) => other.baseUrl === baseUrl && other.secretKey === secretKey,
		);
		if (same) return same;
		return new Account(connection, this.options.maxConcurrency, AbortSignal.any(this.signals));
	}

	/**
	 * Does a row's task when it is its turn: at most `maxConcurrency` of an account at once.
	 *
	 * @param task tells whether it has succeeded, which shows how long a row takes
	 */
	async inTurn({ position, turn }: Row, task: () => Promise<boolean>): Promise<void> {
		const start = (this.firstStart ??= Date.now()) + this.requestOptions.startOf(position);
		if (start > Date.now()) await this.wait(start - Date.now());
		await turn.begin();
		const hasSucceeded = await task().finally(() => turn.end());
		if (hasSucceeded) this.spread.took(turn.taken);
	}

	/** Sends a call when it may: at most `maxConcurrency` of all accounts are on their way at once. */
	async onTheWay<T>(send: () => Promise<T>): Promise<T> {
		const isFull = this.limit.activeCount >= this.options.maxConcurrency;
		return await this.limit(async () => {
			// Until everybody has heard what became of the row that had this place
			if (isFull) await this.wait(0);
			return await send();
		});
	}

	/** Whether the execution was cancelled. */
	get isCancelled(): boolean {
		return this.cancelSignal?.aborted === true;
	}

	/** Whether nothing is to be sent any more. */
	get isOver(): boolean {
		return this.stoppedBy !== undefined || this.isCancelled;
	}

	/** Ends the run: from now on nothing is started. Only the first failure counts. */
	stop(failure: Failure, row: RowName): void {
		this.stoppedBy ??= { failure, row };
		this.over.abort();
	}

	/** The items of all rows, in the order of the rows. */
	get items(): INodeExecutionData[] {
		const { items, context } = this.source;
		return items.flatMap((item, position) => {
			const failed = this.failures.get(position);
			if (!failed) return this.progress.items[position] ?? [];
			if (this.stopsOnFailure) return [];
			return [toErrorItem(context.getNode(), failed.failure, failed.named, columnsOf(item))];
		});
	}

	private get signals(): AbortSignal[] {
		return this.cancelSignal ? [this.cancelSignal, this.over.signal] : [this.over.signal];
	}
}
