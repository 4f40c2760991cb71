import { NodeOperationError, type IDataObject, type ILoadOptionsFunctions } from 'n8n-workflow';

import { asFailure } from '../../api/failure';
import { readAnswer } from '../../api/readAnswer';
import { connect } from '../../api/connection';
import { request } from '../../api/request';

/** elepay gives at most this many entries at once. */
export const PAGE_SIZE = 100;

/** Nobody waits longer than this for a list to open. */
const TIMEOUT = 15_000;

/**
 * One page of a list of elepay's.
 *
 * @param path e.g. "/locations"
 * @param property the property of the answer that holds the entries
 * @throws {NodeOperationError} that says what to do, to be read in the list's place
 */
export async function fetchList(
	context: ILoadOptionsFunctions,
	path: string,
	property: string,
	qs: IDataObject = {},
): Promise<{ entries: IDataObject[]; total: number }> {
	let secretKey = '';
	try {
		const connection = await connect(context);
		({ secretKey } = connection);
		const options = { method: 'GET' as const, baseURL: connection.baseUrl, url: path, qs };
		const answer = await request(context, options, TIMEOUT);
		const words = { subject: 'the list', labels: { customerId: 'Customer' }, secretKey };
		const body = readAnswer(answer, (value) => isList(value, property), words);
		return { entries: body[property] as IDataObject[], total: Number(body.total) };
	} catch (thrown) {
		const { message, description } = asFailure(thrown).without(secretKey);
		throw new NodeOperationError(context.getNode(), message, { description });
	}
}

function isList(body: unknown, property: string): body is IDataObject {
	return (
		typeof body === 'object' && body !== null && Array.isArray((body as IDataObject)[property])
	);
}

/** The token of the next page, or undefined after the last one. Tokens are offsets. */
export function nextPage(offset: number, entries: unknown[], total: number): string | undefined {
	const next = offset + entries.length;
	return entries.length > 0 && next < total ? String(next) : undefined;
}
