import type { Resource } from '../resource';
import { getAll } from './getAll';

export const paymentMethod: Resource = {
	name: 'Payment Method',
	value: 'paymentMethod',
	operations: [getAll],
	default: getAll.value,
};
