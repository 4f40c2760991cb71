import type { INodeProperties } from 'n8n-workflow';

/**
 * A field that takes an ID, chosen from a list or typed in.
 *
 * @param picker `searchListMethod`: the function of this folder that fills the list
 */
export function pickerField(picker: {
	displayName: string;
	name: string;
	searchListMethod: string;
	placeholder: string;
	description: string;
}): INodeProperties {
	const { displayName, name, searchListMethod, placeholder, description } = picker;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
}
