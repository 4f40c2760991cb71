import { randomUUID } from 'crypto';

import { UserError, type IDataObject } from 'n8n-workflow';

import type { Row } from '../run/row';

/** The name in an object's metadata under which it has its row's key. */
export const KEY = 'n8nKey';

/** What elepay keeps of a row's object so that it is found again: metadata with the row's key in it. */
export function marked({ memory }: Row, metadata: unknown): IDataObject {
	// The same in a further try of the node
	memory.key ??= randomUUID();
	return { ...(metadata as IDataObject | undefined), [KEY]: memory.key };
}

/** Whether an object is the row's own. */
export function isMarked({ memory }: Row): (object: IDataObject) => boolean {
	return ({ metadata }) => {
		const { [KEY]: key } = (metadata ?? {}) as IDataObject;
		return key !== undefined && key === memory.key;
	};
}

/**
 * Objects to metadata that leave no room for the row's key.
 *
 * @param name the name that the node needs for itself
 * @throws {UserError}
 */
export function checkRoom({ metadata }: IDataObject, name: string = KEY): void {
	const names = Object.keys((metadata ?? {}) as IDataObject);
	if (names.includes(name)) {
		throw new UserError(`Metadata uses a name that this node needs: "${name}"`, {
			description: `Rename "${name}" in Metadata: the node uses it to find again what the row creates.`,
		});
	}
	if (names.length > 19) {
		throw new UserError(`Metadata has ${names.length} entries; the limit is 19`, {
			description: `Leave up to 19 entries in it: elepay accepts 20, and this node adds "${name}" to find again what the row creates.`,
		});
	}
}
