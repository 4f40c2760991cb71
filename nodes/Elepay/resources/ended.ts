import type { ApiObject } from '../../api/objects/apiObject';
import type { Operation } from '../run/operation';
import type { Row } from '../run/row';

/**
 * What the operations have in common that put an end to something and that elepay answers with
 * nothing. They may be repeated: what has ended ends no second time.
 *
 * @param done what the output says beside the ID, and messages
 * @param one what there was one of, e.g. "customer"
 * @param many what there were many of
 */
export function ended<Done extends 'deleted' | 'closed'>(done: Done, one: string, many: string) {
	return {
		gives: { properties: { id: 'text', [done]: 'flag' }, sure: ['id'] } as ApiObject,
		isExpected: (body: unknown) => body === undefined || body === null || body === '',
		perform: async (row: Row) => {
			await row.send();
			return [{ json: { id: row.call.name, [done]: true } }];
		},
		effect: { one, many, done, details: (_answer, { name }) => ({ id: name }) },
		repeat: 'always',
	} satisfies Partial<Operation>;
}

/** The same for what is deleted, of which elepay knows nothing any more. */
export function deleted(one: string, many: string) {
	return {
		...ended('deleted', one, many),
		name: 'Delete',
		value: 'delete',
		doneBefore: ['M002003'],
	} satisfies Partial<Operation>;
}
