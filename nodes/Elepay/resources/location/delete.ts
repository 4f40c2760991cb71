import type { Operation } from '../../run/operation';
import { deleted } from '../ended';
import { locationId, locationNamed } from './fields';

export const deleteLocation: Operation = {
	...deleted('location', 'locations'),
	action: 'Delete location',
	description: "Delete a store. Final: this can't be undone.",
	request: 'DELETE /locations/{locationId}',
	fields: [locationId],
	subject: locationNamed,
};
