import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from '../../transport/operation';
import { perItem } from '../../transport/perItem';
import { isCode, type Code } from './code';
import { callToCode, codeIdLabels } from './codeId';
import { pictureOptions, withPicture } from './picture';

const getCode: Operation<Code> = {
	prepare(context, parameters) {
		pictureOptions(context, parameters);
		return callToCode(context, parameters);
	},

	isExpected: isCode,

	async toItems(context, code, parameters) {
		const simplify = parameters.read(context, 'simplify', false) === true;
		return [await withPicture(context, parameters, code, simplify ? paymentOf(code) : code)];
	},

	labels: codeIdLabels,

	repeatable: true,
};

/** A Code reduced to whether and how it was paid. */
function paymentOf(code: Code): IDataObject {
	const { id, status, orderNo, amount, currency, codeUrl } = code;
	const charge = (code.charge ?? {}) as IDataObject;
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

/** Get as it stands in the list of operations. */
export const get: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	action: 'Get EasyQR code',
	description: 'Retrieve an EasyQR code, and whether it was paid',
	routing: { request: { method: 'GET', url: '/codes' }, ...perItem(getCode) },
};
