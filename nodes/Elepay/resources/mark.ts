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
		throw new UserError(`Metadata has a name that this node needs: "${name}"`, {
			description: `Rename "${name}" in Metadata: what the row makes is found again by it.`,
		});
	}
	if (names.length > 19) {
		throw new UserError(`Metadata has too many entries: it has ${names.length}`, {
			description: `Leave at most 19 entries in it: elepay takes 20, and this node needs "${name}", by which it finds again what the row makes.`,
		});
	}
}
