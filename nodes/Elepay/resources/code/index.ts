import type { Resource } from '../resource';
import { close } from './close';
import { create } from './create';
import { get } from './get';
import { registerPaymentMethod } from './registerPaymentMethod';
import { waitForPayment } from './waitForPayment';

export const code: Resource = {
	name: 'EasyQR Code',
	value: 'code',
	operations: [create, get, close, waitForPayment, registerPaymentMethod],
	default: create.value,
};
