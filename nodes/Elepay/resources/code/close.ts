import type { Operation } from '../../run/operation';
import { ended } from '../ended';
import { codeId, codeNamed } from './codeId';
import { refusals } from './refusals';

export const close: Operation = {
	...ended('closed', 'EasyQR code', 'EasyQR codes'),
	name: 'Close',
	value: 'close',
	action: 'Close EasyQR code',
	description: "Close an EasyQR code, so that it can't be paid any more",
	request: 'DELETE /codes/{codeId}',
	fields: [codeId],
	subject: codeNamed,
	refusals,
	retell(failure, { subject }, wasUncertain) {
		if (!wasUncertain || failure.body?.errorCode !== 'M006003') return failure;
		return failure.retold(
			`${subject} was paid or closed already, probably closed by an earlier try of this item whose answer got lost`,
			failure.description,
		);
	},
};
