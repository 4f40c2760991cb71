import { source } from '../../../api/objects/source';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { customerId } from '../customer/fields';
import { sourceId, sourceNamed } from './fields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get source',
	description: 'Get a saved payment method of a customer, and whether it can be charged',
	request: 'GET /customers/{customerId}/sources/{sourceId}',
	fields: [customerId, sourceId],
	settings: [simplifyOff],
	subject: sourceNamed,
	gives: source,
	repeat: 'always',
};
