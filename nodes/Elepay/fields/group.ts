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
