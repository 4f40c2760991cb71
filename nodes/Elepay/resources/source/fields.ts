import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../fields/field';
import { sourceId as anySourceId } from '../../fields/sourceId';
import { pathId } from '../../fields/values';
import type { Call } from '../../run/operation';

/** The field of every operation on one source. */
export const sourceId: Field = {
	...anySourceId,
	displayName: 'Source',
	required: true,
	description: 'The saved payment method, from the list or by ID',
	read: pathId,
};

/** What a call to a source is about. */
export function sourceNamed({ sourceId: id }: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Source '${String(id)}'`, name: String(id) };
}
