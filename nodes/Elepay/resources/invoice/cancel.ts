import { invoice } from '../../../api/objects/invoice';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { mayHaveHappened } from '../outcome';
import { states } from '../states';
import { invoiceId, invoiceNamed } from './fields';
import { cancelled } from './look';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel invoice',
	description: "End an invoice that hasn't been paid. Final: it can no longer be paid.",
	request: 'POST /invoices/{invoiceId}/cancel',
	fields: [invoiceId],
	settings: [simplifyOff],
	subject: invoiceNamed,
	gives: invoice,
	effect: {
		one: 'invoice',
		many: 'invoices',
		done: 'cancelled',
		details: ({ invoiceNo }, { name }) => ({ id: name, invoiceNo }),
	},
	repeat: 'never',
	look: async (row) => await cancelled(row.values.invoiceId)(row),
	refusals: states('Invoice > Get'),
	retell: mayHaveHappened(
		({ name }) => `Invoice '${name}' may still have been cancelled`,
		'Invoice > Get',
	),
};
