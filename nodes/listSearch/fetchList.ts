import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { connect } from '../api/connection';
import { asFailure } from '../api/failure';
import { readAnswer } from '../api/readAnswer';
import { request } from '../api/request';
import { hasList } from '../api/lists';

/** Nobody waits longer than this for a list to open. */
const TIMEOUT = 15_000;

/**
 * One answer of a list of elepay's.
 *
 * @param path e.g. "/locations"
 * @param property the property of the answer that holds the entries
 * @throws {Failure} without the key in it
 */
export async function fetchList(
	context: ILoadOptionsFunctions,
	path: string,
	property: string,
	qs: IDataObject,
): Promise<IDataObject[]> {
	let secretKey = '';
	try {
		const connection = await connect(context);
		({ secretKey } = connection);
		const options = { method: 'GET' as const, baseURL: connection.baseUrl, url: path, qs };
		const answer = await request(context, options, TIMEOUT);
		const words = { subject: 'the list', labels: { customerId: 'Customer' }, secretKey };
		const isExpected = (body: unknown): body is IDataObject => hasList(property)(body);
		return readAnswer(answer, isExpected, words)[property] as IDataObject[];
	} catch (thrown) {
		throw asFailure(thrown).without(secretKey);
	}
}
