import { UserError, type IDataObject } from 'n8n-workflow';

import { isObject } from '../../../api/objects/apiObject';
import { charge, refundedAmount } from '../../../api/objects/charge';
import { REFERENCE, refund } from '../../../api/objects/refund';
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
		"Whether to refund everything that hasn't been refunded yet. Refunds in progress count as refunded.",
	isOwn: true,
};

const amount: Field = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	displayOptions: { show: { fullRemainingAmount: [false] } },
	default: '',
	placeholder: 'e.g. 1200',
	description: 'How much the customer gets back, in digits only, e.g. 1200',
	read: wholeNumber({ min: 1 }),
	// Never a name such as 金額, which may be what was paid
	columns: ['返金額', '返金金額', 'Refund Amount'],
};

const reference: Field = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. row 17',
	description:
		"Something that only this refund of the charge has, such as the row's own number. Up to 255 bytes. It is saved with the refund: when the row runs again, the existing refund is returned instead of a second one being made.",
	read: text({ maxBytes: 255, singleLine: true }),
	isOwn: true,
};

const reason: Field = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Out of stock',
	description: 'Why the payment is refunded. Up to 255 characters.',
	maxLength: 255,
	columns: ['返金理由', '理由'],
};

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create refund',
	description: 'Refund a payment, in full or in part. Moves money and is final.',
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
			throw new UserError('Amount and Full Remaining Amount are both filled in', {
				description: 'Keep only one of them: either an amount is refunded, or all that remains.',
			});
		}
		if (!isAll && sum === undefined) {
			throw new UserError('Amount is empty', {
				description:
					'Fill in Amount, or turn on Full Remaining Amount. The cell may be empty, or its expression gives nothing for this row.',
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
		({ subject }) => `${subject} may still have been made`,
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
		`${call.subject} already exists, but its amount is ${String(existing.amount)} instead of ${String(values.amount)}`,
		{
			description:
				"Use a different reference if this is another refund. A refund can't be changed.",
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
