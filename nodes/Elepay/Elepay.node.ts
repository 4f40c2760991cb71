import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_BASE_URL } from '../../credentials/connection';
import * as listSearch from './listSearch';
import { codeProperties } from './resources/code';
import { pictureOptionFields } from './resources/code/picture';
import { paymentMethodProperties } from './resources/paymentMethod';
import { transportOptionFields } from './transport/optionsField';

export class Elepay implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Elepay',
		name: 'elepay',
		icon: { light: 'file:../../icons/elepay.svg', dark: 'file:../../icons/elepay.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ create: "Create", get: "Get", close: "Close", getAll: "Get Many" })[$parameter["operation"]] + ": " + ({ code: "EasyQR Code", paymentMethod: "Payment Method" })[$parameter["resource"]] }}',
		description: 'Create, check and close EasyQR payment codes of elepay',
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
				options: [
					{ name: 'EasyQR Code', value: 'code' },
					{ name: 'Payment Method', value: 'paymentMethod' },
				],
				default: 'code',
			},
			...codeProperties,
			...paymentMethodProperties,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [...transportOptionFields, ...pictureOptionFields].sort((one, other) =>
					one.displayName.localeCompare(other.displayName, 'en'),
				),
			},
		],
	};

	methods = { listSearch };
}
