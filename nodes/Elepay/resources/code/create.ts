import type { Failure } from '../../../api/failure';
import { code, type Code } from '../../../api/objects/code';
import { inSentence } from '../../../api/words';
import { amount } from '../../fields/amount';
import { currency } from '../../fields/currency';
import { CUSTOMER_COLUMNS, customerId } from '../../fields/customerId';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { extra, metadata } from '../../fields/maps';
import { orderNo } from '../../fields/orderNo';
import { webAddress } from '../../fields/values';
import type { Call, Operation } from '../../run/operation';
import { simplifyOff } from '../../fields/simplify';
import { sourceId } from '../../fields/sourceId';
import { TAKEN, taken } from '../taken';
import { expiryDuration, frontUrl, locationId } from './fields';
import { pictureSettings, withPicture } from './picture';
import { refusals } from './refusals';

const orderNumber: Field = {
	...orderNo,
	description:
		'Your own order number, up to 50 characters. A number works only once until its code is closed or has expired, so no order is charged twice.',
};

const description: Field = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Invoice 17, June',
	description: 'What the payment is for. Up to 255 characters.',
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
	description: 'What the customer is paying for. Shown to the customer.',
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
					description: 'Price per unit, as a whole number',
				},
				{
					displayName: 'Count',
					name: 'count',
					type: 'number',
					typeOptions: { numberPrecision: 0 },
					required: true,
					default: 1,
					description: 'Quantity',
				},
				{
					displayName: 'Image URL',
					name: 'image',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/matcha.png',
					description: 'URL of a picture of the item',
					read: webAddress,
				},
			],
		},
	],
	json: '[{"name":"Matcha latte","price":600,"count":2}]',
};

const payer: Field = {
	...customerId,
	description: 'The customer who pays, as registered in elepay',
	columns: CUSTOMER_COLUMNS,
};

const shouldCreateSource: Field = {
	displayName: 'Save Payment Method',
	name: 'shouldCreateSource',
	type: 'boolean',
	default: false,
	description: 'Whether to save the payment method for this customer',
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
		orderNumber,
		expiryDuration,
		additionalFields(
			description,
			extra,
			metadata,
			frontUrl,
			items,
			locationId,
			payer,
			sourceId,
			shouldCreateSource,
		),
	],
	mapsColumns: true,
	settings: [...pictureSettings, simplifyOff],
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
		if (failure.outcome === 'uncertain') {
			return mayExist(failure, call, 'The code may still have been created');
		}
		if (!wasUncertain) return failure;
		if (TAKEN.includes(failure.body?.errorCode ?? '')) return triedTwice(failure, call);
		return mayExist(failure, call, 'An earlier try may have created the code');
	},
};

function mayExist(failure: Failure, { subject }: Call, why: string): Failure {
	return failure.retold(
		`${failure.message}. ${why}`,
		`Running this row again is safe: while ${inSentence(subject)} has an open or paid code, elepay refuses a second one. Or look for it in the elepay dashboard first. ${failure.description}`,
	);
}

function triedTwice(failure: Failure, { subject }: Call): Failure {
	return failure.retold(
		`${subject} is taken, probably by an earlier try of this row whose response was lost`,
		`That code was probably created with this row's amount. Look for it in the elepay dashboard; once it has expired or you have closed it, the same number can be used again. ${failure.description}`,
	);
}
