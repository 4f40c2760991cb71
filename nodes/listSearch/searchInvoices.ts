import type { IDataObject } from 'n8n-workflow';

import { searchOf, withDetails } from './searchOf';

/** Invoices. */
export const searchInvoices = searchOf({
	path: '/invoices',
	property: 'invoices',
	kind: 'searched',
	labelOf({ name, invoiceNo, customer, amount, currency, status, id }) {
		const { name: customerName, email } = (customer ?? {}) as IDataObject;
		return withDetails(
			name || invoiceNo || id,
			customerName || email,
			`${String(amount)} ${String(currency)}`,
			status,
		);
	},
});
