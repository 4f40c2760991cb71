import { invoice } from '../../../api/objects/invoice';
import type { Field } from '../../fields/field';
import { filters } from '../../fields/group';
import { from, to } from '../../fields/period';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

const keyword: Field = {
	displayName: 'Keyword',
	name: 'keyword',
	type: 'string',
	default: '',
	placeholder: 'e.g. June',
	description: 'Only invoices found with this text',
};

const status: Field = {
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	options: [
		{ name: 'Cancelled', value: 'canceled' },
		{ name: 'Draft', value: 'draft' },
		{ name: 'Expired', value: 'expired' },
		{ name: 'Paid', value: 'paid' },
		{ name: 'Sent', value: 'sent' },
		{ name: 'Submitted', value: 'submit', description: 'Can be paid, but not sent yet' },
	],
	default: [],
	description: 'Only invoices with one of these statuses',
};

export const getAll: Operation = {
	...getMany(invoice, 'invoices', 'pagesUntil'),
	action: 'Get many invoices',
	description: 'List invoices, e.g. all unpaid ones',
	request: 'GET /invoices',
	fields: [filters(keyword, status, from, to)],
	subject: () => ({ subject: 'The list of invoices', name: 'invoices' }),
};
