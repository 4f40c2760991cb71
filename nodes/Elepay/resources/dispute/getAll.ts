import { dispute } from '../../../api/objects/dispute';
import type { Field } from '../../fields/field';
import { filters } from '../../fields/group';
import { order } from '../../fields/order';
import { from, to } from '../../fields/period';
import { text } from '../../fields/values';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

const chargeId: Field = {
	displayName: 'Charge ID',
	name: 'chargeId',
	type: 'string',
	default: '',
	placeholder: 'e.g. ch_…',
	description: 'Only disputes about this payment',
	read: text({ max: 32, singleLine: true }),
};

const TIMES = [
	{ name: 'Creation', value: 'create_time' },
	{ name: 'Resolution', value: 'resolved_time' },
];

const dateField: Field = {
	displayName: 'Period Applies To',
	name: 'dateField',
	type: 'options',
	options: TIMES,
	default: 'create_time',
	description: 'Whether From and To are about when a dispute began or when it ended',
};

const sort: Field = {
	displayName: 'Sort By',
	name: 'sort',
	type: 'options',
	options: TIMES,
	default: 'create_time',
	description: 'What the order goes by',
};

const status: Field = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Lost', value: 'lost', description: 'The customer gets the money back' },
		{ name: 'New', value: 'new', description: 'Not decided yet' },
		{ name: 'Won', value: 'won', description: 'You keep the money' },
	],
	default: 'new',
	description: 'Only disputes in this state',
};

export const getAll: Operation = {
	...getMany(dispute, 'disputes', 'sortedPagesUntil'),
	action: 'Get many disputes',
	description: 'List disputes, with which banks of customers want payments back',
	request: 'GET /disputes',
	fields: [filters(from, to, dateField, status, chargeId, sort, order)],
	subject: () => ({ subject: 'The list of disputes', name: 'disputes' }),
};
