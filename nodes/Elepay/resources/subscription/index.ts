import type { Resource } from '../resource';
import { cancel } from './cancel';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { getPeriods } from './getPeriods';
import { resume } from './resume';
import { start } from './start';
import { update } from './update';

export const subscription: Resource = {
	name: 'Subscription',
	value: 'subscription',
	operations: [create, start, get, getAll, getPeriods, update, resume, cancel],
	default: getAll.value,
};
