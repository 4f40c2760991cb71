import type { Failure } from '../../../api/failure';
import { code, type Code } from '../../../api/objects/code';
import { currency } from '../../fields/currency';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { extra, metadata } from '../../fields/maps';
import { money } from '../../fields/money';
import { picker } from '../../fields/pickers';
import { text, webAddress } from '../../fields/values';
import type { Call, Operation } from '../../run/operation';
import { simplifyOff } from '../../fields/simplify';
import { TAKEN, taken } from '../taken';
import { expiryDuration, frontUrl, locationId } from './fields';
import { pictureOptions, withPicture } from './picture';
import { refusals } from './refusals';

const amount: Field = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1200',
	description: 'What the customer pays: digits only, without separators or a decimal point',
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

const orderNo: Field = {
	displayName: 'Order Number',
	name: 'orderNo',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. INV-2026-017',
	description:
		'Your own number of the order, 1 to 50 characters. While a code with the number is open, and once it is paid, there can be no second one, which keeps an order from being charged twice.',
	read: text({ max: 50, singleLine: true }),
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

const description: Field = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Invoice 17, June',
	description: 'What the payment is for, at most 255 characters',
	maxLength: 255,
	columns: ['内容', '摘要', '件名', '品名', '商品名', '説明'],
};

const items: Field = {
	displayName: 'Items',
	name: 'items',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Item',
	default: {},
	description: 'The goods or services that are paid for; the customer sees them',
	options: [
		{
			displayName: 'Item',
			name: 'item',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Matcha latte',
				},
				{
					displayName: 'Price',
					name: 'price',
					type: 'number',
					typeOptions: { numberPrecision: 0 },
					required: true,
					default: 0,
					description: 'The price of one, as a whole number',
				},
				{
					displayName: 'Count',
					name: 'count',
					type: 'number',
					typeOptions: { numberPrecision: 0 },
					required: true,
					default: 1,
					description: 'How many of them',
				},
				{
					displayName: 'Image URL',
					name: 'image',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/matcha.png',
					description: 'The address of a picture',
					read: webAddress,
				},
			],
		},
	],
	json: '[{"name":"Matcha latte","price":600,"count":2}]',
};

const customerId: Field = {
	displayName: 'Customer',
	name: 'customerId',
	description: 'The elepay customer who pays',
	columns: ['顧客', '顧客ID', '顧客番号'],
	...picker('searchCustomers', 'e.g. cus_…'),
};

const sourceId: Field = {
	displayName: 'Source',
	name: 'sourceId',
	description: 'A saved way to pay of the customer',
	...picker('searchSources', 'e.g. src_…'),
};

const shouldCreateSource: Field = {
	displayName: 'Create Source',
	name: 'shouldCreateSource',
	type: 'boolean',
	default: false,
	description: 'Whether to save the way the customer pays as a new source of the customer',
};

/** POST /codes, by elepay's reference page. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create EasyQR code',
	description: 'Create a payment QR code for an order',
	request: 'POST /codes',
	fields: [
		amount,
		currency,
		orderNo,
		additionalFields(
			description,
			extra,
			metadata,
			expiryDuration,
			frontUrl,
			items,
			locationId,
			customerId,
			sourceId,
			shouldCreateSource,
		),
	],
	mapsColumns: true,
	settings: [simplifyOff],
	options: pictureOptions,
	subject: ({ orderNo: number }) => ({
		subject: `Order number '${String(number)}'`,
		name: String(number),
	}),
	unique: ({ orderNo: number }) => [number],
	gives: code,
	perform: async (row) => {
		const answer = await row.send<Code>();
		return [await withPicture(row, answer)];
	},
	effect: {
		one: 'EasyQR code',
		many: 'EasyQR codes',
		done: 'created',
		details: ({ id, codeUrl }, { name }) => ({ orderNo: name, id, codeUrl }),
	},
	// elepay takes an order number once, so that a second try makes no second code
	repeat: 'onRequest',
	refusals: { ...refusals, ...taken('code') },
	retell(failure, call, wasUncertain) {
		if (failure.outcome === 'uncertain') return mayExist(failure, call, 'so');
		if (!wasUncertain) return failure;
		if (TAKEN.includes(failure.body?.errorCode ?? '')) return triedTwice(failure, call);
		return mayExist(failure, call, 'and from an earlier try');
	},
};

function mayExist(failure: Failure, { subject, name }: Call, why: string): Failure {
	return failure.retold(
		`${failure.message}, ${why} the code of order number '${name}' may exist`,
		`Run this row again, or look for it in the elepay dashboard before. ${subject} can't get a second code while the first one is open or paid: another try is refused as taken then. ${failure.description}`,
	);
}

function triedTwice(failure: Failure, { subject }: Call): Failure {
	return failure.retold(
		`${subject} is taken, probably by an earlier try of this row whose answer got lost`,
		`The code was probably made by the earlier try, with this row's amount. Look for it in the elepay dashboard; when it has expired or you have closed it, the same number can be used again. ${failure.description}`,
	);
}
