import type { Operation } from '../../run/operation';
import { ended } from '../ended';
import { codeId, codeNamed, perhapsOrderNo } from './codeId';
import { refusals } from './refusals';

export const close: Operation = {
	...ended('closed', 'EasyQR code', 'EasyQR codes'),
	name: 'Close',
	value: 'close',
	action: 'Close EasyQR code',
	description: 'Close an EasyQR code so it can no longer be paid',
	request: 'DELETE /codes/{codeId}',
	fields: [codeId],
	subject: codeNamed,
	refusals,
	retell(failure, call, wasUncertain) {
		if (!wasUncertain || failure.body?.errorCode !== 'M006003')
			return perhapsOrderNo(failure, call);
		return failure.retold(
			`${call.subject} has already been paid or closed, probably by an earlier try of this row whose response was lost`,
			failure.description,
		);
	},
};
