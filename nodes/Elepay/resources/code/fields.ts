import type { Field } from '../../fields/field';
import { LOCATION_COLUMNS, locationId as anyLocationId } from '../../fields/locationId';
import { webAddress } from '../../fields/values';

export const expiryDuration: Field = {
	displayName: 'Expires After (Minutes)',
	name: 'expiryDuration',
	type: 'number',
	typeOptions: { minValue: 3, maxValue: 30, numberPrecision: 0 },
	default: 10,
	description:
		'How many minutes the customer has to pay, from 3 to 30: send codes while the customer is waiting. elepay uses 10 if this is empty.',
	isForAllRows: true,
	columns: ['Expires After', '有効期限', '有効期限分', '有効時間', '有効時間分'],
};

export const frontUrl: Field = {
	displayName: 'Return URL',
	name: 'frontUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/thanks',
	description:
		"Page the customer sees after paying. Reaching it doesn't prove the payment: use Elepay Trigger or Get to confirm.",
	read: webAddress,
};

export const locationId: Field = { ...anyLocationId, columns: LOCATION_COLUMNS };
