import type { Field } from './field';
import { money } from './money';

/** The sum of an order. */
export const amount: Field = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1200',
	description:
		'How much the customer pays, e.g. 1200. In yen, 1,200 and ¥1,200 are read too; in currencies with decimals, enter the smallest unit.',
	read: money({ min: 0 }),
	columns: [
		'金額',
		'請求金額',
		'合計',
		'合計金額',
		'請求額',
		'税込金額',
		'金額税込',
		'金額円',
		'支払金額',
		'お支払金額',
		'Total',
		'Total Amount',
	],
};
