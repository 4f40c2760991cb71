import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { simplified } from '../../api/objects/apiObject';
import type { Account } from './account';
import type { Call } from './operation';
import type { Run } from './run';
import { sendCall } from './sendCall';

/** One row of a run: what it is to do, and what its operation can do with it. */
export class Row {
	/** Whether elepay has answered a call of it with success. */
	isAnswered = false;

	/**
	 * @param position its place in the run
	 * @param call what it sends, unless its operation sends something else
	 * @param settings the checked values of the operation's settings
	 * @param options the checked values of the collection Options
	 */
	constructor(
		private readonly run: Run,
		readonly position: number,
		readonly call: Call,
		readonly settings: IDataObject,
		readonly options: IDataObject,
		readonly account: Account,
	) {}

	/** n8n's index of the item. */
	get itemIndex(): number {
		return this.run.source.firstIndex + this.position;
	}

	/**
	 * Sends a call until it has one outcome.
	 *
	 * @returns the answer's body
	 * @throws {Failure} the call's final one
	 */
	async send<T extends IDataObject>(call: Call = this.call): Promise<T> {
		const answer = await sendCall(this.run, this, call);
		this.isAnswered = true;
		return answer as T;
	}

	/** An answer as the user wants it: whole, or simplified. */
	shown(answer: IDataObject): IDataObject {
		if (this.settings.simplify !== true) return answer;
		const { simplify, gives } = this.run.operation;
		return simplify ? simplify(answer) : simplified(answer, gives);
	}

	/** A file as n8n keeps it. */
	async toBinary(data: Buffer, fileName: string, mimeType: string): Promise<IBinaryData> {
		return await this.run.source.context.helpers.prepareBinaryData(data, fileName, mimeType);
	}
}
