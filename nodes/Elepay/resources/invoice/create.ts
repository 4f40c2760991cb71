import { invoice } from '../../../api/objects/invoice';
import { currency } from '../../fields/currency';
import { additionalFields } from '../../fields/group';
import { notes } from '../../fields/maps';
import { simplifyOff } from '../../fields/simplify';
import type { Call, Operation } from '../../run/operation';
import type { Row } from '../../run/row';
import { mayHaveHappened } from '../outcome';
import { begin, checkNames, marked } from '../own';
import { amount, customerId, details, newInvoiceNamed } from './fields';
import { ownInvoice } from './look';

/** The fields of an invoice that is made. */
export const newInvoice = [customerId, amount, currency, additionalFields(...details, notes)];

/** The call that makes a row's invoice, with the row's key in it, by which it is found again. */
export function creationOf(row: Row): Call {
	begin(row);
	const body = { ...row.call.body, metadata: marked(row, row.values.metadata) };
	return { ...row.call, body, look: ownInvoice };
}

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create invoice',
	description: "Create an invoice as a draft. It can't be paid until it is submitted.",
	request: 'POST /invoices',
	fields: newInvoice,
	mapsColumns: true,
	settings: [simplifyOff],
	check: (values) => checkNames(values),
	subject: newInvoiceNamed,
	gives: invoice,
	perform: async (row) => [{ json: row.shown(await row.send(creationOf(row))) }],
	effect: {
		one: 'invoice',
		many: 'invoices',
		done: 'created',
		details: ({ id, invoiceNo }, { name }) => ({ name, id, invoiceNo }),
	},
	repeat: 'never',
	look: ownInvoice,
	retell: mayHaveHappened(
		({ name }) => `The invoice ${name} may still have been created`,
		'Invoice > Get Many',
	),
};
