import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { fetchList, nextPage, PAGE_SIZE } from './fetchList';

/**
 * Subscriptions whose customer or ID has the filter in it. elepay can't search them, so pages are
 * looked through until one has something to show.
 */
export async function searchSubscriptions(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').toLowerCase();
	let page = paginationToken;
	for (;;) {
		const offset = Number(page ?? 0);
		const { entries, total } = await fetchList(this, '/subscriptions', 'subscriptions', {
			limit: PAGE_SIZE,
			offset,
		});
		page = nextPage(offset, entries, total);
		const results = entries
			.map((subscription) => ({ name: labelOf(subscription), value: String(subscription.id) }))
			.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
		if (results.length > 0 || page === undefined) return { results, paginationToken: page };
	}
}

/** "Sato Ken, sato.ken@example.com (active)" */
function labelOf({ id, customer, status }: IDataObject): string {
	const { name, email } = (customer ?? {}) as IDataObject;
	const who = [name, email].filter(Boolean).join(', ');
	return `${who || String(id)} (${String(status)})`;
}
