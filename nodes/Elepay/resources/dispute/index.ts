import type { Resource } from '../resource';
import { get } from './get';
import { getAll } from './getAll';

export const dispute: Resource = {
	name: 'Dispute',
	value: 'dispute',
	operations: [getAll, get],
	default: getAll.value,
};
