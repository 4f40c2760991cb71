import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { simplified } from '../../api/objects/apiObject';
import type { Account } from './account';
import type { Call } from './operation';
import type { RowName } from './rowName';
import type { Run } from './run';
import { sendCall } from './sendCall';
import { Turn } from './turn';

/** One row of a run: what it is to do, and what its operation can do with it. */
export class Row {
	/** Whether elepay has done something for it: a call that changes things was answered with success. */
	isAnswered = false;

	/** What the row sends, unless its operation sends something else. */
	readonly call: Call;

	/** The checked values of the operation's fields. */
	readonly values: IDataObject;

	/** The checked values of the operation's settings. */
	readonly settings: IDataObject;

	/** The checked values of the collection Options. */
	readonly options: IDataObject;

	/** When it may be under way. */
	readonly turn: Turn;

	/** What elepay's refusals call the fields by: their labels, and the columns of their values. */
	readonly labels: Readonly<Record<string, string>>;

	/**
	 * @param position its place in the run
	 */
	constructor(
		private readonly run: Run,
		readonly position: number,
		readonly account: Account,
		readonly named: RowName,
		read: Pick<Row, 'call' | 'values' | 'settings' | 'options' | 'labels'>,
	) {
		this.call = read.call;
		this.values = read.values;
		this.settings = read.settings;
		this.options = read.options;
		this.turn = new Turn(account, run.spread);
		this.labels = read.labels;
	}

	/** When the run began (epoch milliseconds). */
	get startedAt(): number {
		return this.run.startedAt;
	}

	/** What the row has got done, kept for a further try of the node. */
	get memory(): IDataObject {
		return this.run.progress.memoryOf(this.position);
	}

	/** n8n's index of the item. */
	get itemIndex(): number {
		return this.named.itemIndex;
	}

	/**
	 * Sends a call until it has one outcome.
	 *
	 * @returns the answer's body
	 * @throws {Failure} the call's final one
	 */
	async send<T extends IDataObject>(call: Call = this.call): Promise<T> {
		const answer = await sendCall(this.run, this, call);
		if (call.method !== 'GET') this.isAnswered = true;
		return answer as T;
	}

	/** Waits so many milliseconds, or until there is nothing to wait for, and lets other rows go on. */
	async rest(milliseconds: number): Promise<void> {
		await this.turn.rest(milliseconds);
	}

	/** An answer as the user wants it: whole, or simplified. */
	shown(answer: IDataObject): IDataObject {
		if (this.settings.simplify !== true) return answer;
		const { operation, timeZone } = this.run;
		return simplified(answer, operation.gives, this.values, timeZone);
	}

	/** A file as n8n keeps it. */
	async toBinary(data: Buffer, fileName: string, mimeType: string): Promise<IBinaryData> {
		return await this.run.source.context.helpers.prepareBinaryData(data, fileName, mimeType);
	}
}
