import { refund } from '../../../api/objects/refund';
import type { Field } from '../../fields/field';
import { simplifyOff } from '../../fields/simplify';
import { pathId } from '../../fields/values';
import type { Operation } from '../../run/operation';
import { chargeId } from '../charge/fields';

const refundId: Field = {
	displayName: 'Refund ID',
	name: 'refundId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. re_…',
	description: 'The ID of the refund, from Create or Get Many',
	read: pathId,
};

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get refund',
	description: 'Get a refund and its status',
	request: 'GET /charges/{chargeId}/refunds/{refundId}',
	fields: [chargeId, refundId],
	settings: [simplifyOff],
	subject: ({ refundId: id }) => ({ subject: `Refund '${String(id)}'`, name: String(id) }),
	gives: refund,
	repeat: 'always',
};
