import type { FastifyInstance } from 'fastify';

import type { Charge } from '../elepay/charge/charge';
import { type CodeRecord, showCode } from '../elepay/code/code';
import { type Dispute, openDispute, resolveDispute } from '../elepay/dispute/dispute';
import { ApiError } from '../elepay/errors';
import { type InvoiceRecord, showInvoice } from '../elepay/invoice/invoice';
import { activateReader, type Reader } from '../elepay/reader/reader';
import { createRefund } from '../elepay/refund/refund';
import { activateSource, failSource, inactivateSource, type Source } from '../elepay/source/source';
import { completeCode, payInvoice, startPayment } from '../world/checkout';
import { markMismatched, markNotified, markWaiting } from '../world/counter';
import { failPayment, finishPayment, settleRefund } from '../world/payments';
import type { Store } from '../world/store';
import type { SandboxContext } from './context';
import { AMOUNT_BODY, DISPUTE_BODY, PAY_BODY, RESOLVE_BODY } from './schema';

/** How the objects of a kind are found and shown. */
interface Kind<T> {
	name: string;
	in(store: Store): ReadonlyMap<string, T>;
	show(object: T): object;
}

const asItIs = <T extends object>(object: T) => object;

/**
 * What others do to the merchant's objects: the customer, the provider, the bank, whoever sets up a
 * card terminal. Objects of both modes are found by their id.
 */
export function addPlayRoutes(app: FastifyInstance, context: SandboxContext): void {
	const { state } = context;

	/** Opens `POST /_sandbox/<kind>/{id}/<action>`, which answers what has become of the object. */
	function play<T, Fields = object>(
		kind: Kind<T>,
		action: string,
		act: (object: T, fields: Partial<Fields>) => unknown,
		body?: object,
	): void {
		app.post<{ Params: { id: string }; Body: Partial<Fields> | null }>(
			`/_sandbox/${kind.name}/:id/${action}`,
			{ schema: body ? { body } : {} },
			(request, reply) => {
				const { id } = request.params;
				const object = kind.in(state.test).get(id) ?? kind.in(state.live).get(id);
				if (object === undefined) throw new ApiError('M002003', 'id');
				// Events are on their way; nobody waits for who receives them.
				void act(object, request.body ?? {});
				return reply.send(kind.show(object));
			},
		);
	}

	const codes: Kind<CodeRecord> = {
		name: 'codes',
		in: (store) => store.codes,
		show: (code) => showCode(context, code),
	};

	type Method = { paymentMethod: string };

	play<CodeRecord, Method>(
		codes,
		'start',
		(code, { paymentMethod }) => startPayment(context, code, paymentMethod),
		PAY_BODY,
	);
	play<CodeRecord, Method>(
		codes,
		'pay',
		(code, { paymentMethod }) => completeCode(context, code, paymentMethod),
		PAY_BODY,
	);
	play<CodeRecord, { amount: number }>(
		codes,
		'refund',
		({ charge }, { amount }) => {
			if (!charge) throw new ApiError('M006000', 'id');
			const left = charge.amount - charge.refunds.amount;
			const fields = { amount: amount ?? left, currency: charge.currency };
			return settleRefund(context, charge, createRefund(context, charge, fields));
		},
		AMOUNT_BODY,
	);
	app.get('/_sandbox/codes', (_request, reply) => {
		const list = state.codes().map(codes.show);
		return reply.send({ total: list.length, codes: list });
	});
	app.delete('/_sandbox/codes', (_request, reply) => {
		state.reset();
		return reply.code(204).send();
	});

	const invoices: Kind<InvoiceRecord> = {
		name: 'invoices',
		in: (store) => store.invoices,
		show: (invoice) => ({
			...showInvoice(context, invoice),
			url: `${context.url}/invoice/${invoice.id}`,
			codeId: invoice.code?.id ?? null,
			sends: invoice.sends,
		}),
	};
	play<InvoiceRecord, Method>(
		invoices,
		'pay',
		(invoice, { paymentMethod }) => payInvoice(context, invoice, paymentMethod),
		PAY_BODY,
	);
	app.get('/_sandbox/invoices', (_request, reply) => {
		const all = [...state.test.invoices.values(), ...state.live.invoices.values()];
		return reply.send({ total: all.length, invoices: all.map(invoices.show) });
	});

	const charges: Kind<Charge> = { name: 'charges', in: (store) => store.charges, show: asItIs };
	play(charges, 'pay', (charge) => finishPayment(context, charge));
	play(charges, 'fail', (charge) => failPayment(charge));
	play(charges, 'wait', (charge) => markWaiting(context, charge));
	play(charges, 'notify', (charge) => markNotified(context, charge));
	play(
		charges,
		'mismatch',
		(charge, { amount }: { amount?: number }) => markMismatched(context, charge, amount),
		AMOUNT_BODY,
	);
	play(
		charges,
		'dispute',
		(charge, fields: { amount?: number; reason?: string }) => openDispute(context, charge, fields),
		DISPUTE_BODY,
	);

	const disputes: Kind<Dispute> = {
		name: 'disputes',
		in: (store) => store.disputes,
		show: asItIs,
	};
	play(
		disputes,
		'resolve',
		(dispute, { status = 'won' }: { status?: 'won' | 'lost' }) =>
			resolveDispute(context, dispute, status),
		RESOLVE_BODY,
	);

	const sources: Kind<Source> = { name: 'sources', in: (store) => store.sources, show: asItIs };
	play(sources, 'activate', (source) => activateSource(context, source));
	play(sources, 'fail', (source) => failSource(source));
	play(sources, 'inactivate', (source) => inactivateSource(context, source));

	const readers: Kind<Reader> = { name: 'readers', in: (store) => store.readers, show: asItIs };
	play(readers, 'activate', (reader) => activateReader(context, reader));
}
