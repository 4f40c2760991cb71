import type { Resource } from '../resource';
import { create } from './create';
import { deleteCustomer } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';
import { upsert } from './upsert';

export const customer: Resource = {
	name: 'Customer',
	value: 'customer',
	operations: [create, upsert, get, getAll, update, deleteCustomer],
	default: getAll.value,
};
