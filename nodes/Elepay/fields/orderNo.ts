import type { Field } from './field';
import { text } from './values';

/** The merchant's own number of an order. */
export const orderNo: Field = {
	displayName: 'Order Number',
	name: 'orderNo',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. INV-2026-017',
	description: 'Your own order number, up to 50 characters',
	read: text({ max: 50, singleLine: true }),
	namesRow: true,
	columns: [
		'注文番号',
		'注文No',
		'受注番号',
		'受注No',
		'請求書番号',
		'請求番号',
		'伝票番号',
		'オーダー番号',
		'Order ID',
		'Invoice Number',
		'Invoice No',
	],
};
