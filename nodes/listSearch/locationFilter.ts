import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

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

/**
 * All locations of the account of the Elepay API credential, for n8n to show in the field's list.
 *
 * @throws {NodeOperationError} without the credential, or if elepay can't be asked
 */
export async function loadLocations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	if (!this.getNode().credentials?.elepayApi) {
		throw new NodeOperationError(
			this.getNode(),
			'Choose the Elepay API credential above: the list of stores is read with it.',
		);
	}
	const locations: INodePropertyOptions[] = [];
	let page: string | undefined;
	do {
		const found = await searchLocations.call(this, '', page);
		locations.push(...found.results);
		page = found.paginationToken as string | undefined;
	} while (page !== undefined);
	return locations;
}
