import type { Resource } from '../resource';
import { deleteSource } from './delete';
import { get } from './get';
import { getAll } from './getAll';

export const source: Resource = {
	name: 'Source',
	value: 'source',
	operations: [getAll, get, deleteSource],
	default: getAll.value,
};
