import { invoice } from '../../../api/objects/invoice';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { mayHaveHappened } from '../outcome';
import { begin } from '../own';
import { states } from '../states';
import { invoiceId, invoiceNamed } from './fields';
import { sent } from './look';

export const send: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send invoice',
	description: 'Have elepay send a submitted invoice to its customer, again if it was sent before',
	request: 'POST /invoices/{invoiceId}/send',
	fields: [invoiceId],
	settings: [simplifyOff],
	subject: invoiceNamed,
	gives: invoice,
	perform: async (row) => {
		begin(row);
		return [{ json: row.shown(await row.send()) }];
	},
	effect: {
		one: 'invoice',
		many: 'invoices',
		done: 'sent',
		details: ({ invoiceNo }, { name }) => ({ id: name, invoiceNo }),
	},
	repeat: 'never',
	look: async (row) => await sent(row.values.invoiceId)(row),
	refusals: states('Invoice > Get'),
	retell: mayHaveHappened(
		({ name }) => `Invoice '${name}' may still have been sent`,
		'Invoice > Get',
	),
};
