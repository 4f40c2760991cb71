import { UserError, type IDataObject } from 'n8n-workflow';

import { shorten } from '../../api/words';
import { readerOf, type Field } from './field';
import type { ReadContext } from './values';

/** Values by the names of their fields, as they were given. */
export type Given = Record<string, unknown>;

/** Where the values of a row's columns come from. */
export interface Origin {
	/** The columns that have given a value, by the names of the fields. */
	columns: ReadonlyMap<string, string>;
	/** The fields for which this row or one before it has a column, filled or not. */
	known: ReadonlySet<string>;
	/** All columns of the row. */
	all: readonly string[];
}

/**
 * Reads the values of fields. What is empty is left out, never kept as null or "".
 *
 * @param origin where they come from, if it is the columns of a row
 * @throws {UserError} naming the field's label, if a value is missing or beyond elepay's limits
 */
export function checked(
	fields: readonly Field[],
	given: Given,
	{ timeZone }: Pick<ReadContext, 'timeZone'> = {},
	origin?: Origin,
): IDataObject {
	const context = { timeZone, currency: given.currency };
	const values: IDataObject = {};
	for (const field of fields) {
		const value = readerOf(field)(given[field.name], labelFor(field, origin), context);
		if (value !== undefined) values[field.name] = value as IDataObject[string];
		else if (field.required) throw missing(field, origin);
	}
	return values;
}

/** A field's label, and the column that its value comes from where that is called otherwise. */
function labelFor({ name, displayName }: Field, origin: Origin | undefined): string {
	const column = origin?.columns.get(name);
	if (column === undefined || column === name || column === displayName) return displayName;
	return `${displayName} (column "${shorten(column)}")`;
}

/** The labels of the fields whose values come from columns that are called otherwise, by name. */
export function columnLabels(fields: readonly Field[], origin: Origin): Record<string, string> {
	return Object.fromEntries(
		fields
			.filter(({ name }) => origin.columns.has(name))
			.map((field) => [field.name, labelFor(field, origin)]),
	);
}

/** How many columns of a row a message names. */
const NAMED_COLUMNS = 20;

function missing(
	{ displayName, name, columns = [] }: Field,
	origin: Origin | undefined,
): UserError {
	if (!origin || origin.known.has(name)) {
		return new UserError(`${displayName} is empty`, {
			description: `Fill in ${displayName}: the cell is empty, or its expression gives nothing for this row.`,
		});
	}
	const row = origin.all.slice(0, NAMED_COLUMNS).map((column) => shorten(column, 30));
	const others = origin.all.length > NAMED_COLUMNS ? ', …' : '';
	const names = [name, displayName, ...columns.slice(0, 1)].join(', ');
	return new UserError(`None of the columns is the ${displayName}`, {
		description: `${row.length > 0 ? `This row has ${row.join(', ')}${others}.` : 'This row has no columns.'} Rename a column to one of these: ${names}. Or choose Map Each Field Below and drag your columns onto the fields.`,
	});
}
