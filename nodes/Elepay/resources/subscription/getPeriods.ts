import { subscriptionPeriod } from '../../../api/objects/subscriptionPeriod';
import type { Operation } from '../../run/operation';
import { getMany } from '../../run/pages';
import { subscriptionId, subscriptionNamed } from './fields';

export const getPeriods: Operation = {
	...getMany(subscriptionPeriod, 'periods', 'pages'),
	name: 'Get Periods',
	value: 'getPeriods',
	action: 'Get periods of subscription',
	description: 'List the periods of a subscription, each with the charge that pays it',
	request: 'GET /subscriptions/{subscriptionId}/periods',
	fields: [subscriptionId],
	subject: subscriptionNamed,
};
