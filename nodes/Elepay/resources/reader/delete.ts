import type { Operation } from '../../run/operation';
import { deleted } from '../ended';
import { readerId, readerNamed } from './fields';

export const deleteReader: Operation = {
	...deleted('reader', 'readers'),
	action: 'Delete reader',
	description:
		'Delete a card reader. Final: to be used again, it has to be created and paired anew.',
	request: 'DELETE /terminal/readers/{readerId}',
	fields: [readerId],
	subject: readerNamed,
};
