import { subscription } from '../../../api/objects/subscription';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { mayHaveHappened } from '../outcome';
import { states } from '../states';
import { subscriptionId, subscriptionNamed } from './fields';
import { subscriptionIf } from './look';

export const resume: Operation = {
	name: 'Resume',
	value: 'resume',
	action: 'Resume subscription',
	description:
		"Resume a subscription that is past due because a period couldn't be charged. Takes money immediately.",
	request: 'POST /subscriptions/{subscriptionId}/resume',
	fields: [subscriptionId],
	settings: [simplifyOff],
	subject: subscriptionNamed,
	gives: subscription,
	effect: {
		one: 'subscription',
		many: 'subscriptions',
		done: 'resumed',
		details: (_answer, { name }) => ({ id: name }),
	},
	repeat: 'never',
	look: async (row) => await subscriptionIf(row, ({ status }) => status === 'active'),
	refusals: states('Subscription > Get'),
	retell: mayHaveHappened(
		({ name }) => `Subscription '${name}' may still have been resumed`,
		'Subscription > Get',
	),
};
