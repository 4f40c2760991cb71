import { customer } from '../../../api/objects/customer';
import type { Field } from '../../fields/field';
import { updateFields } from '../../fields/group';
import { picker } from '../../fields/pickers';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { somethingToUpdate } from '../update';
import { customerId, customerNamed, details, email, name } from './fields';

const defaultSource: Field = {
	displayName: 'Default Source',
	name: 'defaultSource',
	description: 'The saved payment method that is charged unless another one is named',
	...picker('searchSources', 'e.g. src_…'),
};

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update customer',
	description: 'Change what elepay knows of a customer. What is left empty is not sent.',
	request: 'POST /customers/{customerId}',
	fields: [customerId, updateFields(name, email, ...details, defaultSource)],
	mapsColumns: true,
	settings: [simplifyOff],
	check: somethingToUpdate('customerId'),
	subject: customerNamed,
	gives: customer,
	effect: {
		one: 'customer',
		many: 'customers',
		done: 'updated',
		details: (_answer, { name: id }) => ({ id }),
	},
	// The same once more changes nothing
	repeat: 'always',
};
