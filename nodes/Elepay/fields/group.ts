import type { Field, Group } from './field';

/** The collection of what a new object may have. */
export function additionalFields(...fields: Field[]): Group {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		placeholder: 'Add Field',
		fields,
	};
}

/** The collection of what an existing object may get. */
export function updateFields(...fields: Field[]): Group {
	return { displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add Field', fields };
}

/** The collection of what narrows a list down. */
export function filters(...fields: Field[]): Group {
	return { displayName: 'Filters', name: 'filters', placeholder: 'Add Filter', fields };
}
