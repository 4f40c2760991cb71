import type { Resource } from '../resource';
import { cancel } from './cancel';
import { capture } from './capture';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';

export const charge: Resource = {
	name: 'Charge',
	value: 'charge',
	operations: [getAll, get, capture, cancel, create],
	default: getAll.value,
};
