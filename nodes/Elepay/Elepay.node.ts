import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_BASE_URL } from '../../credentials/connection';
import { codeProperties } from './resources/code';
import { transportOptionFields } from './transport/optionsField';

export class Elepay implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Elepay',
		name: 'elepay',
		icon: { light: 'file:../../icons/elepay.svg', dark: 'file:../../icons/elepay.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create EasyQR payment codes with elepay',
		defaults: { name: 'Elepay' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'elepayApi', required: true }],
		// The credential's base URL takes its place, once a run: as an expression it would be evaluated
		// for each item
		requestDefaults: { baseURL: DEFAULT_BASE_URL },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'EasyQR Code', value: 'code' }],
				default: 'code',
			},
			...codeProperties,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [...transportOptionFields],
			},
		],
	};
}
