import type { Resource } from '../resource';
import { cancel } from './cancel';
import { create } from './create';
import { createAndSend } from './createAndSend';
import { get } from './get';
import { getAll } from './getAll';
import { send } from './send';
import { submit } from './submit';
import { update } from './update';

export const invoice: Resource = {
	name: 'Invoice',
	value: 'invoice',
	operations: [createAndSend, create, get, getAll, update, submit, send, cancel],
	default: createAndSend.value,
};
