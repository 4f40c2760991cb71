import type { Resource } from '../resource';
import { create } from './create';
import { deleteReader } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { getAllLocations } from './getAllLocations';

export const reader: Resource = {
	name: 'Reader',
	value: 'reader',
	operations: [create, get, getAll, getAllLocations, deleteReader],
	default: getAll.value,
};
