import { charge } from '../../../api/objects/charge';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { mayHaveHappened } from '../outcome';
import { chargeId, chargeNamed } from './fields';
import { chargeIf } from './look';
import { chargeRefusals } from './refusals';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel charge',
	description:
		"Cancel a payment that isn't completed, or release an authorized one. Final; refund a paid one instead.",
	request: 'POST /charges/{chargeId}/revoke',
	fields: [chargeId],
	settings: [simplifyOff],
	subject: chargeNamed,
	gives: charge,
	effect: {
		one: 'charge',
		many: 'charges',
		done: 'cancelled',
		details: (_answer, { name }) => ({ chargeId: name }),
	},
	repeat: 'never',
	look: async (row) => await chargeIf(row, ({ status }) => status === 'revoked'),
	refusals: chargeRefusals,
	retell: mayHaveHappened(
		({ name }) => `Charge '${name}' may still have been cancelled`,
		'Charge > Get',
	),
};
