import type { ApiObject } from './apiObject';

/** A card terminal. */
export const reader = {
	properties: {
		id: 'text',
		appId: 'text',
		object: 'text',
		liveMode: 'flag',
		locationId: 'text',
		serialNumber: 'text',
		registrationCode: 'text',
		metadata: 'map',
		status: 'text',
	},
	sure: ['id'],
} satisfies ApiObject;
