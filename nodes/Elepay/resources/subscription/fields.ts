import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../fields/field';
import { picker } from '../../fields/pickers';
import { pathId } from '../../fields/values';
import type { Call } from '../../run/operation';

/** The field of every operation on a subscription that exists. */
export const subscriptionId: Field = {
	displayName: 'Subscription',
	name: 'subscriptionId',
	required: true,
	description: 'The subscription, from the list or by ID',
	...picker('searchSubscriptions', 'e.g. sub_…'),
	read: pathId,
};

/** What a call to a subscription is about. */
export function subscriptionNamed({
	subscriptionId: id,
}: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Subscription '${String(id)}'`, name: String(id) };
}
