import { UserError, type IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../api/failure';
import type { Field } from '../../fields/field';
import { trimmed } from '../../fields/characters';
import { describe, idIn, isEmpty, isPathId, pathId, taking } from '../../fields/values';
import type { Call } from '../../run/operation';

/** What elepay's IDs of codes begin with. */
const PREFIX = 'code_';

const NOT_A_CODE =
	'Drag the field "id" or "codeUrl" of the Create output onto Code ID. The elepay dashboard shows a code by its order number.';

/** The field of every operation on a code that exists. */
export const codeId: Field = {
	displayName: 'Code ID',
	name: 'codeId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. code_…',
	description: "The code's ID or payment link, from the Create output",
	read: taking('ID or payment link', codeIdIn),
	columns: ['コードID', 'Code URL', '支払いURL', '決済URL', '支払リンク'],
};

/** A code's ID; also taken out of its payment link, or of the whole code. */
function codeIdIn(value: unknown, label: string): string | undefined {
	const id = idIn(value);
	const given = typeof id === 'string' ? idInLink(trimmed(id)) : id;
	if (!isEmpty(given) && !isPathId(given)) {
		throw new UserError(`${label} isn't a code's ID or payment link: got ${describe(id)}`, {
			description: NOT_A_CODE,
		});
	}
	return pathId(given, label);
}

/** The last part of a payment link's path, or the text itself if it isn't a link. */
function idInLink(text: string): string {
	const url = /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
	const parts = url?.pathname.split('/').filter((part) => part !== '') ?? [];
	return parts.find((part) => part.startsWith(PREFIX)) ?? parts.at(-1) ?? text;
}

/** What a call to a code is about. */
export function codeNamed({ codeId: id }: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Code '${String(id)}'`, name: String(id) };
}

/** Tells somebody who gave an order number what is needed instead. */
export function perhapsOrderNo(failure: Failure, { name }: Call): Failure {
	if (failure.body?.errorCode !== 'M002003' || name.startsWith(PREFIX)) return failure;
	return failure.retold(
		failure.message,
		`'${name}' looks like an order number. ${NOT_A_CODE} ${failure.description}`,
	);
}
