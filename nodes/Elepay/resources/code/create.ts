import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Failure } from '../../../api/failure';
import type { Call, Operation } from '../../transport/operation';
import { pickerField } from '../../listSearch/pickerField';
import { perItem } from '../../transport/perItem';
import { CODE_PROPERTIES, codeBody } from './body';
import { isCode, simplifiedCode, type Code } from './code';
import { valuesFromColumns } from './columns';
import { valuesFromFields } from './fields';
import { pictureOptions, withPicture } from './picture';

const showOnlyForCreate = { resource: ['code'], operation: ['create'] };
const showOnlyForMapping = { ...showOnlyForCreate, mappingMode: ['defineBelow'] };

const createCode: Operation<Code> = {
	prepare(context, parameters) {
		pictureOptions(context, parameters);
		const mappingMode = parameters.read(context, 'mappingMode', 'defineBelow');
		const values =
			mappingMode === 'autoMapInputData'
				? valuesFromColumns(context.getInputData().json)
				: valuesFromFields(context, parameters);
		const body = codeBody(values);
		const orderNo = String(body.orderNo);
		return { body, subject: `Order number '${orderNo}'`, name: orderNo };
	},

	isExpected: isCode,

	async toItems(context, code, parameters) {
		const simplify = parameters.read(context, 'simplify', false) === true;
		return [await withPicture(context, parameters, code, simplify ? simplifiedCode(code) : code)];
	},

	labels: Object.fromEntries(
		Object.entries(CODE_PROPERTIES).map(([name, { label }]) => [name, label]),
	),

	effect: 'EasyQR codes had been created',

	repeatable: false,

	retell(failure, call, wasUncertain) {
		if (failure.outcome === 'uncertain') return mayExist(failure, call, 'so');
		if (!wasUncertain) return failure;
		if (failure.body?.errorCode === 'M002004') return triedTwice(failure, call);
		return mayExist(failure, call, 'and from an earlier try');
	},
};

function mayExist(failure: Failure, { subject, name }: Call, why: string): Failure {
	return failure.retold(
		`${failure.message}, ${why} the code of order number '${name}' may exist`,
		`Look for it in the elepay dashboard before you run this row again. ${subject} can't get a second code: if the first one exists, another try is refused as used. ${failure.description}`,
	);
}

function triedTwice(failure: Failure, { subject }: Call): Failure {
	return failure.retold(
		`${subject} has been used already, probably by an earlier try of this row whose answer got lost`,
		`Look for the code in the elepay dashboard: it probably has this row's amount and can be used. ${failure.description}`,
	);
}

/** Create as it stands in the list of operations. */
export const create: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create EasyQR code',
	description: 'Create a payment QR code for an order',
	routing: { request: { method: 'POST', url: '/codes' }, ...perItem(createCode) },
};

