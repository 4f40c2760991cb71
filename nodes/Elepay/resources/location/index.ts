import type { Resource } from '../resource';
import { create } from './create';
import { deleteLocation } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const location: Resource = {
	name: 'Location',
	value: 'location',
	operations: [create, get, getAll, update, deleteLocation],
	default: getAll.value,
};
