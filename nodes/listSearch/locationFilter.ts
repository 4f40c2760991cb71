import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { searchLocations } from './searchLocations';

/**
 * A trigger's field for the stores that it starts for.
 *
 * @param effect what choosing some does, in whole sentences
 */
export const locationFilter = (effect: string): INodeProperties => ({
	displayName: 'Location Names or IDs',
	name: 'locationIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'loadLocations' },
	default: [],
	description: `${effect} Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>`,
});

/** All locations of the account of the Elepay API credential, for n8n to show in the field's list. */
export async function loadLocations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const locations: INodePropertyOptions[] = [];
	let page: string | undefined;
	do {
		const found = await searchLocations.call(this, '', page);
		locations.push(...found.results);
		page = found.paginationToken as string | undefined;
	} while (page !== undefined);
	return locations;
}
