import type { INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from '../../transport/operation';
import { perItem } from '../../transport/perItem';
import { callToCode, codeIdLabels } from './codeId';

const closeCode: Operation<unknown> = {
	prepare: callToCode,

	isExpected: (body): body is unknown => body === undefined || body === null || body === '',

	async toItems(_context, _answer, _parameters, { name: id }) {
		return [{ json: { id, closed: true } }];
	},

	labels: codeIdLabels,

	effect: 'EasyQR codes had been closed',

	repeatable: true,

	retell(failure, { subject }, wasUncertain) {
		if (!wasUncertain || failure.body?.errorCode !== 'M006003') return failure;
		return failure.retold(
			`${subject} was paid or closed already, probably closed by an earlier try of this item whose answer got lost`,
			failure.description,
		);
	},
};

/** Close as it stands in the list of operations. */
export const close: INodePropertyOptions = {
	name: 'Close',
	value: 'close',
	action: 'Close EasyQR code',
	description: "Close an EasyQR code, so that it can't be paid any more",
	routing: { request: { method: 'DELETE', url: '/codes' }, ...perItem(closeCode) },
};
