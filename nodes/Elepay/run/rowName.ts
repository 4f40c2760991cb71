import type { INodeExecutionData } from 'n8n-workflow';

import type { RowPlace } from '../../api/nodeError';
import { shorten } from '../../api/words';
import type { Given } from '../fields/checked';
import { trimmed, unfitCharacter } from '../fields/characters';
import type { Field } from '../fields/field';
import { isEmpty } from '../fields/values';
import { columnsOf } from './source';

/** How a row is called. */
export interface RowName extends RowPlace {
	/** In a list of several: "A-17", "row 5", or "item 3". */
	name: string;
}

/**
 * How people call a row: by its order number, else by its number in the sheet. One that has neither is
 * called by n8n's index of the item.
 *
 * @param given what the row gives, as far as that could be read
 */
export function nameOf(
	fields: readonly Field[],
	given: Given,
	item: INodeExecutionData | undefined,
	itemIndex: number,
): RowName {
	const naming = fields.find(({ namesRow }) => namesRow);
	const number = naming && shown(given[naming.name]);
	if (number !== undefined) {
		const kind = naming!.displayName;
		const label = `${kind.charAt(0)}${kind.slice(1).toLowerCase()} '${number}'`;
		return { itemIndex, label, name: number };
	}
	const row = shown(columnsOf(item).row_number);
	if (row !== undefined) return { itemIndex, label: `Row ${row}`, name: `row ${row}` };
	return { itemIndex, name: `item ${itemIndex}` };
}

/** A value as people would say it; undefined where nobody could. */
function shown(value: unknown): string | undefined {
	if ((typeof value !== 'string' && typeof value !== 'number') || isEmpty(value)) return undefined;
	const text = trimmed(String(value));
	return unfitCharacter(text, true) === undefined ? shorten(text) : undefined;
}
