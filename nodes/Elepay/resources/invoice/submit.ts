import { invoice } from '../../../api/objects/invoice';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { mayHaveHappened } from '../outcome';
import { states } from '../states';
import { invoiceId, invoiceNamed } from './fields';
import { submitted } from './look';

export const submit: Operation = {
	name: 'Submit',
	value: 'submit',
	action: 'Submit invoice',
	description:
		'Make a draft final so it can be paid. It can no longer be changed, and Auto Charge takes the money.',
	request: 'POST /invoices/{invoiceId}/submit',
	fields: [invoiceId],
	settings: [simplifyOff],
	subject: invoiceNamed,
	gives: invoice,
	effect: {
		one: 'invoice',
		many: 'invoices',
		done: 'submitted',
		details: ({ invoiceNo }, { name }) => ({ id: name, invoiceNo }),
	},
	repeat: 'never',
	look: async (row) => await submitted(row.values.invoiceId)(row),
	refusals: states('Invoice > Get'),
	retell: mayHaveHappened(
		({ name }) => `Invoice '${name}' may still have been submitted`,
		'Invoice > Get',
	),
};
