import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../api/objects/apiObject';
import { invoice } from '../../../api/objects/invoice';
import { pathId } from '../../fields/values';
import type { Row } from '../../run/row';
import { earliest, findOwn, isMarked } from '../own';
import { invoiceNamed } from './fields';

/** An invoice as it is now. */
export async function invoiceOf(row: Row, id: unknown): Promise<IDataObject> {
	return await row.send({
		method: 'GET',
		url: `/invoices/${encodeURIComponent(pathId(id, 'Invoice') ?? '')}`,
		...invoiceNamed({ invoiceId: String(id) }),
		isExpected: (body) => isObject(body, invoice),
	});
}

/** The invoice that a row has made, if elepay has it. */
export async function ownInvoice(row: Row): Promise<IDataObject | undefined> {
	return await findOwn(row, 'invoices', {}, isMarked(row));
}

type Look = (row: Row) => Promise<IDataObject | undefined>;

/** Looks whether an invoice has been submitted. */
export function submitted(id: unknown): Look {
	return async (row) => {
		const now = await invoiceOf(row, id);
		return ['draft', 'canceled'].includes(String(now.status)) ? undefined : now;
	};
}

/** Looks whether an invoice has been sent since the row began: it can be sent again and again. */
export function sent(id: unknown): Look {
	return async (row) => {
		const now = await invoiceOf(row, id);
		return Number(now.sendTime ?? 0) >= earliest(row) ? now : undefined;
	};
}

/** Looks whether an invoice has been cancelled. */
export function cancelled(id: unknown): Look {
	return async (row) => {
		const now = await invoiceOf(row, id);
		return now.status === 'canceled' ? now : undefined;
	};
}
