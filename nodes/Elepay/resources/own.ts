import { randomUUID } from 'crypto';

import { UserError, type IDataObject } from 'n8n-workflow';

import { hasList } from '../../api/lists';
import { entriesOf } from '../run/pages';
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
 * Objects to metadata with a name that the node needs for itself.
 *
 * @throws {UserError}
 */
export function checkNames({ metadata }: IDataObject, name: string = KEY): void {
	if (!Object.hasOwn((metadata ?? {}) as IDataObject, name)) return;
	throw new UserError(`Metadata uses a name that this node needs: "${name}"`, {
		description: `Rename "${name}" in Metadata: the node uses it to find again what the row creates.`,
	});
}

/** By how many milliseconds elepay's clock may be behind. */
const CLOCK_DIFFERENCE = 5 * 60_000;

/** Notes when a row has begun, also for a further try of the node. */
export function begin({ memory, startedAt }: Row): void {
	memory.begunAt ??= startedAt;
}

/** From when on elepay can have what a row has sent, in epoch milliseconds of its own clock. */
export function earliest(row: Row): number {
	begin(row);
	return Number(row.memory.begunAt) - CLOCK_DIFFERENCE;
}

/**
 * Looks through what elepay has made since the row began.
 *
 * @param key the path of the list without its slash, and the property that holds its entries
 * @returns the row's own object, or undefined if elepay hasn't got it
 */
export async function findOwn(
	row: Row,
	key: string,
	qs: IDataObject,
	isOwn: (object: IDataObject) => boolean,
): Promise<IDataObject | undefined> {
	const call = {
		method: 'GET' as const,
		url: `/${key}`,
		qs: { from: earliest(row), ...qs },
		subject: `The list of ${key}`,
		name: row.call.name,
		isExpected: hasList(key),
	};
	for await (const object of entriesOf(row, call, key)) {
		if (isOwn(object)) return object;
	}
	return undefined;
}

/** Whether an object has all values of another one, which may have fewer. */
export function has(object: unknown, values: unknown): boolean {
	if (typeof values !== 'object' || values === null) return object === values;
	if (typeof object !== 'object' || object === null) return false;
	return Object.entries(values).every(([name, value]) =>
		has((object as Record<string, unknown>)[name], value),
	);
}
