/**
 * Stand-ins for the few nodes of n8n-nodes-base that tests and examples put around the node under
 * test. n8n-nodes-base isn't installed with this package (it is hundreds of megabytes). These share
 * its type names and the parameters used here, nothing more. A package passed to `createEngine`
 * that brings the real ones replaces them.
 */
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

interface StandIn {
	kind?: 'trigger' | 'action' | 'note';
	version?: number[] | number;
	properties?: INodeProperties[];
	execute?: INodeType['execute'];
}

async function passOn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return [this.getInputData()];
}

function standIn(
	name: string,
	displayName: string,
	{ kind = 'action', version = 1, properties = [], execute = passOn }: StandIn = {},
): INodeType {
	return {
		description: {
			displayName,
			name,
			group: kind === 'trigger' ? ['trigger'] : ['transform'],
			version,
			description: `Stand-in for ${displayName} of n8n-nodes-base`,
			defaults: { name: displayName },
			inputs: kind === 'action' ? [NodeConnectionTypes.Main] : [],
			outputs: kind === 'note' ? [] : [NodeConnectionTypes.Main],
			properties,
		},
		execute,
	};
}

interface Assignment {
	name: string;
	value: unknown;
	type?: string;
}

/** Edit Fields in its manual mode: evaluates the assignments for every item. */
async function setFields(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output = this.getInputData().map((item, index): INodeExecutionData => {
		const assignments = this.getNodeParameter(
			'assignments.assignments',
			index,
			[],
		) as unknown as Assignment[];
		const keepRest = this.getNodeParameter('includeOtherFields', index, false) as boolean;
		const json: IDataObject = keepRest ? chosenFields(this, item.json, index) : {};
		for (const { name, value, type } of assignments) {
			json[name] = (type === 'number' ? Number(value) : value) as IDataObject[string];
		}
		const binary = keepRest && item.binary ? { binary: item.binary } : {};
		return { json, ...binary, pairedItem: { item: index } };
	});
	return [output];
}

function chosenFields(context: IExecuteFunctions, json: IDataObject, index: number): IDataObject {
	if (context.getNodeParameter('include', index, 'all') !== 'selected') return { ...json };
	const names = context.getNodeParameter('includeFields', index, '') as string;
	return Object.fromEntries(names.split(',').map((name) => [name.trim(), json[name.trim()]]));
}

const setProperties: INodeProperties[] = [
	{ displayName: 'Mode', name: 'mode', type: 'string', default: 'manual' },
	{
		displayName: 'Fields to Set',
		name: 'assignments',
		type: 'assignmentCollection',
		default: {},
	},
	{
		displayName: 'Include Other Input Fields',
		name: 'includeOtherFields',
		type: 'boolean',
		default: false,
	},
	{ displayName: 'Input Fields to Include', name: 'include', type: 'string', default: 'all' },
	{ displayName: 'Fields to Include', name: 'includeFields', type: 'string', default: '' },
	{ displayName: 'Options', name: 'options', type: 'collection', default: {}, options: [] },
];

/** The stand-ins by their full type names. */
export const standInNodes: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-base.manualTrigger': standIn('manualTrigger', 'Manual Trigger', {
		kind: 'trigger',
	}),
	'n8n-nodes-base.noOp': standIn('noOp', 'No Operation, do nothing'),
	'n8n-nodes-base.set': standIn('set', 'Edit Fields (Set)', {
		version: [3, 3.1, 3.2, 3.3, 3.4],
		properties: setProperties,
		execute: setFields,
	}),
	'n8n-nodes-base.stickyNote': standIn('stickyNote', 'Sticky Note', {
		kind: 'note',
		properties: [{ displayName: 'Content', name: 'content', type: 'string', default: '' }],
	}),
};
