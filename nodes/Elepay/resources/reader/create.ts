import { reader } from '../../../api/objects/reader';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { metadata } from '../../fields/maps';
import { picker } from '../../fields/pickers';
import type { Operation } from '../../run/operation';
import { mayHaveHappened } from '../outcome';

const locationId: Field = {
	displayName: 'Terminal Location',
	name: 'locationId',
	required: true,
	description:
		'Where the reader stands, from the list or by the ID that Get Many Terminal Locations gives. Stores (Location) are something else.',
	...picker('searchTerminalLocations', 'e.g. tml_…'),
};

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create reader',
	description:
		'Register a card reader. The answer has the code to be typed into the device (registrationCode).',
	request: 'POST /terminal/readers',
	fields: [locationId, additionalFields(metadata)],
	mapsColumns: true,
	subject: ({ locationId: id }) => ({
		subject: `The new reader at terminal location '${String(id)}'`,
		name: String(id),
	}),
	gives: reader,
	effect: {
		one: 'reader',
		many: 'readers',
		done: 'created',
		details: ({ id, registrationCode }, { name }) => ({ locationId: name, id, registrationCode }),
	},
	// Nothing tells one new reader of a location from another
	repeat: 'never',
	retell: mayHaveHappened(
		({ name }) => `a reader at terminal location '${name}' may have been created`,
		'Reader > Get Many',
		false,
	),
};
