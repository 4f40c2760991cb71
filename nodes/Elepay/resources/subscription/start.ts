import { subscription } from '../../../api/objects/subscription';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { mayHaveHappened } from '../outcome';
import { states } from '../states';
import { subscriptionId, subscriptionNamed } from './fields';
import { subscriptionIf } from './look';

export const start: Operation = {
	name: 'Start',
	value: 'start',
	action: 'Start subscription',
	description:
		"Start a new subscription. Takes money from the customer's saved payment method, now or at the time of the first charge, and then regularly.",
	request: 'POST /subscriptions/{subscriptionId}/start',
	fields: [subscriptionId],
	settings: [simplifyOff],
	subject: subscriptionNamed,
	gives: subscription,
	effect: {
		one: 'subscription',
		many: 'subscriptions',
		done: 'started',
		details: (_answer, { name }) => ({ id: name }),
	},
	repeat: 'never',
	look: async (row) =>
		await subscriptionIf(row, ({ status }) => ['active', 'past_due'].includes(String(status))),
	refusals: states('Subscription > Get'),
	retell: mayHaveHappened(
		({ name }) => `Subscription '${name}' may still have been started`,
		'Subscription > Get',
	),
};
