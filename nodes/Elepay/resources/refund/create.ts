import { randomUUID } from 'crypto';

import { UserError, type IDataObject } from 'n8n-workflow';

import { isObject } from '../../../api/objects/apiObject';
import { charge, refundedAmount } from '../../../api/objects/charge';
import { refund } from '../../../api/objects/refund';
import { inSentence } from '../../../api/words';
import { currency } from '../../fields/currency';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { metadata } from '../../fields/maps';
import { isEmpty, text, wholeNumber } from '../../fields/values';
import type { Operation } from '../../run/operation';
import type { Row } from '../../run/row';
import { chargeId } from '../charge/fields';
import { mayHaveHappened } from '../outcome';
import { refundsOf } from './look';
import { checkRefundable } from './refundable';

/** The names under which a refund's metadata keep by what it is found again. */
const REFERENCE = 'reference';
const KEY = 'n8nKey';

const fullRemainingAmount: Field = {
	displayName: 'Full Remaining Amount',
	name: 'fullRemainingAmount',
	type: 'boolean',
	default: false,
	description:
		'Whether to give back all that has not been given back yet, as elepay has it at that moment',
	isOwn: true,
};

const amount: Field = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	displayOptions: { show: { fullRemainingAmount: [false] } },
	default: '',
	placeholder: 'e.g. 1200',
	description: 'How much the customer gets back, in digits only',
	read: wholeNumber({ min: 1 }),
};

const reference: Field = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. row 17',
	description:
		"Something that only this refund of the charge has, such as the row's own number. It is kept with the refund: when the row runs again, the refund that exists is returned and no second one is made.",
	read: text({ maxBytes: 255, singleLine: true }),
	isOwn: true,
};

const reason: Field = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Out of stock',
	description: 'Why the money goes back, at most 255 characters',
	maxLength: 255,
};

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create refund',
	description: 'Give a payment back, in full or in part. Moves money and is final.',
	request: 'POST /charges/{chargeId}/refunds',
	fields: [
		chargeId,
		fullRemainingAmount,
		amount,
		reference,
		additionalFields(currency, reason, metadata),
	],
	mapsColumns: true,
	check({ amount: sum, fullRemainingAmount: isAll, metadata: notes, reference: own }) {
		if (isAll && sum !== undefined) {
			throw new UserError('Amount and Full Remaining Amount are both given', {
				description: 'Leave one of them empty: either a sum goes back, or all that remains.',
			});
		}
		if (!isAll && sum === undefined) {
			throw new UserError('Amount is empty', {
				description:
					'Fill in Amount (the property "amount" of elepay), or turn on Full Remaining Amount. The cell may be empty, or its expression gives nothing for this row.',
			});
		}
		const names = Object.keys((notes ?? {}) as IDataObject);
		if (names.includes(KEY) || (own !== undefined && names.includes(REFERENCE))) {
			throw new UserError('Metadata has a name that Reference needs', {
				description: `Rename "${names.includes(KEY) ? KEY : REFERENCE}" in Metadata: a refund is found again by it.`,
			});
		}
		if (names.length > 19) {
			throw new UserError('Metadata has too many entries for a refund', {
				description: 'Leave at most 19 entries in it: elepay takes 20, and one is for Reference.',
			});
		}
	},
	subject: ({ chargeId: id, reference: own }) => ({
		subject:
			own === undefined
				? `The refund of charge '${String(id)}'`
				: `The refund '${String(own)}' of charge '${String(id)}'`,
		name: own === undefined ? String(id) : `${String(own)} (${String(id)})`,
	}),
	// Without a reference, two refunds of a charge in one run may be meant
	unique: ({ chargeId: id, reference: own }) => [isEmpty(own) ? undefined : own, id],
	gives: refund,
	perform: async (row) => [{ json: await refundOnce(row) }],
	effect: {
		one: 'refund',
		many: 'refunds',
		done: 'made',
		details: ({ id, chargeId: paid, amount: sum }) => ({ id, chargeId: paid, amount: sum }),
	},
	repeat: 'never',
	look: async (row) => (await refundsOf(row)).find(isOf(row)),
	retell: mayHaveHappened(
		({ subject }) => `${inSentence(subject)} may have been made`,
		'Refund > Get Many',
	),
};

/** Makes the refund of a row, unless there is one with its reference. */
async function refundOnce(row: Row): Promise<IDataObject> {
	const { reference: own, amount: asked, metadata: notes, fullRemainingAmount: isAll } = row.values;
	const existing = own === undefined ? undefined : (await refundsOf(row)).find(isOf(row));
	if (existing) return sameOrRefused(row, existing);

	const paid = await chargeOf(row);
	const remaining = Number(paid.amount) - refundedAmount(paid);
	const sum = isAll ? remaining : Number(asked);
	await checkRefundable(row, paid, { sum, remaining });
	const mark = own === undefined ? { [KEY]: keyOf(row) } : { [REFERENCE]: own };
	const body = {
		...row.call.body,
		amount: sum,
		metadata: { ...(notes as IDataObject), ...mark },
	};
	return await row.send({ ...row.call, body });
}

/** A row that asks for another sum than the refund with its reference isn't the same row. */
function sameOrRefused({ values, call }: Row, existing: IDataObject): IDataObject {
	if (values.amount === undefined || values.amount === existing.amount) return existing;
	throw new UserError(
		`${call.subject} exists already, but over ${String(existing.amount)} instead of ${String(values.amount)}`,
		{
			description:
				"Give this refund a reference of its own if it is another one. A refund can't be changed.",
		},
	);
}

async function chargeOf(row: Row): Promise<IDataObject> {
	const id = String(row.values.chargeId);
	return await row.send({
		method: 'GET',
		url: `/charges/${encodeURIComponent(id)}`,
		subject: `Charge '${id}'`,
		name: id,
		isExpected: (body) => isObject(body, charge),
	});
}

/** By what the refund of a row without a reference is found again, also in a further try of the node. */
function keyOf({ memory }: Row): string {
	memory.key ??= randomUUID();
	return String(memory.key);
}

/** Whether a refund is the row's own. */
function isOf(row: Row): (refund: IDataObject) => boolean {
	const { reference: own } = row.values;
	return ({ metadata: notes }) => {
		const { [REFERENCE]: given, [KEY]: key } = (notes ?? {}) as IDataObject;
		return own === undefined ? key === keyOf(row) : given === own;
	};
}
