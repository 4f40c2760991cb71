import { reader } from '../../../api/objects/reader';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

export const getAll: Operation = {
	...getMany(reader, 'readers', 'pages'),
	action: 'Get many readers',
	description: 'List the card readers',
	request: 'GET /terminal/readers',
	fields: [],
	subject: () => ({ subject: 'The list of readers', name: 'readers' }),
};
