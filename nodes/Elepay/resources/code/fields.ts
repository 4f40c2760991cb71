import type { Field } from '../../fields/field';
import { picker } from '../../fields/pickers';
import { webAddress } from '../../fields/values';

export const expiryDuration: Field = {
	displayName: 'Expires After',
	name: 'expiryDuration',
	type: 'number',
	typeOptions: { minValue: 3, maxValue: 30, numberPrecision: 0 },
	default: 10,
	description: 'For how many minutes the code can be paid, 3 to 30',
	columns: ['有効期限', '有効期限分', '有効時間', '有効時間分'],
};

export const frontUrl: Field = {
	displayName: 'Return URL',
	name: 'frontUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/thanks',
	description:
		'Where the customer is sent after paying. Being sent there proves no payment: trust the Elepay Trigger or Get instead.',
	read: webAddress,
};

export const locationId: Field = {
	displayName: 'Location',
	name: 'locationId',
	description: 'The store that the payment belongs to',
	columns: ['店舗', '店舗ID'],
	...picker('searchLocations', 'e.g. loc_…'),
};
