import { payment, type Code } from '../../../api/objects/code';
import type { Operation } from '../../run/operation';
import { simplifyOff } from '../../fields/simplify';
import { codeId, codeNamed, perhapsOrderNo } from './codeId';
import { pictureSettings, withPicture } from './picture';
import { refusals } from './refusals';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get EasyQR code',
	description: 'Get an EasyQR code and see whether it has been paid',
	request: 'GET /codes/{codeId}',
	fields: [codeId],
	settings: [...pictureSettings, simplifyOff],
	subject: codeNamed,
	gives: payment,
	perform: async (row) => {
		const answer = await row.send<Code>();
		return [await withPicture(row, answer)];
	},
	repeat: 'always',
	refusals,
	retell: perhapsOrderNo,
};
