import type { Resource } from '../resource';
import { close } from './close';
import { create } from './create';
import { get } from './get';

export const code: Resource = {
	name: 'EasyQR Code',
	value: 'code',
	operations: [create, get, close],
	default: create.value,
};
