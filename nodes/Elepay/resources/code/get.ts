import type { IDataObject } from 'n8n-workflow';

import { code, type Code } from '../../../api/objects/code';
import type { Operation } from '../../run/operation';
import { simplifyOff } from '../../fields/simplify';
import { codeId, codeNamed } from './codeId';
import { pictureOptions, withPicture } from './picture';
import { refusals } from './refusals';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get EasyQR code',
	description: 'Retrieve an EasyQR code, and whether it was paid',
	request: 'GET /codes/{codeId}',
	fields: [codeId],
	settings: [simplifyOff],
	options: pictureOptions,
	subject: codeNamed,
	gives: code,
	simplify: paymentOf,
	perform: async (row) => {
		const answer = await row.send<Code>();
		return [await withPicture(row, answer)];
	},
	repeat: 'always',
	refusals,
};

/** A code reduced to whether and how it was paid. */
function paymentOf({ id, status, orderNo, amount, currency, codeUrl, ...rest }: IDataObject) {
	const charge = (rest.charge ?? {}) as IDataObject;
	return {
		id,
		status,
		paid: status === 'captured',
		orderNo,
		amount,
		currency,
		codeUrl,
		chargeId: charge.id ?? null,
		paymentMethod: charge.paymentMethod ?? null,
		paidTime: charge.paidTime ?? null,
	};
}
