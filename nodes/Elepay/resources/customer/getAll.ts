import { customer } from '../../../api/objects/customer';
import type { Field } from '../../fields/field';
import { filters } from '../../fields/group';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

const keyword: Field = {
	displayName: 'Keyword',
	name: 'keyword',
	type: 'string',
	default: '',
	placeholder: 'e.g. 佐藤',
	description:
		'Only customers in whose data elepay finds this, such as a name or an e-mail address',
};

export const getAll: Operation = {
	...getMany(customer, 'customers', 'pages'),
	action: 'Get many customers',
	description: 'List customers, all or those that a keyword finds',
	request: 'GET /customers',
	fields: [filters(keyword)],
	subject: () => ({ subject: 'The list of customers', name: 'customers' }),
};
