import type { ApiObject } from './apiObject';

/** Where card readers can stand; not one of the stores. */
export const terminalLocation = {
	properties: {
		id: 'text',
		name: 'text',
		country: 'text',
		description: 'text',
		logoUrl: 'text',
	},
	sure: ['id'],
} satisfies ApiObject;
