import type { IDataObject } from 'n8n-workflow';

import { subscription } from '../../../api/objects/subscription';
import { currency } from '../../fields/currency';
import { customerId } from '../../fields/customerId';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { notes } from '../../fields/maps';
import { money } from '../../fields/money';
import { simplifyOff } from '../../fields/simplify';
import { time } from '../../fields/values';
import type { Operation } from '../../run/operation';
import type { Row } from '../../run/row';
import { mayHaveHappened } from '../outcome';
import { begin, checkNames, findOwn, isMarked, marked } from '../own';

const payer: Field = {
	...customerId,
	required: true,
	description:
		'The customer who pays. They need an active saved payment method, which elepay charges.',
};

const amount: Field = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1200',
	description: "How much is charged for each period, e.g. 1200. It can't be changed later.",
	read: money({ min: 1 }),
};

const interval: Field = {
	displayName: 'Interval',
	name: 'interval',
	type: 'options',
	options: [
		{ name: 'Day', value: 'day' },
		{ name: 'Month', value: 'month' },
		{ name: 'Week', value: 'week' },
		{ name: 'Year', value: 'year' },
	],
	required: true,
	default: 'month',
	description: "How long a period is. It can't be changed later.",
};

const intervalSpan: Field = {
	displayName: 'Every',
	name: 'intervalSpan',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'How many intervals make a period. With Month, 3 means every three months.',
};

const name: Field = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Membership',
	description: 'What the subscription is for. Up to 20 characters.',
	maxLength: 20,
};

const initialAmount: Field = {
	displayName: 'Initial Amount',
	name: 'initialAmount',
	type: 'string',
	default: '',
	placeholder: 'e.g. 3000',
	description: 'How much is charged once, before the first period, e.g. 3000',
	read: money({ min: 1 }),
};

const firstChargeTime: Field = {
	displayName: 'First Charge',
	name: 'firstChargeTime',
	type: 'dateTime',
	default: '',
	description:
		'When the first period is charged, in the time zone of the workflow. If this is empty, when the subscription is started.',
	read: time(),
};

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create subscription',
	description:
		"Create a subscription, which charges a customer regularly once it is started. May take Initial Amount. elepay doesn't return name, amount, and interval later: save what you need of them in Metadata.",
	request: 'POST /subscriptions',
	fields: [
		payer,
		amount,
		currency,
		interval,
		additionalFields(name, intervalSpan, initialAmount, firstChargeTime, notes),
	],
	mapsColumns: true,
	settings: [simplifyOff],
	check: (values) => checkNames(values),
	subject: ({ customerId: customer, name: title }) => ({
		subject: `The subscription of customer '${String(customer)}'`,
		name: title === undefined ? String(customer) : `${String(title)} (${String(customer)})`,
	}),
	gives: subscription,
	perform: async (row) => {
		begin(row);
		const body = { ...row.call.body, metadata: marked(row, row.values.metadata) };
		return [{ json: row.shown(await row.send({ ...row.call, body })) }];
	},
	effect: {
		one: 'subscription',
		many: 'subscriptions',
		done: 'created',
		details: ({ id }, { name: title }) => ({ name: title, id }),
	},
	repeat: 'never',
	look: ownSubscription,
	retell: mayHaveHappened(
		({ name: title }) => `The subscription ${title} may still have been created`,
		'Subscription > Get Many',
	),
};

async function ownSubscription(row: Row): Promise<IDataObject | undefined> {
	const { customerId: customer } = row.values;
	return await findOwn(row, 'subscriptions', { customerId: customer }, isMarked(row));
}
