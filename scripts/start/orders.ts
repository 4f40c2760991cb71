import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CsvError, parse, type Options } from 'csv-parse/sync';
import { trimmed } from '../../nodes/Elepay/fields/characters';
import { Columns } from '../../nodes/Elepay/fields/columns';
import { flat, labelsOf } from '../../nodes/Elepay/fields/field';
import { create } from '../../nodes/Elepay/resources/code/create';
import { decodeText, type Decoded } from './decode';
import { Problem, systemCode } from './problem';

export interface OrderRow {
	/** The row's number as a spreadsheet program shows it: the header is row 1. */
	number: number;
	/** One cell per column of the file. */
	cells: string[];
	/** What the node takes from the cells, by the names of elepay's API. */
	given: Record<string, unknown>;
	/** Nothing in the row means anything to elepay: the node makes no code for it. */
	isBlank: boolean;
	/** Why the row can't be used, where the file itself is at fault. */
	error?: string;
}

export interface Orders {
	name: string;
	encoding: Decoded['encoding'];
	/** The character between the cells of a row. */
	separator: string;
	columns: string[];
	/** What the columns that the node takes mean, in the words of the editor. */
	meanings: Map<string, string>;
	rows: OrderRow[];
}

/** The fields of Create, each of which can have a column. */
const FIELDS = flat(create.fields);

const LABELS = labelsOf(FIELDS);

/** Knows columns by their names. */
const NAMES = new Columns(FIELDS);

/** Between the cells of a row, the usual one first. */
const SEPARATORS = [',', ';', '\t'];

/** How a file tells Excel its separator. Excel doesn't show this line. */
const SEPARATOR_LINE = /^"?sep=([^\r\n])"?(?:\r?\n|$)/i;

/** Reads a CSV file of orders, or says what is wrong with it. */
export async function readOrders(path: string): Promise<Orders> {
	const name = basename(path);
	const { text, encoding } = decodeText(await readBytes(path), name);
	const content = text.replace(SEPARATOR_LINE, '');
	if (content.trim() === '') {
		throw new Problem(`${name} is empty`, 'It needs a row of column names and a row per order.');
	}
	const separator = SEPARATOR_LINE.exec(text)?.[1] ?? separatorOf(content);
	const [header, ...records] = parseRecords(content, separator, name);
	const columns = readColumns(header ?? [], name);
	const reader = new Columns(FIELDS);
	const rows = records
		.map((cells, index) => readRow(reader, columns, cells, index + 2))
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
	if (rows.length === 0) {
		throw new Problem(`${name} has column names, but no rows below them`);
	}
	if (rows.every(({ isBlank }) => isBlank)) {
		throw new Problem(`${name} contains no orders: all of its rows are blank`);
	}
	return { name, encoding, separator, columns, meanings: meaningsOf(columns, rows), rows };
}

/** A row as n8n's nodes give it. */
export function toJson({ columns }: Pick<Orders, 'columns'>, { cells }: Pick<OrderRow, 'cells'>) {
	return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
}

/** What the row gives for a property of the code, as text. */
export function textOf({ given }: OrderRow, property: string): string {
	return trimmed(String(given[property] ?? ''));
}

async function readBytes(path: string): Promise<Buffer> {
	try {
		return await readFile(path);
	} catch (error) {
		const reasons: Record<string, string> = {
			ENOENT: 'There is no file',
			EISDIR: 'This is a folder, not a file:',
			EACCES: "You aren't allowed to read",
		};
		const reason = reasons[systemCode(error) ?? ''] ?? "Can't read";
		throw new Problem(`${reason} ${path}`, 'Enter the path of a CSV file after --file.');
	}
}

/**
 * Rows of text. Empty lines stay in, so that rows keep the numbers that a spreadsheet program shows;
 * quotes may be inside of a cell, as in Excel's ="007".
 */
