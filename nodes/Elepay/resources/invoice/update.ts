import { UserError, type IDataObject } from 'n8n-workflow';

import { invoice } from '../../../api/objects/invoice';
import { currency } from '../../fields/currency';
import { entryOf, type Field } from '../../fields/field';
import { updateFields } from '../../fields/group';
import { metadata } from '../../fields/maps';
import { simplifyOff } from '../../fields/simplify';
import { isEmpty, wholeNumber } from '../../fields/values';
import type { Operation } from '../../run/operation';
import type { Row } from '../../run/row';
import { states } from '../states';
import { somethingToUpdate } from '../update';
import { amount, customerId, details, invoiceId, invoiceNamed, items } from './fields';
import { invoiceOf } from './look';

const optional = (field: Field): Field => ({ ...field, required: false });

/** Without the invoice's currency, "1,200" isn't read: it may be in another one than the row says. */
const newAmount: Field = { ...optional(amount), read: wholeNumber({ min: 1 }) };

/** POST /invoices/{invoiceId} takes the whole invoice anew, so what isn't changed is read before. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update invoice',
	description:
		'Change a draft. Enter Tax, Tax Rounding, and Auto Charge Time again if the invoice has them: an update without them removes them.',
	request: 'POST /invoices/{invoiceId}',
	fields: [
		invoiceId,
		updateFields(optional(customerId), newAmount, currency, ...details, metadata),
	],
	mapsColumns: true,
	settings: [simplifyOff],
	check: somethingToUpdate(invoiceId.name),
	subject: invoiceNamed,
	gives: invoice,
	perform: async (row) => {
		const body = changed(row, await invoiceOf(row, row.values.invoiceId));
		return [{ json: row.shown(await row.send({ ...row.call, body })) }];
	},
	effect: {
		one: 'invoice',
		many: 'invoices',
		done: 'updated',
		details: ({ invoiceNo }, { name }) => ({ id: name, invoiceNo }),
	},
	repeat: 'always',
	refusals: states('Invoice > Get'),
};

/** What an invoice and the body of an update have under the same name. */
const SAME = [
	'name',
	'memo',
	'remark',
	'amount',
	'currency',
	'invoiceTime',
	'expiryTime',
	'fields',
	'enableAutoCharge',
];

/** The whole of an invoice with a row's changes in it. */
function changed({ call, values }: Row, now: IDataObject): IDataObject {
	const { enableAutoCharge, autoChargeTime } = values;
	if (now.enableAutoCharge && enableAutoCharge === undefined && autoChargeTime === undefined) {
		throw new UserError(`${call.subject} has Auto Charge, and its time would be lost`, {
			description:
				'Add Auto Charge Time to Update Fields as it was. Without it, the money is taken as soon as the invoice is submitted; if that is right, add Auto Charge.',
		});
	}
	return {
		...filled(Object.fromEntries(SAME.map((name) => [name, now[name]]))),
		...filled({
			customerId: (now.customer as IDataObject | null)?.id,
			items: itemsOf(now),
			metadata: { ...(now.metadata as IDataObject), ...(values.metadata as IDataObject) },
		}),
		...Object.fromEntries(Object.entries(call.body ?? {}).filter(([name]) => name !== 'metadata')),
	};
}

/** Without the ID that elepay has given each of them. */
function itemsOf({ items: all }: IDataObject): IDataObject[] {
	return ((all ?? []) as IDataObject[]).map((item) =>
		filled(Object.fromEntries(entryOf(items).values.map(({ name }) => [name, item[name]]))),
	);
}

/** Without what is empty, which elepay may take for a value. */
function filled(values: IDataObject): IDataObject {
	const isFilled = (value: unknown) =>
		!isEmpty(value) && !(typeof value === 'object' && Object.keys(value as object).length === 0);
	return Object.fromEntries(Object.entries(values).filter(([, value]) => isFilled(value)));
}
