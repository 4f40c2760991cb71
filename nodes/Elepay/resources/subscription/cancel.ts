import type { IDataObject } from 'n8n-workflow';

import { subscription } from '../../../api/objects/subscription';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { mayHaveHappened } from '../outcome';
import { states } from '../states';
import { subscriptionId, subscriptionNamed } from './fields';
import { subscriptionIf } from './look';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel subscription',
	description:
		"End a subscription with its current period. Final: it can't be started again. Not possible while it is being charged.",
	request: 'POST /subscriptions/{subscriptionId}/cancel',
	fields: [subscriptionId],
	settings: [simplifyOff],
	subject: subscriptionNamed,
	gives: subscription,
	effect: {
		one: 'subscription',
		many: 'subscriptions',
		done: 'cancelled',
		details: (_answer, { name }) => ({ id: name }),
	},
	repeat: 'never',
	look: async (row) => await subscriptionIf(row, isEnding),
	refusals: states('Subscription > Get'),
	retell: mayHaveHappened(
		({ name }) => `Subscription '${name}' may still have been cancelled`,
		'Subscription > Get',
	),
};

/** Until the running period is over, it may still be active, but is not charged any more. */
function isEnding({ status, nextChargeTime }: IDataObject): boolean {
	return status === 'canceled' || (status === 'active' && !nextChargeTime);
}
