import { NodeConnectionTypes, type INodeProperties, type INodeType } from 'n8n-workflow';

const sent = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	routing: { send: { type: 'body', property: name } },
});

/** The same call as n8n's documentation would have it written: `routing.send` for each field. */
export class PlainDeclarative implements INodeType {
	description: INodeType['description'] = {
		displayName: 'Plain Declarative',
		name: 'plainDeclarative',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Plain Declarative' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'elepayApi', required: true }],
		requestDefaults: { baseURL: '={{ $credentials.baseUrl }}' },
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				options: [
					{
						name: 'Create',
						value: 'create',
						routing: { request: { method: 'POST', url: '/codes' } },
					},
				],
				default: 'create',
			},
			...['amount', 'orderNo', 'description'].map(sent),
		],
	};
}
