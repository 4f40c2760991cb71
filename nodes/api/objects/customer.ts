import type { ApiObject } from './apiObject';

export const customer = {
	properties: {
		id: 'text',
		object: 'text',
		liveMode: 'flag',
		defaultSource: 'text',
		name: 'text',
		description: 'text',
		email: 'text',
		phone: 'text',
		remark: 'text',
		operator: 'text',
		status: 'text',
		metadata: 'map',
		updateTime: 'time',
	},
	sure: ['id'],
	simplified: [
		'id',
		'name',
		'email',
		'phone',
		'description',
		'remark',
		'defaultSource',
		'status',
		'metadata',
		'updateTime',
	],
} satisfies ApiObject;
