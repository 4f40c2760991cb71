import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../fields/field';
import { picker } from '../../fields/pickers';
import { pathId } from '../../fields/values';
import type { Call } from '../../run/operation';

/** The field of every operation on a reader that exists. */
export const readerId: Field = {
	displayName: 'Reader',
	name: 'readerId',
	required: true,
	description: 'The card reader, from the list or by the ID that Create and Get Many give',
	...picker('searchReaders', 'e.g. rdr_…'),
	read: pathId,
};

/** What a call to a reader is about. */
export function readerNamed({ readerId: id }: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Reader '${String(id)}'`, name: String(id) };
}
