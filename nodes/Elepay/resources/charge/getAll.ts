import { UserError } from 'n8n-workflow';

import { charge } from '../../../api/objects/charge';
import { PAYMENT_METHODS } from '../../../api/paymentMethods';
import type { Field } from '../../fields/field';
import { filters } from '../../fields/group';
import { order } from '../../fields/order';
import { from, to } from '../../fields/period';
import { text } from '../../fields/values';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

const dateField: Field = {
	displayName: 'Period Applies To',
	name: 'dateField',
	type: 'options',
	options: [
		{ name: 'Creation', value: 'create_time' },
		{ name: 'Payment', value: 'paid_time' },
	],
	default: 'create_time',
	description: 'Which time of a charge From and To apply to',
};

const sort: Field = {
	displayName: 'Sort By',
	name: 'sort',
	type: 'options',
	options: [
		{ name: 'Creation', value: 'create_time' },
		{ name: 'Payment', value: 'paid_time' },
	],
	default: 'create_time',
	description: 'Which time the order goes by',
};

const orderNo: Field = {
	displayName: 'Order Number',
	name: 'orderNo',
	type: 'string',
	default: '',
	placeholder: 'e.g. INV-2026-017',
	description:
		"Only charges of this order. elepay can't search for it, so all charges of the period are read page by page: set From too, and keep the period short.",
	read: text({ max: 50, singleLine: true }),
	isOwn: true,
};

const paymentMethod: Field = {
	displayName: 'Payment Methods',
	name: 'paymentMethod',
	type: 'multiOptions',
	options: PAYMENT_METHODS,
	default: [],
	description: 'Only charges paid with one of these',
};

const status: Field = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{
			name: 'Amount Mismatch',
			value: 'amount_mismatch',
			description: 'The amount received differs',
		},
		{ name: 'Captured', value: 'captured', description: 'Paid' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Notified', value: 'notified', description: 'The counter has announced the payment' },
		{ name: 'Partially Refunded', value: 'partially_refunded' },
		{ name: 'Pending', value: 'pending', description: 'Not paid yet' },
		{ name: 'Refunded', value: 'refunded' },
		{ name: 'Revoked', value: 'revoked', description: 'Cancelled or expired' },
		{ name: 'Uncaptured', value: 'uncaptured', description: 'Only authorized' },
		{ name: 'Waiting', value: 'waiting', description: 'Details entered, waiting for payment' },
	],
	default: 'captured',
	description: 'Only charges in this state',
};

export const getAll: Operation = {
	...getMany(
		charge,
		'charges',
		'sortedPagesUntil',
		(entry, { orderNo: wanted }) =>
			wanted === undefined || comparable(entry.orderNo) === comparable(wanted),
	),
	action: 'Get many charges',
	description: 'List payments, e.g. those of yesterday',
	request: 'GET /charges',
	fields: [filters(from, to, dateField, status, paymentMethod, orderNo, sort, order)],
	check({ orderNo: wanted, from: start }) {
		if (wanted === undefined || start !== undefined) return;
		throw new UserError('Order Number needs a period', {
			description:
				"Add the filter From: elepay can't search for order numbers, so all charges since then are read.",
		});
	},
	subject: () => ({ subject: 'The list of charges', name: 'charges' }),
};

/** An order number as people see it. */
function comparable(orderNo: unknown): string {
	return String(orderNo).normalize('NFC');
}
