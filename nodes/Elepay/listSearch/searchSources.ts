import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { chosen } from '../fields/given';
import { isEmpty, pathId } from '../fields/values';
import { fetchList } from './fetchList';

/** The saved ways to pay of the customer that is chosen in the same node. */
export async function searchSources(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const customerId = encodeURIComponent(pathId(chosenCustomer(this), 'Customer') ?? '');
	const { entries } = await fetchList(this, `/customers/${customerId}/sources`, 'sources');
	const wanted = (filter ?? '').toLowerCase();
	return {
		results: entries
			.map((source) => ({ name: labelOf(source), value: String(source.id) }))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}

function chosenCustomer(context: ILoadOptionsFunctions): string {
	const fields = context.getCurrentNodeParameters()?.additionalFields as IDataObject | undefined;
	const customer = chosen(fields?.customerId);
	if (isEmpty(customer)) {
		throw new NodeOperationError(context.getNode(), 'No customer is chosen yet', {
			description: 'Add the field Customer and choose one: a source belongs to a customer',
		});
	}
	if (String(customer).startsWith('=')) {
		throw new NodeOperationError(context.getNode(), 'The customer comes from an expression', {
			description:
				'Choose a customer from the list to see their sources, or give the source by its ID',
		});
	}
	return String(customer);
}

function labelOf({ paymentMethod, cardInfo, description, id }: IDataObject): string {
	const last4 = (cardInfo as IDataObject | null | undefined)?.last4;
	const method = String(paymentMethod ?? id);
	const label = last4 ? `${method} •••• ${String(last4)}` : method;
	return description ? `${label} (${String(description)})` : label;
}
