import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../run/row';
import { subscriptionNamed } from './fields';

/** A row's subscription as it is now. */
export async function subscriptionOf(row: Row): Promise<IDataObject> {
	const { subscriptionId: id } = row.values;
	return await row.send({
		...row.call,
		...subscriptionNamed(row.values),
		method: 'GET',
		url: `/subscriptions/${encodeURIComponent(String(id))}`,
		body: undefined,
	});
}

/** The same, if it is as it should be. */
export async function subscriptionIf(
	row: Row,
	isSo: (subscription: IDataObject) => boolean,
): Promise<IDataObject | undefined> {
	const now = await subscriptionOf(row);
	return isSo(now) ? now : undefined;
}
