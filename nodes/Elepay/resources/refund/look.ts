import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../run/row';
import { hasList } from '../../../api/lists';

/** All refunds of a row's charge, as elepay has them now. */
export async function refundsOf(row: Row): Promise<IDataObject[]> {
	const id = String(row.values.chargeId);
	const { refunds } = await row.send<{ refunds: IDataObject[] }>({
		method: 'GET',
		url: `/charges/${encodeURIComponent(id)}/refunds`,
		subject: `Charge '${id}'`,
		name: id,
		isExpected: hasList('refunds'),
	});
	return refunds;
}
