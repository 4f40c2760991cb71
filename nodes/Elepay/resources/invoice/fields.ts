import type { IDataObject } from 'n8n-workflow';

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
	description: 'The invoice, as Create and Get Many give it',
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
	displayName: 'Customer',
	name: 'customerId',
	required: true,
	description: 'Who pays the invoice; elepay sends it to their e-mail address',
	...picker('searchCustomers', 'e.g. cus_…'),
};

export const amount: Field = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1200',
	description: 'How much the customer pays in all, in digits only. It is not added up from Items.',
	read: money({ min: 1 }),
};

const name: Field = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Membership, June',
	description: 'What the invoice is about, at most 255 characters. The customer sees it.',
	maxLength: 255,
};

const memo: Field = {
	displayName: 'Memo',
	name: 'memo',
	type: 'string',
	default: '',
	description: 'Your own note, at most 255 characters. The customer does not see it.',
	maxLength: 255,
};

const remark: Field = {
	displayName: 'Remark',
	name: 'remark',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description: 'A note for the customer, who sees it on the invoice',
};

const invoiceTime: Field = {
	displayName: 'Invoice Date',
	name: 'invoiceTime',
	type: 'dateTime',
	default: '',
	description: 'The date on the invoice, in the time zone of the workflow',
	read: time(),
};

const expiryTime: Field = {
	displayName: 'Due Date',
	name: 'expiryTime',
	type: 'dateTime',
	default: '',
	description:
		'Until when the invoice can be paid, in the time zone of the workflow. A date without a time means the end of that day.',
	read: time({ endOfDay: true }),
};

const taxType: Field = {
	displayName: 'Tax',
	name: 'taxType',
	type: 'options',
	options: [
		{ name: 'Excluded', value: 'excluded', description: 'The prices of the items are without tax' },
		{ name: 'Included', value: 'included', description: 'The prices of the items contain the tax' },
	],
	default: 'included',
	description: 'Whether the prices of the items contain the tax',
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
		description: 'At most 255 characters',
		maxLength: 255,
	},
	{
		displayName: 'Unit Price',
		name: 'unitPrice',
		type: 'number',
		typeOptions: { numberPrecision: 0 },
		default: 0,
		description: 'The price of one, as a whole number',
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		typeOptions: { numberPrecision: 0 },
		default: 1,
		description: 'How many of them',
	},
	{
		displayName: 'Unit',
		name: 'unit',
		type: 'string',
		default: '',
		placeholder: 'e.g. cup',
		description: 'What they are counted in',
	},
	{
		displayName: 'Tax Rate',
		name: 'taxRateType',
		type: 'options',
		options: [
			{ name: 'Free (0 %)', value: 'free' },
			{ name: 'Reduced (8 %)', value: 'reduced' },
			{ name: 'Standard (10 %)', value: 'standard' },
		],
		default: 'standard',
	},
	{
		displayName: 'Date',
		name: 'transactionTime',
		type: 'dateTime',
		default: '',
		description: 'When it was delivered or done, in the time zone of the workflow',
		read: time(),
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: '',
		placeholder: 'e.g. JPY',
		description: "The three letters of the price's currency (ISO 4217)",
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
	description: 'The goods or services that are paid for; the customer sees them',
	options: [{ displayName: 'Item', name: 'item', values: itemFields }],
	json: '[{"name":"Matcha latte","unitPrice":600,"quantity":2,"taxRateType":"reduced"}]',
};

const enableAutoCharge: Field = {
	displayName: 'Auto Charge',
	name: 'enableAutoCharge',
	type: 'boolean',
	default: false,
	description:
		"Whether elepay charges the customer's saved payment method by itself, once the invoice is submitted. Takes money without asking the customer.",
};

const autoChargeTime: Field = {
	displayName: 'Auto Charge Time',
	name: 'autoChargeTime',
	type: 'dateTime',
	default: '',
	description:
		'When Auto Charge takes the money, in the time zone of the workflow. Without it, as soon as the invoice is submitted.',
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
