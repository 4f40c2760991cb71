import { customer } from '../../../api/objects/customer';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { customerId, customerNamed } from './fields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get customer',
	description: 'Get what elepay knows of a customer',
	request: 'GET /customers/{customerId}',
	fields: [customerId],
	settings: [simplifyOff],
	subject: customerNamed,
	gives: customer,
	repeat: 'always',
};
