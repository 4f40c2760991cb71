import { UserError, type IDataObject } from 'n8n-workflow';

import { isObject } from '../../../api/objects/apiObject';
import { charge, refundedAmount } from '../../../api/objects/charge';
import { REFERENCE, refund } from '../../../api/objects/refund';
import { inSentence } from '../../../api/words';
import { currency } from '../../fields/currency';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { notes } from '../../fields/maps';
import { simplifyOff } from '../../fields/simplify';
import { idIn, isEmpty, text, wholeNumber } from '../../fields/values';
import type { Operation } from '../../run/operation';
import type { Row } from '../../run/row';
import { chargeId } from '../charge/fields';
import { chargeRefusals } from '../charge/refusals';
import { checkNames, isMarked, marked } from '../own';
import { mayHaveHappened } from '../outcome';
import { refundsOf } from './look';
import { checkRefundable } from './refundable';

const fullRemainingAmount: Field = {
	displayName: 'Full Remaining Amount',
	name: 'fullRemainingAmount',
	type: 'boolean',
	default: false,
	description:
		'Whether to give back all that has not been given back yet, as it is at that moment. What is on its way counts as given back.',
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
		"Something that only this refund of the charge has, such as the row's own number, at most 255 bytes. It is kept with the refund: when the row runs again, the refund that exists is returned and no second one is made.",
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
		additionalFields(currency, reason, notes),
	],
	mapsColumns: true,
	settings: [simplifyOff],
	check({ amount: sum, fullRemainingAmount: isAll, ...values }) {
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
		checkNames(values, values.reference === undefined ? undefined : REFERENCE);
	},
	subject: ({ chargeId: id, reference: own }) => ({
		subject:
			own === undefined
				? `The refund of charge '${String(id)}'`
				: `The refund '${String(own)}' of charge '${String(id)}'`,
		name: own === undefined ? String(id) : `${String(own)} (${String(id)})`,
	}),
	// Without a reference, two refunds of a charge in one run may be meant
	unique: ({ chargeId: id, reference: own }) => [isEmpty(own) ? undefined : own, idIn(id)],
	gives: refund,
	// One after the other, so that each sees what the ones before have left
	perform: async (row) => {
		const made = await row.account.inLine(
			`refunds of ${String(row.values.chargeId)}`,
			async () => await refundOnce(row),
		);
		return [{ json: row.shown(made) }];
	},
	effect: {
		one: 'refund',
		many: 'refunds',
		done: 'made',
		details: ({ id, chargeId: paid, amount: sum }) => ({ id, chargeId: paid, amount: sum }),
	},
	repeat: 'never',
	look: ownRefund,
	refusals: chargeRefusals,
	retell: mayHaveHappened(
		({ subject }) => `${inSentence(subject)} may have been made`,
		'Refund > Get Many',
	),
};

/** Makes the refund of a row, unless there is one with its reference. */
async function refundOnce(row: Row): Promise<IDataObject> {
	const { reference: own, amount: asked, metadata, fullRemainingAmount: isAll } = row.values;
	const existing = own === undefined ? undefined : await ownRefund(row);
	if (existing) return sameOrRefused(row, existing);

	const paid = await chargeOf(row);
	const remaining = Number(paid.amount) - refundedAmount(paid);
	const sum = isAll ? remaining : Number(asked);
	await checkRefundable(row, paid, { sum, remaining });
	const body = {
		...row.call.body,
		amount: sum,
		// Otherwise elepay takes it for JPY
		currency: paid.currency,
		metadata:
			own === undefined
				? marked(row, metadata)
				: { ...(metadata as IDataObject), [REFERENCE]: own },
	};
	return await row.send({ ...row.call, body });
}

/** The refund of a row, if elepay has it already. */
async function ownRefund(row: Row): Promise<IDataObject | undefined> {
	const { reference: own } = row.values;
	const isOwn =
		own === undefined
			? isMarked(row)
			: ({ metadata }: IDataObject) => ((metadata ?? {}) as IDataObject)[REFERENCE] === String(own);
	return (await refundsOf(row)).find(isOwn);
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
