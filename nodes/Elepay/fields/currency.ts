import { currency as read } from './values';
import type { Field } from './field';

export const currency: Field = {
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: 'JPY',
	placeholder: 'e.g. JPY',
	description: 'The three-letter currency code, e.g. JPY',
	read,
	columns: ['通貨', '通貨コード', 'Currency Code'],
};
