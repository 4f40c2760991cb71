import { UserError, type IExecuteSingleFunctions, type INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../request/parameters';
import { pathId } from '../../request/values';
import type { Call } from '../../transport/operation';

const LABEL = 'Code ID';

/** The field of every operation on a code that exists. */
export const codeIdField: INodeProperties = {
	displayName: LABEL,
	name: 'codeId',
	type: 'string',
	required: true,
	displayOptions: { show: { resource: ['code'], operation: ['get', 'close'] } },
	default: '',
	placeholder: 'e.g. code_…',
	description: 'The ID of the code, as Create gives it',
};

/** Every call's subject names the code, so that no label has to. */
export const codeIdLabels = { codeId: '' };

/**
 * A call to the code that the field names.
 *
 * @throws {UserError} if it is empty or no ID
 */
export function callToCode(context: IExecuteSingleFunctions, parameters: Parameters): Call {
	const id = pathId(parameters.read(context, 'codeId', ''), LABEL);
	if (id === undefined) {
		throw new UserError(`${LABEL} is empty`, {
			description: `Fill in ${LABEL}, e.g. by dragging the field "id" of the code onto it`,
		});
	}
	return { url: `/codes/${id}`, subject: `Code '${id}'`, name: id };
}
