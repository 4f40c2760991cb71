import { UserError, type IDataObject } from 'n8n-workflow';

import { readerOf, type Field } from './field';

/** Values by the names of their fields, as they were given. */
export type Given = Record<string, unknown>;

/**
 * Reads the values of fields, times in the workflow's time zone. What is empty is left out, never kept as null or "".
 *
 * @throws {UserError} naming the field's label, if a value is missing or beyond elepay's limits
 */
export function checked(fields: readonly Field[], given: Given, timeZone?: string): IDataObject {
	const values: IDataObject = {};
	for (const field of fields) {
		const value = readerOf(field)(given[field.name], field.displayName, timeZone);
		if (value !== undefined) values[field.name] = value as IDataObject[string];
		else if (field.required) throw missing(field);
	}
	return values;
}

function missing({ displayName, name }: Field): UserError {
	return new UserError(`${displayName} is empty`, {
		description: `Fill in ${displayName} (the property "${name}" of elepay): the cell is empty, or its expression gives nothing for this row.`,
	});
}
