import type { IDataObject } from 'n8n-workflow';

import { location } from '../../../api/objects/location';
import { additionalFields } from '../../fields/group';
import type { Operation } from '../../run/operation';
import { hasList } from '../../../api/lists';
import { entriesOf } from '../../run/pages';
import type { Row } from '../../run/row';
import { has } from '../own';
import { mayHaveHappened } from '../outcome';
import { address, details, name, tel, zip } from './fields';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create location',
	description: 'Create a store that payments can belong to',
	request: 'POST /locations',
	fields: [
		{ ...name, required: true },
		{ ...tel, required: true },
		{ ...zip, required: true },
		{ ...address, required: true },
		additionalFields(...details),
	],
	mapsColumns: true,
	subject({ name: names }) {
		const known = String(Object.values(names as IDataObject)[0]);
		return { subject: `The new location '${known}'`, name: known };
	},
	gives: location,
	effect: {
		one: 'location',
		many: 'locations',
		done: 'created',
		details: ({ id }, { name: known }) => ({ location: known, id }),
	},
	repeat: 'never',
	look: sameLocation,
	retell: mayHaveHappened(
		({ subject }) => `${subject} may still have been created`,
		'Location > Get Many',
	),
};

/** The location with all that the row has given: a second one would be one too many. */
async function sameLocation(row: Row): Promise<IDataObject | undefined> {
	const call = {
		method: 'GET' as const,
		url: '/locations',
		subject: 'The list of locations',
		name: row.call.name,
		isExpected: hasList('locations'),
	};
	for await (const existing of entriesOf(row, call, 'locations')) {
		if (has(existing, row.values)) return existing;
	}
	return undefined;
}
