import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { loadLocations } from '../listSearch/locationFilter';
import { poll } from './poll';
import { properties } from './properties';

export class ElepayPaymentsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Elepay Payments Trigger',
		name: 'elepayPaymentsTrigger',
		icon: { light: 'file:../../icons/elepay.svg', dark: 'file:../../icons/elepay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ({ payments: "Payments", refunds: "Refunds", both: "Payments and refunds" })[$parameter["watch"]] }}',
		description:
			'Start the workflow when a customer pays or is refunded, by asking elepay regularly. Needs no public address.',
		defaults: { name: 'Elepay Payments Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'elepayApi', required: true }],
		properties,
	};

	methods = { loadOptions: { loadLocations } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