function parseCsv(text: string, separator: string, options: Options = {}): string[][] {
	return parse(text, {
		delimiter: separator,
		relax_column_count: true,
		relax_quotes: true,
		...options,
	});
}

/** The separator by which the first row has the most columns that the node knows. */
function separatorOf(text: string): string {
	const scores = SEPARATORS.map((separator) => {
		const columns = firstRow(text, separator);
		const known = columns.filter((column) => NAMES.pathFor(column, undefined) !== undefined);
		return { separator, known: known.length, all: columns.length };
	});
	const [best] = scores.sort((one, other) => other.known - one.known || other.all - one.all);
	return best!.separator;
}

function firstRow(text: string, separator: string): string[] {
	try {
		return parseCsv(text, separator, { to: 1 })[0] ?? [];
	} catch {
		return [];
	}
}

function parseRecords(text: string, separator: string, name: string): string[][] {
	try {
		return parseCsv(text, separator);
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new Problem(
			`${name} can't be read as CSV: ${error.message}`,
			'Put quotes (") around a cell that contains a separator, a quote, or a line break, and write "" for a quote in it.',
		);
	}
}

function readColumns(header: string[], name: string): string[] {
	const columns = header.map((column) => column.trim());
	// A separator at the end of every line is no column.
	while (columns.at(-1) === '') columns.pop();
	const twice = columns.find((column, index) => columns.indexOf(column) !== index);
	if (twice !== undefined) {
		throw new Problem(
			twice === '' ? `${name} has columns without a name` : `${name} has two columns "${twice}"`,
			'Every column needs its own name in the first row.',
		);
	}
	const found = new Set(columns.map((column) => NAMES.pathFor(column, undefined)));
	const missing = FIELDS.filter((field) => field.required && !found.has(field.name));
	if (missing.length > 0) {
		const row = columns.map((column) => `"${column}"`).join(', ');
		const names = missing.map(
			({ displayName, name: property, columns: others = [] }) =>
				`For the ${displayName}, use one of these names: ${[property, displayName, ...others.slice(0, 2)].join(', ')}.`,
		);
		throw new Problem(
			`${name} has no column for the ${missing.map(({ displayName }) => displayName).join(' and none for the ')}`,
			[`The first row has ${row}.`, ...names].join(' '),
		);
	}
	return columns;
}

function readRow(reader: Columns, columns: string[], record: string[], number: number): OrderRow {
	const cells = columns.map((_, index) => record[index] ?? '');
	const row = { number, cells, ...meaningOfRow(reader, toJson({ columns }, { cells })) };
	if (record.slice(columns.length).every((cell) => cell === '')) return row;
	return {
		...row,
		isBlank: false,
		error: `The row has ${record.length} cells, but the first row names ${columns.length} columns. Put quotes around a cell that contains a separator.`,
	};
}

function meaningOfRow(
	reader: Columns,
	json: Record<string, string>,
): Pick<OrderRow, 'given' | 'isBlank'> {
	try {
		const { given, isBlank } = reader.read(json);
		return { given, isBlank };
	} catch {
		// The node says what is wrong; here it is enough to know the row
		const entries = Object.entries(json).filter(([, cell]) => cell !== '');
		const given = entries.map(([column, cell]) => [NAMES.pathFor(column, cell), cell] as const);
		return { given: Object.fromEntries(given.reverse()), isBlank: false };
	}
}

/** An empty cell doesn't say whether a column such as "Customer" holds names or IDs of elepay. */
function meaningsOf(columns: string[], rows: OrderRow[]): Map<string, string> {
	return new Map(
		columns.flatMap((column, index) => {
			const filled = rows.flatMap(({ cells }) => cells[index] || []);
			const path = (filled.length > 0 ? filled : [undefined])
				.map((cell) => NAMES.pathFor(column, cell))
				.find((found) => found !== undefined);
			return path === undefined ? [] : [[column, LABELS[path] ?? path]];
		}),
	);
}
