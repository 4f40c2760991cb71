import type { IDataObject } from 'n8n-workflow';

import { subscription } from '../../../api/objects/subscription';
import { updateFields } from '../../fields/group';
import { metadata } from '../../fields/maps';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { states } from '../states';
import { somethingToUpdate } from '../update';
import { subscriptionId, subscriptionNamed } from './fields';
import { subscriptionOf } from './look';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update subscription',
	description:
		'Change or add metadata entries of a subscription. Nothing else of it can be changed.',
	request: 'POST /subscriptions/{subscriptionId}',
	fields: [subscriptionId, updateFields(metadata)],
	mapsColumns: true,
	settings: [simplifyOff],
	check: somethingToUpdate(subscriptionId.name),
	subject: subscriptionNamed,
	gives: subscription,
	perform: async (row) => {
		// Whether elepay keeps the other entries by itself isn't documented
		const { metadata: before } = await subscriptionOf(row);
		const entries = { ...(before as IDataObject), ...(row.values.metadata as IDataObject) };
		return [{ json: row.shown(await row.send({ ...row.call, body: { metadata: entries } })) }];
	},
	effect: {
		one: 'subscription',
		many: 'subscriptions',
		done: 'updated',
		details: (_answer, { name }) => ({ id: name }),
	},
	repeat: 'always',
	refusals: states('Subscription > Get'),
};
