import { terminalLocation } from '../../../api/objects/terminalLocation';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';

export const getAllLocations: Operation = {
	...getMany(terminalLocation, 'locations', 'whole'),
	name: 'Get Many Terminal Locations',
	value: 'getAllLocations',
	action: 'Get many terminal locations',
	description: 'List the places where card readers can stand',
	request: 'GET /terminal/locations',
	fields: [],
	subject: () => ({ subject: 'The list of terminal locations', name: 'terminal locations' }),
};
