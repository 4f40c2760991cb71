import { charge } from '../../../api/objects/charge';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { chargeId, chargeNamed } from './fields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get charge',
	description: 'Get a payment and its status',
	request: 'GET /charges/{chargeId}',
	fields: [chargeId],
	settings: [simplifyOff],
	subject: chargeNamed,
	gives: charge,
	repeat: 'always',
};
