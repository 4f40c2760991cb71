import type { Field } from './field';
import { orJson, textMap } from './structures';

/** The most entries elepay takes in `metadata` and `extra`, and the longest name of one. */
const LIMITS = { keys: 20, keyLength: 20 };

const METADATA = {
	...LIMITS,
	valueBytes: 255,
	reserved: (key: string) => key === 'route' || key.startsWith('__'),
};

export const metadata: Field = {
	displayName: 'Metadata',
	name: 'metadata',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Entry',
	default: {},
	description: 'Notes of your own that elepay keeps, at most 20',
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
	read: orJson(textMap(METADATA)),
	json: '{"invoice":"2026-017"}',
};

/** The same where the node needs one entry for itself, by which it finds again what it has made. */
export const notes: Field = {
	...metadata,
	description: 'Notes of your own that elepay keeps, at most 19',
	read: orJson(textMap({ ...METADATA, keys: LIMITS.keys - 1 })),
};

export const extra: Field = {
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
	read: orJson(textMap(LIMITS)),
	json: '{"defaultPaymentMethod":"paypay"}',
};
