import { byCreation } from '../../world/collection';
import type { World } from '../../world/world';
import type { ApiRequest, Calls } from '../call';
import { search } from '../keyword';
import { named } from '../named';
import { isOneOf, isWithin, type PageQuery, pageOf, type PeriodQuery } from '../paging';
import {
	cancelInvoice,
	createInvoice,
	expireIfDue,
	type InvoiceRecord,
	type InvoiceRequest,
	sendInvoice,
	showInvoice,
	submitInvoice,
	updateInvoice,
} from './invoice';
import { INVOICE, INVOICES_QUERY } from './schema';

interface InvoicesQuery extends PageQuery, PeriodQuery {
	keyword: string;
	status?: string | string[];
}

const invoiceOf = ({ store, params }: ApiRequest) => named(store.invoices, params, 'invoiceId');

function list({ world, store, query }: ApiRequest<unknown, InvoicesQuery>) {
	const isFound = search(query.keyword);
	const isStatus = isOneOf(query.status);
	const isInPeriod = isWithin(query);
	const { total, page } = pageOf(store.invoices.oldestFirst(byCreation), query, (invoice) => {
		expireIfDue(world, invoice);
		const { createTime, status, invoiceNo, name, customer } = invoice;
		return (
			isInPeriod(createTime) &&
			isStatus(status) &&
			isFound(invoiceNo, name, customer.name, customer.email)
		);
	});
	return { total, invoices: page.map((invoice) => showInvoice(world, invoice)) };
}

/** Takes an invoice from one state to another and shows what has become of it. */
const move =
	(step: (world: World, invoice: InvoiceRecord) => InvoiceRecord) => (request: ApiRequest) =>
		showInvoice(request.world, step(request.world, invoiceOf(request)));

export const INVOICE_CALLS = {
	'GET /invoices': { query: INVOICES_QUERY, status: 200, answer: list },
	'POST /invoices': {
		body: INVOICE,
		status: 200,
		answer: ({ world, store, body }: ApiRequest<InvoiceRequest>) =>
			showInvoice(world, createInvoice(world, store, body)),
	},
	'GET /invoices/{invoiceId}': {
		status: 200,
		answer: (request: ApiRequest) => showInvoice(request.world, invoiceOf(request)),
	},
	'POST /invoices/{invoiceId}': {
		body: INVOICE,
		status: 200,
		answer(request: ApiRequest<InvoiceRequest>) {
			const { world, store, body } = request;
			return showInvoice(world, updateInvoice(world, store, invoiceOf(request), body));
		},
	},
	'POST /invoices/{invoiceId}/submit': { status: 200, answer: move(submitInvoice) },
	'POST /invoices/{invoiceId}/send': { status: 202, answer: move(sendInvoice) },
	'POST /invoices/{invoiceId}/cancel': { status: 200, answer: move(cancelInvoice) },
} satisfies Calls;
