import { dispute } from '../../../api/objects/dispute';
import type { Field } from '../../fields/field';
import { simplifyOff } from '../../fields/simplify';
import { pathId } from '../../fields/values';
import type { Operation } from '../../run/operation';

const disputeId: Field = {
	displayName: 'Dispute ID',
	name: 'disputeId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. dsp_…',
	description: 'The ID of the dispute, as Get Many gives it',
	read: pathId,
};

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get dispute',
	description: 'Get a dispute, and how it has ended',
	request: 'GET /disputes/{disputeId}',
	fields: [disputeId],
	settings: [simplifyOff],
	subject: ({ disputeId: id }) => ({ subject: `Dispute '${String(id)}'`, name: String(id) }),
	gives: dispute,
	repeat: 'always',
};
