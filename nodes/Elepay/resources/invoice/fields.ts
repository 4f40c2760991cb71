import type { IDataObject } from 'n8n-workflow';

import { amount as total } from '../../fields/amount';
import { CUSTOMER_COLUMNS, customerId as anyCustomerId } from '../../fields/customerId';
import type { Field } from '../../fields/field';
import { money } from '../../fields/money';
import { picker } from '../../fields/pickers';
import { currency as readCurrency, pathId, time } from '../../fields/values';
import type { Call } from '../../run/operation';

/** The field of every operation on an invoice that exists. */
export const invoiceId: Field = {
	displayName: 'Invoice',
	name: 'invoiceId',
	required: true,
	description: 'The invoice, from the list or by ID',
	...picker('searchInvoices', 'e.g. inv_…'),
	read: pathId,
};

/** What a call to an invoice is about. */
export function invoiceNamed({ invoiceId: id }: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Invoice '${String(id)}'`, name: String(id) };
}

/** What the making of an invoice is about. */
export function newInvoiceNamed({
	customerId: customer,
	name: title,
}: IDataObject): Pick<Call, 'subject' | 'name'> {
	const name = title === undefined ? String(customer) : `${String(title)} (${String(customer)})`;
	return { subject: `The invoice for customer '${String(customer)}'`, name };
}

export const customerId: Field = {
	...anyCustomerId,
	required: true,
	description: 'The customer who pays the invoice. elepay sends it to their e-mail address.',
	columns: CUSTOMER_COLUMNS,
};

/** The sum of an invoice. */
export const amount: Field = {
	...total,
	description: 'How much the customer pays in total, e.g. 1200. Not calculated from Items.',
	read: money({ min: 1 }),
};

const name: Field = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Membership, June',
	description: 'What the invoice is for. Up to 255 characters. Shown to the customer.',
	maxLength: 255,
	columns: ['件名', '請求名', '内容', '摘要', 'Subject'],
};

const memo: Field = {
	displayName: 'Memo',
	name: 'memo',
	type: 'string',
	default: '',
	description: 'Your own note. Up to 255 characters. Not shown to the customer.',
	maxLength: 255,
	columns: ['社内メモ'],
};

const remark: Field = {
	displayName: 'Remark',
	name: 'remark',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description: 'A note for the customer, shown on the invoice',
	columns: ['備考'],
};

const invoiceTime: Field = {
	displayName: 'Invoice Date',
	name: 'invoiceTime',
	type: 'dateTime',
	default: '',
	description: 'The date on the invoice, in the time zone of the workflow',
	read: time(),
	columns: ['請求日', '発行日'],
};

const expiryTime: Field = {
	displayName: 'Due Date',
	name: 'expiryTime',
	type: 'dateTime',
	default: '',
	description:
		'When the invoice stops being payable, in the time zone of the workflow. A date without a time means the end of that day.',
	read: time({ endOfDay: true }),
	columns: ['支払期限', '支払期日', 'お支払期限', '入金期限'],
};

const taxType: Field = {
	displayName: 'Tax',
	name: 'taxType',
	type: 'options',
	options: [
		{ name: 'Excluded', value: 'excluded', description: 'Item prices are without tax' },
		{ name: 'Included', value: 'included', description: 'Item prices include the tax' },
	],
	default: 'included',
	description: 'Whether item prices include the tax',
};

const taxCalcType: Field = {
	displayName: 'Tax Rounding',
	name: 'taxCalcType',
	type: 'options',
	options: [
		{ name: 'Down', value: 'floor' },
		{ name: 'Half Up', value: 'round5' },
		{ name: 'Up', value: 'ceil' },
	],
	default: 'floor',
	description: 'How fractions of the tax are rounded',
};

/** One of the goods or services, in the order in which an invoice shows them. */
const itemFields: Field[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Matcha latte',
		description: 'Up to 255 characters',
		maxLength: 255,
	},
	{
		displayName: 'Unit Price',
		name: 'unitPrice',
		type: 'number',
		typeOptions: { numberPrecision: 0 },
		default: 0,
		description: 'Price per unit, as a whole number',
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		typeOptions: { numberPrecision: 0 },
		default: 1,
	},
	{
		displayName: 'Unit',
		name: 'unit',
		type: 'string',
		default: '',
		placeholder: 'e.g. cup',
		description: 'Unit of the quantity',
	},
	{
		displayName: 'Tax Rate',
		name: 'taxRateType',
		type: 'options',
		options: [
			{ name: 'Free (0%)', value: 'free' },
			{ name: 'Reduced (8%)', value: 'reduced' },
			{ name: 'Standard (10%)', value: 'standard' },
		],
		default: 'standard',
	},
	{
		displayName: 'Date',
		name: 'transactionTime',
		type: 'dateTime',
		default: '',
		description: 'Date of delivery, in the time zone of the workflow',
		read: time(),
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: '',
		placeholder: 'e.g. JPY',
		description: "The three-letter code of the price's currency, e.g. JPY",
		read: readCurrency,
	},
];

export const items: Field = {
	displayName: 'Items',
	name: 'items',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Item',
	default: {},
	description: 'What the customer is paying for. Shown to the customer.',
	options: [{ displayName: 'Item', name: 'item', values: itemFields }],
	json: '[{"name":"Matcha latte","unitPrice":600,"quantity":2,"taxRateType":"reduced"}]',
};

const enableAutoCharge: Field = {
	displayName: 'Auto Charge',
	name: 'enableAutoCharge',
	type: 'boolean',
	default: false,
	description:
		"Whether elepay charges the customer's saved payment method automatically once the invoice is submitted. Takes money without asking the customer.",
};

const autoChargeTime: Field = {
	displayName: 'Auto Charge Time',
	name: 'autoChargeTime',
	type: 'dateTime',
	default: '',
	description:
		'When Auto Charge takes the money, in the time zone of the workflow. If this is empty, as soon as the invoice is submitted.',
	read: time(),
};

/** What an invoice may have beside its customer, amount and currency. */
export const details: Field[] = [
	name,
	memo,
	remark,
	invoiceTime,
	expiryTime,
	items,
	taxType,
	taxCalcType,
	enableAutoCharge,
	autoChargeTime,
];
