import { subscription } from '../../../api/objects/subscription';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { subscriptionId, subscriptionNamed } from './fields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get subscription',
	description: 'Get a subscription, its status, and when it is charged next',
	request: 'GET /subscriptions/{subscriptionId}',
	fields: [subscriptionId],
	settings: [simplifyOff],
	subject: subscriptionNamed,
	gives: subscription,
	repeat: 'always',
};
