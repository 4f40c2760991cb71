import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../api/failure';
import { invoice } from '../../../api/objects/invoice';
import { simplifyOff } from '../../fields/simplify';
import type { Call, Operation } from '../../run/operation';
import type { Row } from '../../run/row';
import { checkNames } from '../own';
import { states } from '../states';
import { creationOf, newInvoice } from './create';
import { invoiceNamed, newInvoiceNamed } from './fields';
import { invoiceOf, sent, submitted } from './look';

/** What is done for an invoice, one after the other. */
type Step = 'create' | 'submit' | 'send';

export const createAndSend: Operation = {
	name: 'Create and Send',
	value: 'createAndSend',
	action: 'Create and send invoice',
	description:
		"Create an invoice, submit it so it can be paid, and have elepay send it to the customer. With Auto Charge, it takes the customer's money.",
	request: 'POST /invoices',
	fields: newInvoice,
	mapsColumns: true,
	settings: [simplifyOff],
	check: (values) => checkNames(values),
	subject: newInvoiceNamed,
	gives: invoice,
	perform: async (row) => [{ json: row.shown(await createdAndSent(row)) }],
	effect: {
		one: 'invoice',
		many: 'invoices',
		done: 'created',
		unknown: "It's unclear how far these have come",
		details: ({ id, invoiceNo, status }) => ({ id, invoiceNo, status }),
	},
	repeat: 'never',
	refusals: states('Invoice > Get'),
	retell: (failure, call, wasUncertain) => stoppedAt(stepOf(call), failure, call, wasUncertain),
};

async function createdAndSent(row: Row): Promise<IDataObject> {
	const { id } = await once(row, 'create', () => creationOf(row));
	const ready = await once(row, 'submit', () => stepCall('submit', id, submitted(id)));
	// Auto Charge may have been faster
	if (ready.status === 'paid') return ready;
	return await once(row, 'send', () => stepCall('send', id, sent(id))).catch(
		async (failure: unknown) => {
			const now = await invoiceOf(row, id).catch(() => undefined);
			if (now?.status === 'paid') return now;
			throw failure;
		},
	);
}

/** Takes a step, unless an earlier try of the node has. */
async function once(row: Row, step: Step, call: () => Call): Promise<IDataObject> {
	row.memory[step] ??= await row.send(call());
	return row.memory[step] as IDataObject;
}

function stepCall(step: Step, id: unknown, look: Call['look']): Call {
	const named = invoiceNamed({ invoiceId: String(id) });
	return {
		method: 'POST',
		url: `/invoices/${encodeURIComponent(String(id))}/${step}`,
		...named,
		look,
	};
}

function stepOf({ url }: Call): Step {
	const last = url.split('/').at(-1);
	return last === 'submit' || last === 'send' ? last : 'create';
}

/** How far an invoice has come that isn't sent, and whether its step may have been taken. */
const REACHED: Record<Step, (name: string, isUncertain: boolean) => string> = {
	create: (name) => `The invoice ${name} may still have been created`,
	submit: (name, isUncertain) =>
		isUncertain
			? `Invoice '${name}' exists, and may have been submitted`
			: `Invoice '${name}' exists, but only as a draft`,
	send: (name, isUncertain) =>
		isUncertain
			? `Invoice '${name}' is submitted, and may have been sent`
			: `Invoice '${name}' is submitted, but not sent`,
};

function stoppedAt(step: Step, failure: Failure, { name }: Call, isUncertain: boolean): Failure {
	if (step === 'create' && !isUncertain) return failure;
	const advice = isUncertain
		? "The node looked for it and saw no sign of it yet, and doesn't send it twice. Check with Invoice > Get Many in a few minutes"
		: `Continue with Invoice > ${step === 'submit' ? 'Submit, then Send' : 'Send'}`;
	return failure.retold(
		`${failure.message}. ${REACHED[step](name, isUncertain)}`,
		`${advice}, and don't run this row again if the invoice exists: it would get a second one. ${failure.description}`,
	);
}
