import {
	NodeApiError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import type { Failure } from './failure';

/** What is to be said after a failure about the run that it has ended. */
export interface Afterwards {
	message?: string;
	description?: string;
	/** What a program or a curious user finds in the details. */
	details?: IDataObject;
}

/**
 * A failure as n8n shows it: message and description in the panel, the rest in its details.
 *
 * @param node the node that failed
 * @param failure what happened; must be free of the key
 * @param itemIndex the item it happened to, if any
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	itemIndex?: number,
	afterwards: Afterwards = {},
): NodeApiError {
	const { body, httpStatus } = failure;
	const description = joined(failure.description, afterwards.description);
	const error = new NodeApiError(node, (body ?? {}) as unknown as JsonObject, {
		description,
		httpCode: httpStatus === undefined ? undefined : String(httpStatus),
		itemIndex,
	});
	// Set afterwards: the constructor replaces messages in which it finds a word such as "EPERM",
	// which an order number may contain
	error.message = joined(messageOf(failure, itemIndex), afterwards.message, '. ');
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
 * A failure as an item, for "Continue" and the error output.
 *
 * n8n recognises an item of just these two properties as a failed one and puts the input row's own
 * columns beside them; with n8n's `error` property on the item it would drop the row.
 */
export function toErrorItem(failure: Failure, itemIndex: number): INodeExecutionData {
	return {
		json: { error: messageOf(failure, itemIndex), message: failure.description },
		pairedItem: { item: itemIndex },
	};
}

function messageOf({ message }: Failure, itemIndex?: number): string {
	return itemIndex === undefined ? message : `${message} [item ${itemIndex}]`;
}

function joined(text: string, addition: string | undefined, separator = ' '): string {
	return addition ? `${text}${separator}${addition}` : text;
}
