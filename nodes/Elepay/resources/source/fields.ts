import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../fields/field';
import { picker } from '../../fields/pickers';
import { pathId } from '../../fields/values';
import type { Call } from '../../run/operation';

/** The field of every operation on one source. */
export const sourceId: Field = {
	displayName: 'Source',
	name: 'sourceId',
	required: true,
	description: 'The saved payment method, from the list or by the ID that Get Many gives',
	...picker('searchSources', 'e.g. src_…'),
	read: pathId,
};

/** What a call to a source is about. */
export function sourceNamed({ sourceId: id }: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Source '${String(id)}'`, name: String(id) };
}
