import type { Operation } from '../../run/operation';
import { customerId } from '../customer/fields';
import { deleted } from '../ended';
import { sourceId, sourceNamed } from './fields';

export const deleteSource: Operation = {
	...deleted('source', 'sources'),
	action: 'Delete source',
	description: 'Delete a saved payment method. Final: it cannot be charged any more.',
	request: 'DELETE /customers/{customerId}/sources/{sourceId}',
	fields: [customerId, sourceId],
	subject: sourceNamed,
};
