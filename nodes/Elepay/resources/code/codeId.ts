import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../fields/field';
import { pathId } from '../../fields/values';
import type { Call } from '../../run/operation';

/** The field of every operation on a code that exists. */
export const codeId: Field = {
	displayName: 'Code ID',
	name: 'codeId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. code_…',
	description: 'The ID of the code, as Create gives it',
	read: pathId,
};

/** What a call to a code is about. */
export function codeNamed({ codeId: id }: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Code '${String(id)}'`, name: String(id) };
}
