import type { Resource } from '../resource';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';

export const refund: Resource = {
	name: 'Refund',
	value: 'refund',
	operations: [create, getAll, get],
	default: create.value,
};
