import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { fetchList, nextPage, PAGE_SIZE } from './fetchList';

/** Invoices, searched by elepay itself. */
export async function searchInvoices(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const { entries, total } = await fetchList(this, '/invoices', 'invoices', {
		...(filter ? { keyword: filter } : {}),
		limit: PAGE_SIZE,
		offset,
	});
	return {
		results: entries.map((invoice) => ({ name: labelOf(invoice), value: String(invoice.id) })),
		paginationToken: nextPage(offset, entries, total),
	};
}

/** "INV-17 June, Sato Ken (sent)" */
function labelOf({ id, invoiceNo, name, customer, status }: IDataObject): string {
	const title = [invoiceNo || id, name].filter(Boolean).join(' ');
	const who = (customer as IDataObject | null | undefined)?.name;
	return `${[title, who].filter(Boolean).join(', ')} (${String(status)})`;
}
