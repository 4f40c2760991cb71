import type { IDataObject } from 'n8n-workflow';

import type { EntryFields, Field } from '../../fields/field';
import { LOCATION_COLUMNS, locationId as anyLocationId } from '../../fields/locationId';
import { decimal, pathId, text } from '../../fields/values';
import type { Call } from '../../run/operation';

/** The field of every operation on a store that exists. */
export const locationId: Field = {
	...anyLocationId,
	required: true,
	description: 'The store, from the list or by ID',
	columns: LOCATION_COLUMNS,
	read: pathId,
};

export const name: Field = {
	displayName: 'Name',
	name: 'name',
	type: 'fixedCollection',
	placeholder: 'Add Name',
	default: {},
	description: 'The name of the store, in one script or several',
	options: [
		{
			displayName: 'Name',
			name: 'scripts',
			values: [
				{
					displayName: 'Kanji',
					name: 'kanji',
					type: 'string',
					default: '',
					placeholder: 'e.g. 渋谷店',
				},
				{
					displayName: 'Kana',
					name: 'kana',
					type: 'string',
					default: '',
					placeholder: 'e.g. シブヤテン',
				},
				{
					displayName: 'Romaji',
					name: 'romaji',
					type: 'string',
					default: '',
					placeholder: 'e.g. Shibuya Store',
				},
			],
		},
	],
	json: '{"kanji":"渋谷店","romaji":"Shibuya Store"}',
};

export const address: Field = {
	displayName: 'Address',
	name: 'address',
	type: 'fixedCollection',
	placeholder: 'Add Address',
	default: {},
	description: 'The address of the store, in one script or several',
	options: [
		addressIn('Kanji', 'kanji', ['東京都', '渋谷区', '神南', '1-1-1', '渋谷ビル 3F']),
		addressIn('Kana', 'kana', ['トウキョウト', 'シブヤク', 'ジンナン', '1-1-1', 'シブヤビル 3F']),
		addressIn('Romaji', 'romaji', ['Tokyo', 'Shibuya-ku', 'Jinnan', '1-1-1', 'Shibuya Bldg. 3F']),
	],
	json: '{"kanji":{"pref":"東京都","city":"渋谷区","town":"神南","address1":"1-1-1"}}',
};

/**
 * @param examples of the five parts
 */
function addressIn(displayName: string, script: string, examples: string[]): EntryFields {
	const labels = {
		pref: 'Prefecture',
		city: 'City',
		town: 'Town',
		address1: 'Street and Number',
		address2: 'Building',
	};
	return {
		displayName,
		name: script,
		values: Object.entries(labels).map(([part, label], index) => ({
			displayName: label,
			name: part,
			type: 'string',
			default: '',
			placeholder: `e.g. ${examples[index]}`,
		})),
	};
}

export const tel: Field = {
	displayName: 'Phone',
	name: 'tel',
	type: 'string',
	default: '',
	placeholder: 'e.g. 03-0000-0000',
	description: 'The phone number. Up to 20 characters.',
	columns: ['電話', '電話番号', 'Phone Number'],
	read: text({ max: 20, singleLine: true }),
};

export const zip: Field = {
	displayName: 'Postal Code',
	name: 'zip',
	type: 'string',
	default: '',
	placeholder: 'e.g. 150-0041',
	description: 'The postal code. Up to 8 characters.',
	columns: ['郵便番号', 'Zip Code'],
	read: text({ max: 8, singleLine: true }),
};

const latitude: Field = {
	displayName: 'Latitude',
	name: 'latitude',
	type: 'string',
	default: '',
	placeholder: 'e.g. 35.681236',
	description: 'How far north in degrees, from -90 to 90',
	read: decimal({ min: -90, max: 90 }),
};

const longitude: Field = {
	displayName: 'Longitude',
	name: 'longitude',
	type: 'string',
	default: '',
	placeholder: 'e.g. 139.767125',
	description: 'How far east in degrees, from -180 to 180',
	read: decimal({ min: -180, max: 180 }),
};

const note: Field = {
	displayName: 'Note',
	name: 'note',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description: 'A note about the store',
};

const status: Field = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Submitted', value: 'submitted' },
	],
	default: 'active',
	description: 'The status of the store in elepay',
};

/** What else elepay keeps of a store. */
export const details: Field[] = [latitude, longitude, note, status];

/** What a call to a store is about. */
export function locationNamed({ locationId: id }: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Location '${String(id)}'`, name: String(id) };
}
