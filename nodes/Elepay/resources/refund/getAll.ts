import { refund } from '../../../api/objects/refund';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';
import { chargeId, chargeNamed } from '../charge/fields';

export const getAll: Operation = {
	...getMany(refund, 'refunds', 'whole'),
	action: 'Get many refunds',
	description: 'List the refunds of a charge',
	request: 'GET /charges/{chargeId}/refunds',
	fields: [chargeId],
	subject: chargeNamed,
};
