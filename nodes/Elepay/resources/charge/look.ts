import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../run/row';

/** The charge of a row as it is now, if it is as it should be. */
export async function chargeIf(
	row: Row,
	isSo: (charge: IDataObject) => boolean,
): Promise<IDataObject | undefined> {
	const { name: id } = row.call;
	const now = await row.send({
		...row.call,
		method: 'GET',
		url: `/charges/${encodeURIComponent(id)}`,
		body: undefined,
	});
	return isSo(now) ? now : undefined;
}
