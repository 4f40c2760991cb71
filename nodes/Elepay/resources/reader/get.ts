import { reader } from '../../../api/objects/reader';
import type { Operation } from '../../run/operation';
import { readerId, readerNamed } from './fields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get reader',
	description: 'Get a card reader, and whether it is paired',
	request: 'GET /terminal/readers/{readerId}',
	fields: [readerId],
	subject: readerNamed,
	gives: reader,
	repeat: 'always',
};
