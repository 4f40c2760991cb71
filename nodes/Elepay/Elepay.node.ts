import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_BASE_URL } from '../../credentials/connection';
import * as listSearch from '../listSearch';
import { resources } from './resources';
import { customOperationsOf, propertiesOf, subtitleOf } from './resources/resource';

export class Elepay implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Elepay',
		name: 'elepay',
		icon: { light: 'file:../../icons/elepay.svg', dark: 'file:../../icons/elepay.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'Create, check, and close elepay EasyQR payment codes; charges, refunds, invoices, and more',
		defaults: { name: 'Elepay' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'elepayApi', required: true }],
		// The base URL of each row's credential takes its place
		requestDefaults: { baseURL: DEFAULT_BASE_URL },
		properties: propertiesOf(resources),
	};

	methods = { listSearch };

	customOperations = customOperationsOf(resources);
}
