import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import type { Failure } from './failure';

/** Where something happened. */
export interface RowPlace {
	/** n8n's index of the item. */
	itemIndex: number;
	/** How people call the row, e.g. "Order number 'A-17'"; undefined where nobody has named it. */
	label?: string;
}

/** What is to be said after a failure about the run that it has ended. */
export interface Afterwards {
	message?: string;
	description?: string;
	/** What a program or a curious user finds in the details. */
	details?: IDataObject;
}

/**
 * A failure as n8n shows it: message and description in the panel, the rest in its details. Where
 * elepay has said something, n8n shows that as "From Elepay".
 *
 * @param node the node that failed
 * @param failure what happened; must be free of the key
 * @param place the row it happened to, if any
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	place?: RowPlace,
	afterwards: Afterwards = {},
): NodeApiError | NodeOperationError {
	const { body, httpStatus } = failure;
	const itemIndex = place?.itemIndex;
	const description = joined(failure.description, afterwards.description);
	const error =
		httpStatus === undefined
			? new NodeOperationError(node, failure.message, { description, itemIndex })
			: new NodeApiError(node, (body ?? {}) as unknown as JsonObject, {
					description,
					httpCode: String(httpStatus),
					itemIndex,
				});
	// Set afterwards: the constructors replace messages in which they find a word such as "EPERM",
	// which an order number may contain
	error.message = joined(messageOf(failure, place), afterwards.message, '. ');
	error.description = description;
	error.messages = body?.message ? [body.message] : [];
	Object.assign(error.context, {
		errorCode: body?.errorCode,
		parameterName: body?.parameterName ?? undefined,
		requestId: body?.requestId,
		providerError: body?.providerError ?? undefined,
		httpStatus,
		data: afterwards.details ? { ...body, ...afterwards.details } : body,
	});
	return error;
}

/**
 * A failure as an item, for "Continue" and the error output: the row with all its columns, whatever
 * they are called, and what happened in two that no sheet has.
 *
 * n8n knows a failed item by what it calls `error`: of the item, for the error output; of the first
 * item's JSON, for Retry On Fail. Neither may be seen. n8n puts an item's visible error in the place
 * of all its columns, and a column of the user's may be called `error`.
 *
 * @param row the columns of the item that failed
 */
export function toErrorItem(
	node: INode,
	failure: Failure,
	place: RowPlace,
	row: IDataObject,
): INodeExecutionData {
	const elepayError = messageOf(failure, place);
	const json = { ...row, elepayError, elepayHelp: failure.description };
	if (!('error' in json)) hide(json, elepayError);
	const item = { json, pairedItem: { item: place.itemIndex } };
	if (node.onError === 'continueErrorOutput') hide(item, failure);
	return item;
}

function hide(object: object, error: unknown): void {
	Object.defineProperty(object, 'error', { value: error, enumerable: false });
}

/** A key that isn't accepted concerns all rows, so that none is named. */
function messageOf({ message, keyRefused }: Failure, place?: RowPlace): string {
	if (keyRefused || !place) return message;
	const { label, itemIndex } = place;
	const isNamed = label === undefined || message.startsWith(label);
	return `${isNamed ? message : `${label}: ${message}`} [item ${itemIndex}]`;
}

function joined(text: string, addition: string | undefined, separator = ' '): string {
	return addition ? `${text}${separator}${addition}` : text;
}
