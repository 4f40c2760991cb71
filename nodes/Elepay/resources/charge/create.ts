import { UserError, type IDataObject } from 'n8n-workflow';

import { charge } from '../../../api/objects/charge';
import { PAYMENT_METHODS } from '../../../api/paymentMethods';
import { isObject } from '../../../api/objects/apiObject';
import { source } from '../../../api/objects/source';
import { amount } from '../../fields/amount';
import { currency } from '../../fields/currency';
import { customerId } from '../../fields/customerId';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { locationId } from '../../fields/locationId';
import { extra, metadata } from '../../fields/maps';
import { money } from '../../fields/money';
import { orderNo } from '../../fields/orderNo';
import { simplifyOff } from '../../fields/simplify';
import { sourceId } from '../../fields/sourceId';
import { text } from '../../fields/values';
import type { Operation } from '../../run/operation';
import type { Row } from '../../run/row';
import { taken } from '../taken';
import { mayHaveHappened } from '../outcome';
import { begin, findOwn } from '../own';

const sum: Field = { ...amount, read: money({ min: 1 }) };

const payer: Field = {
	...customerId,
	description: 'The customer whose saved payment method is charged, immediately and without asking',
};

const charged: Field = {
	...sourceId,
	description: 'The saved payment method to charge. It needs to be active.',
};

const token: Field = {
	displayName: 'Scanned Code',
	name: 'token',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	placeholder: 'e.g. 281006020000000000',
	description:
		"What a scanner read from the customer's app, instead of Customer and Saved Payment Method",
	read: text({ max: 255, singleLine: true }),
	isOwn: true,
};

const paymentMethod: Field = {
	displayName: 'Payment Method',
	name: 'paymentMethod',
	type: 'options',
	options: [
		{ name: 'Automatic', value: 'auto', description: 'Recognized from the scanned code' },
		...PAYMENT_METHODS,
	],
	default: 'auto',
	description:
		'How the customer pays with a scanned code. That of a saved payment method is known.',
};

const capture: Field = {
	displayName: 'Capture',
	name: 'capture',
	type: 'boolean',
	default: true,
	description:
		'Whether to take the money immediately. Otherwise it is only authorized (credit card, Apple Pay, Google Pay) until you capture it.',
};

const description: Field = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Membership, June',
	description: 'What the payment is for. Up to 1024 characters.',
	maxLength: 1024,
};

const clientIp: Field = {
	displayName: 'Client IP',
	name: 'clientIp',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.7',
	description: "The IP address of the customer's device. Up to 39 characters.",
	maxLength: 39,
};

/** POST /charges, for what needs nobody at a payment page: a stored source, or a scanned code. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create charge',
	description:
		"Charge a customer's saved payment method, or a code that a scanner has read. Takes money immediately.",
	request: 'POST /charges',
	fields: [
		sum,
		currency,
		orderNo,
		payer,
		charged,
		token,
		additionalFields(paymentMethod, capture, description, clientIp, locationId, extra, metadata),
	],
	mapsColumns: true,
	settings: [simplifyOff],
	check: oneWayToPay,
	subject: ({ orderNo: number }) => ({
		subject: `Order number '${String(number)}'`,
		name: String(number),
	}),
	unique: ({ orderNo: number }) => [number],
	gives: charge,
	perform: async (row) => {
		const body = await bodyOf(row);
		begin(row);
		return [{ json: row.shown(await row.send({ ...row.call, body })) }];
	},
	effect: {
		one: 'charge',
		many: 'charges',
		done: 'made',
		details: ({ id, amount: sum, status }, { name }) => ({
			orderNo: name,
			id,
			amount: sum,
			status,
		}),
	},
	repeat: 'never',
	look: chargeOfOrder,
	refusals: taken('charge'),
	retell: mayHaveHappened(
		({ name }) => `Order number '${name}' may still have been charged`,
		'Charge > Get Many',
	),
};

function oneWayToPay({ customerId: customer, sourceId: saved, token: scanned }: IDataObject): void {
	const isSaved = customer !== undefined && saved !== undefined;
	const isMixed = scanned !== undefined && (customer !== undefined || saved !== undefined);
	if (isMixed || (!isSaved && scanned === undefined)) {
		throw new UserError('Either Customer and Saved Payment Method, or Scanned Code is needed', {
			description:
				'Fill in Customer and Saved Payment Method, or Scanned Code for what a scanner has read. To let a customer pay on their own device, create an EasyQR code.',
		});
	}
}

async function bodyOf(row: Row): Promise<IDataObject> {
	const { token: scanned, customerId: customer, sourceId: saved, ...rest } = row.values;
	if (scanned !== undefined) {
		const { extra: settings, paymentMethod: method = 'auto' } = rest;
		return {
			...rest,
			paymentMethod: method,
			resource: 'cpm',
			extra: { ...(settings as IDataObject), token: scanned },
		};
	}
	const { paymentMethod: method, resource, status } = await sourceOf(row, customer, saved);
	if (status !== 'active') {
		throw new UserError(
			`Source '${String(saved)}' can't be charged: its status is ${String(status)}`,
			{
				description:
					'Only an active saved payment method can be charged. Choose another one, or have the customer save one with EasyQR Code > Register Payment Method.',
			},
		);
	}
	return { ...rest, customerId: customer, sourceId: saved, paymentMethod: method, resource };
}

async function sourceOf(row: Row, customer: unknown, saved: unknown): Promise<IDataObject> {
	const path = [customer, saved].map((id) => encodeURIComponent(String(id))).join('/sources/');
	return await row.send({
		method: 'GET',
		url: `/customers/${path}`,
		subject: `Source '${String(saved)}'`,
		name: String(saved),
		isExpected: (body) => isObject(body, source),
	});
}

/** The charge with the row's order number, if elepay has made it: a number is given once. */
async function chargeOfOrder(row: Row): Promise<IDataObject | undefined> {
	return await findOwn(
		row,
		'charges',
		{},
		({ orderNo: number, status }) =>
			number === row.values.orderNo &&
			// One that has come to nothing leaves its number to another
			!['revoked', 'failed'].includes(String(status)),
	);
}
