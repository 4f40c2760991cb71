import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../api/failure';
import type { Parameters } from '../request/parameters';

/** One item's call to elepay, checked and ready to be sent. */
export interface Call {
	/** The path, where it isn't the one that the operation's routing gives. IDs in it are encoded. */
	url?: string;
	body?: IDataObject;
	qs?: IDataObject;
	/** What the call is about, in the user's words: "Order number 'A-17'". */
	subject: string;
	/** How a message names it among others: "A-17". */
	name: string;
}

/** What the transport has to know of an operation. */
export interface Operation<T> {
	/**
	 * Parameters → call.
	 *
	 * @throws {UserError} if a value isn't one that elepay takes; nothing is sent then
	 */
	prepare(context: IExecuteSingleFunctions, parameters: Parameters): Call;

	/** Whether a successful answer's body is what elepay promises. */
	isExpected(body: unknown): body is T;

	/**
	 * Answer → items. Item linking is added by the transport.
	 *
	 * @throws {UserError} if what is made of the answer can't be made
	 */
	toItems(
		context: IExecuteSingleFunctions,
		answer: T,
		parameters: Parameters,
		call: Call,
	): Promise<INodeExecutionData[]>;

	/** Labels of the fields by the parameter names that elepay's refusals use. */
	labels: Record<string, string>;

	/**
	 * What a success has changed at elepay, for the message of a run that stops half-way, e.g.
	 * "EasyQR codes had been created". Undefined for what changes nothing.
	 */
	effect?: string;

	/** Whether elepay may get the same call twice without harm. */
	repeatable: boolean;

	/**
	 * Tells a final failure in this operation's words, where it has some of its own.
	 *
	 * @param wasUncertain whether elepay may have processed an earlier try of the same call
	 */
	retell?(failure: Failure, call: Call, wasUncertain: boolean): Failure;
}
