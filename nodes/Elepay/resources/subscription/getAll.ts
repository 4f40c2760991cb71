import { subscription } from '../../../api/objects/subscription';
import { customerId } from '../../fields/customerId';
import type { Field } from '../../fields/field';
import { filters } from '../../fields/group';
import { from, to } from '../../fields/period';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

const status: Field = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Cancelled', value: 'canceled' },
		{ name: 'New', value: 'new', description: 'Not started yet' },
		{ name: 'Past Due', value: 'past_due', description: "A period couldn't be charged" },
	],
	default: 'active',
	description: 'Only subscriptions with this status',
};

export const getAll: Operation = {
	...getMany(subscription, 'subscriptions', 'pagesUntil'),
	action: 'Get many subscriptions',
	description: "List subscriptions, e.g. those that couldn't be charged",
	request: 'GET /subscriptions',
	fields: [
		filters(
			{ ...customerId, description: 'Only subscriptions of this customer' },
			status,
			from,
			to,
		),
	],
	subject: () => ({ subject: 'The list of subscriptions', name: 'subscriptions' }),
};
