import { location } from '../../../api/objects/location';
import { updateFields } from '../../fields/group';
import type { Operation } from '../../run/operation';
import { somethingToUpdate } from '../update';
import { address, details, locationId, locationNamed, name, tel, zip } from './fields';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update location',
	description:
		'Change what elepay knows of a store. Give a name and an address in full: elepay may not keep the parts that are left out.',
	request: 'POST /locations/{locationId}',
	fields: [locationId, updateFields(name, tel, zip, address, ...details)],
	mapsColumns: true,
	check: somethingToUpdate('locationId'),
	subject: locationNamed,
	gives: location,
	effect: {
		one: 'location',
		many: 'locations',
		done: 'updated',
		details: (_answer, { name: id }) => ({ id }),
	},
	// The same once more changes nothing
	repeat: 'always',
};
