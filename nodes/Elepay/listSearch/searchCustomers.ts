import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { fetchList, nextPage, PAGE_SIZE } from './fetchList';

/** Customers, searched by elepay itself. */
export async function searchCustomers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const { entries, total } = await fetchList(this, '/customers', 'customers', {
		...(filter ? { keyword: filter } : {}),
		limit: PAGE_SIZE,
		offset,
	});
	return {
		results: entries.map((customer) => ({
			name: labelOf(customer),
			value: String(customer.id),
		})),
		paginationToken: nextPage(offset, entries, total),
	};
}

function labelOf({ name, email, phone, id }: IDataObject): string {
	const contact = email || phone;
	if (!name) return String(contact || id);
	return contact ? `${String(name)} (${String(contact)})` : String(name);
}
