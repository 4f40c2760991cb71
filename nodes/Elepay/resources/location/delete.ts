import type { Operation } from '../../run/operation';
import { deleted } from '../ended';
import { locationId, locationNamed } from './fields';

export const deleteLocation: Operation = {
	...deleted('location', 'locations'),
	action: 'Delete location',
	description: 'Delete a store. Final: it cannot be brought back.',
	request: 'DELETE /locations/{locationId}',
	fields: [locationId],
	subject: locationNamed,
};
