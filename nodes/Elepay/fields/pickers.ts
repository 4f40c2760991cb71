import type { Field } from './field';

/**
 * The part of a field by which it takes an object of elepay's: chosen from a list, or by its ID.
 *
 * @param searchListMethod the function of `listSearch/` that fills the list
 * @param placeholder an example of an ID
 */
export function picker(
	searchListMethod: string,
	placeholder: string,
): Pick<Field, 'type' | 'default' | 'modes'> {
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
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
