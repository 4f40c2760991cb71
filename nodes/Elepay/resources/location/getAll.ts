import { location } from '../../../api/objects/location';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

export const getAll: Operation = {
	...getMany(location, 'locations', 'pages'),
	action: 'Get many locations',
	description: 'List the stores',
	request: 'GET /locations',
	fields: [],
	subject: () => ({ subject: 'The list of locations', name: 'locations' }),
};
