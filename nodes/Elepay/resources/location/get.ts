import { location } from '../../../api/objects/location';
import type { Operation } from '../../run/operation';
import { locationId, locationNamed } from './fields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get location',
	description: 'Get what elepay knows of a store',
	request: 'GET /locations/{locationId}',
	fields: [locationId],
	subject: locationNamed,
	gives: location,
	repeat: 'always',
};
