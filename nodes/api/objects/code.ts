import type { IDataObject } from 'n8n-workflow';

import type { ApiObject } from './apiObject';
import { charge } from './charge';
import { customer } from './customer';
import { source } from './source';

/** An EasyQR code: these properties are sure, whatever else a version of the API adds. */
export interface Code extends IDataObject {
	id: string;
	codeUrl: string;
}

export const code = {
	properties: {
		id: 'text',
		object: 'text',
		liveMode: 'flag',
		codeUrl: 'text',
		amount: 'integer',
		currency: 'text',
		orderNo: 'text',
		description: 'text',
		extra: 'map',
		metadata: 'map',
		status: 'text',
		charge: charge.properties,
		customer: customer.properties,
		source: source.properties,
		activeSources: [source.properties],
		frontUrl: 'text',
		items: [
			{
				name: 'text',
				image: 'text',
				price: 'integer',
				count: 'integer',
			},
		],
		locationId: 'text',
		expired: 'flag',
		expiryTime: 'integer',
		expiryPeriod: 'integer',
		createTime: 'integer',
		shouldCreateSource: 'flag',
	},
	sure: ['id', 'codeUrl'],
	simplified: [
		'id',
		'codeUrl',
		'status',
		'amount',
		'currency',
		'orderNo',
		'liveMode',
		'expiryTime',
		'createTime',
		'frontUrl',
	],
} satisfies ApiObject;
