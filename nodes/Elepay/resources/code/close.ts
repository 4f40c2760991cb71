import type { Operation } from '../../run/operation';
import { codeId, codeNamed } from './codeId';
import { refusals } from './refusals';

export const close: Operation = {
	name: 'Close',
	value: 'close',
	action: 'Close EasyQR code',
	description: "Close an EasyQR code, so that it can't be paid any more",
	request: 'DELETE /codes/{codeId}',
	fields: [codeId],
	subject: codeNamed,
	gives: { properties: { id: 'text', closed: 'flag' }, sure: ['id'] },
	isExpected: (body) => body === undefined || body === null || body === '',
	perform: async (row) => {
		await row.send();
		return [{ json: { id: row.call.name, closed: true } }];
	},
	effect: {
		one: 'EasyQR code',
		many: 'EasyQR codes',
		done: 'closed',
		details: (_answer, { name }) => ({ id: name }),
	},
	repeat: 'always',
	refusals,
	retell(failure, { subject }, wasUncertain) {
		if (!wasUncertain || failure.body?.errorCode !== 'M006003') return failure;
		return failure.retold(
			`${subject} was paid or closed already, probably closed by an earlier try of this item whose answer got lost`,
			failure.description,
		);
	},
};
