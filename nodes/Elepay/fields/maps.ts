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
	description: 'Your own notes, saved in elepay. Up to 20 entries.',
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
						'Up to 20 characters. "route" and names starting with two underscores are reserved.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'Up to 255 bytes (85 Japanese characters)',
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
	description: 'Your own notes, saved in elepay. Up to 19 entries.',
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
		'Settings for individual payment methods. Up to 20 entries. For example, defaultPaymentMethod = paypay shows PayPay first.',
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
					description: 'Up to 20 characters',
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
