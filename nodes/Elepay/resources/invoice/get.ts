import { invoice } from '../../../api/objects/invoice';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { invoiceId, invoiceNamed } from './fields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get invoice',
	description: 'Get an invoice and see whether it has been paid',
	request: 'GET /invoices/{invoiceId}',
	fields: [invoiceId],
	settings: [simplifyOff],
	subject: invoiceNamed,
	gives: invoice,
	repeat: 'always',
};
