import { charge } from '../../../api/objects/charge';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { extra } from '../../fields/maps';
import { simplifyOff } from '../../fields/simplify';
import { wholeNumber } from '../../fields/values';
import type { Operation } from '../../run/operation';
import { mayHaveHappened } from '../outcome';
import { chargeId, chargeNamed } from './fields';
import { chargeIf } from './look';
import { chargeRefusals } from './refusals';

const amount: Field = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1200',
	description:
		'How much of the authorized amount to take, in digits only. If this is empty, all of it; the rest is released and can no longer be taken.',
	read: wholeNumber({ min: 1 }),
};

export const capture: Operation = {
	name: 'Capture',
	value: 'capture',
	action: 'Capture charge',
	description: 'Take the money of an authorized payment. Moves money and is final.',
	request: 'POST /charges/{chargeId}/capture',
	fields: [chargeId, amount, additionalFields(extra)],
	mapsColumns: true,
	settings: [simplifyOff],
	subject: chargeNamed,
	gives: charge,
	effect: {
		one: 'charge',
		many: 'charges',
		done: 'captured',
		details: ({ amount: taken }, { name }) => ({ chargeId: name, amount: taken }),
	},
	repeat: 'never',
	look: async (row) => await chargeIf(row, ({ paid }) => paid === true),
	refusals: chargeRefusals,
	retell: mayHaveHappened(
		({ name }) => `Charge '${name}' may still have been captured`,
		'Charge > Get',
	),
};