/** The fields of Create. */
export const createFields: INodeProperties[] = [
	{
		displayName: 'Mapping Mode',
		name: 'mappingMode',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: showOnlyForCreate },
		options: [
			{
				name: 'Map Each Field Below',
				value: 'defineBelow',
				description: 'Set the value for each field',
			},
			{
				name: 'Map Automatically',
				value: 'autoMapInputData',
				description: 'Take the values from the columns of the incoming rows; the fastest way',
			},
		],
		default: 'defineBelow',
	},
	{
		displayName:
			'Each row needs the columns <b>amount</b> and <b>orderNo</b>. These are used too where they exist: currency, description, expiryDuration, frontUrl, locationId, customerId, sourceId, shouldCreateSource, items, metadata, extra, metadata.&lt;name&gt; and extra.&lt;name&gt;. Upper and lower case, spaces and underscores in the names make no difference; other columns are ignored.',
		name: 'columnsNotice',
		type: 'notice',
		displayOptions: { show: { ...showOnlyForCreate, mappingMode: ['autoMapInputData'] } },
		default: '',
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		required: true,
		displayOptions: { show: showOnlyForMapping },
		default: '',
		placeholder: 'e.g. 1200',
		description: 'What the customer pays: digits only, without separators or a decimal point',
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		displayOptions: { show: showOnlyForMapping },
		default: 'JPY',
		placeholder: 'e.g. JPY',
		description: 'The three letters of the currency (ISO 4217)',
	},
	{
		displayName: 'Order Number',
		name: 'orderNo',
		type: 'string',
		required: true,
		displayOptions: { show: showOnlyForMapping },
		default: '',
		placeholder: 'e.g. INV-2024-017',
		description:
			'Your own number of the order, 1 to 50 characters. Each number can be used once, which keeps an order from being charged twice.',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		displayOptions: { show: showOnlyForMapping },
		default: {},
		options: [
			{
				displayName: 'Create Source',
				name: 'shouldCreateSource',
				type: 'boolean',
				default: false,
				description: 'Whether to save the way the customer pays as a new source of the customer',
			},
			pickerField({
				displayName: 'Customer',
				name: 'customerId',
				searchListMethod: 'searchCustomers',
				placeholder: 'e.g. cus_…',
				description: 'The elepay customer who pays',
			}),
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				placeholder: 'e.g. Invoice 17, June',
				description: 'What the payment is for, at most 255 characters',
			},
			{
				displayName: 'Expires After',
				name: 'expiryDuration',
				type: 'number',
				typeOptions: { minValue: 3, maxValue: 30, numberPrecision: 0 },
				default: 10,
				description: 'For how many minutes the code can be paid, 3 to 30',
			},
			{
				displayName: 'Extra',
				name: 'extra',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Entry',
				default: {},
				description:
					'Settings of single payment methods, at most 20. For example defaultPaymentMethod with the value paypay opens the QR code of PayPay first.',
				options: [
					{
						displayName: 'Entry',
						name: 'entry',
						values: [
							{
								displayName: 'Name',
								name: 'key',
								type: 'string',
								default: '',
								placeholder: 'e.g. defaultPaymentMethod',
								description: 'At most 20 characters',
							},
							{
								displayName: 'Value',
								name: 'value',
								type: 'string',
								default: '',
								placeholder: 'e.g. paypay',
							},
						],
					},
				],
			},
			{
				displayName: 'Extra (JSON)',
				name: 'extraJson',
				type: 'json',
				default: '',
				placeholder: 'e.g. {"defaultPaymentMethod":"paypay"}',
				description: 'The same as Extra, for those who have it as a JSON object',
			},
			{
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
								default: '',
								placeholder: 'e.g. Matcha latte',
							},
							{
								displayName: 'Price',
								name: 'price',
								type: 'number',
								typeOptions: { numberPrecision: 0 },
								default: 0,
								description: 'The price of one, as a whole number',
							},
							{
								displayName: 'Count',
								name: 'count',
								type: 'number',
								typeOptions: { numberPrecision: 0 },
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
							},
						],
					},
				],
			},
			{
				displayName: 'Items (JSON)',
				name: 'itemsJson',
				type: 'json',
				default: '',
				placeholder: 'e.g. [{"name":"Matcha latte","price":600,"count":2}]',
				description: 'The same as Items, for those who have them as a JSON list',
			},
			pickerField({
				displayName: 'Location',
				name: 'locationId',
				searchListMethod: 'searchLocations',
				placeholder: 'e.g. loc_…',
				description: 'The store that the payment belongs to',
			}),
			{
				displayName: 'Metadata',
				name: 'metadata',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Entry',
				default: {},
				description: 'Notes of your own that elepay keeps with the payment, at most 20',
				options: [
					{
						displayName: 'Entry',
						name: 'entry',
						values: [
							{
								displayName: 'Name',
								name: 'key',
								type: 'string',
								default: '',
								placeholder: 'e.g. invoice',
								description:
									'At most 20 characters; "route" and names that begin with two underscores are reserved',
							},
							{
								displayName: 'Value',
								name: 'value',
								type: 'string',
								default: '',
								description: 'At most 255 bytes, which is 85 Japanese characters',
							},
						],
					},
				],
			},
			{
				displayName: 'Metadata (JSON)',
				name: 'metadataJson',
				type: 'json',
				default: '',
				placeholder: 'e.g. {"invoice":"2024-17"}',
				description: 'The same as Metadata, for those who have it as a JSON object',
			},
			{
				displayName: 'Return URL',
				name: 'frontUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/thanks',
				description:
					'Where the customer is sent after paying. Being sent there proves no payment: trust the Elepay Trigger or Get instead.',
			},
			pickerField({
				displayName: 'Source',
				name: 'sourceId',
				searchListMethod: 'searchSources',
				placeholder: 'e.g. src_…',
				description: 'A saved way to pay of the customer',
			}),
		],
	},
];
