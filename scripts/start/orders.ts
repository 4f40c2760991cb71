import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { Columns } from '../../nodes/Elepay/fields/columns';
import { flat } from '../../nodes/Elepay/fields/field';
import { create } from '../../nodes/Elepay/resources/code/create';
import { decodeText, type Decoded } from './decode';
import { Problem, systemCode } from './problem';

export interface OrderRow {
	/** The row's number as a spreadsheet program shows it: the header is row 1. */
	number: number;
	/** One cell per column of the file. */
	cells: string[];
	/** Why the row can't be used, where the file itself is at fault. */
	error?: string;
}

export interface Orders {
	name: string;
	encoding: Decoded['encoding'];
	columns: string[];
	/** Columns that don't mean anything to the node. */
	ignored: string[];
	rows: OrderRow[];
}

/** The columns that Create takes. */
const CREATE = new Columns(flat(create.fields));

/** Reads a CSV file of orders, or says what is wrong with it. */
export async function readOrders(path: string): Promise<Orders> {
	const name = basename(path);
	const { text, encoding } = decodeText(await readBytes(path), name);
	if (text.trim() === '') {
		throw new Problem(`${name} is empty`, 'It needs a row of column names and a row per order.');
	}
	const [header, ...records] = parseRecords(text, name);
	const columns = readColumns(header ?? [], name);
	const rows = records
		.map((cells, index) => readRow(cells, index + 2, columns.length))
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
	if (rows.length === 0) {
		throw new Problem(`${name} has column names, but no rows below them`);
	}
	const ignored = columns.filter((column, index) =>
		rows.every(({ cells }) => CREATE.pathFor(column, cells[index]) === undefined),
	);
	return { name, encoding, columns, ignored, rows };
}

/** The text of the cell that means the given property of the code. */
export function cellOf({ columns }: Orders, row: OrderRow, property: string): string {
	return (
		row.cells.find((cell, i) => cell && CREATE.pathFor(columns[i] ?? '', cell) === property) ?? ''
	);
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
		throw new Problem(`${reason} ${path}`, 'Give the path of a CSV file with --file.');
	}
}

function parseRecords(text: string, name: string): string[][] {
	try {
		// Empty lines stay in, so that rows keep the numbers that a spreadsheet program shows.
		return parse(text, { bom: true, relax_column_count: true });
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new Problem(
			`${name} can't be read as CSV: ${error.message}`,
			'A cell that holds a comma, a quote or a line break stands in quotes, with "" for a quote.',
		);
	}
}

function readColumns(header: string[], name: string): string[] {
	const columns = header.map((column) => column.trim());
	// A comma at the end of every line is no column.
	while (columns.at(-1) === '') columns.pop();
	const twice = columns.find((column, index) => columns.indexOf(column) !== index);
	if (twice !== undefined) {
		throw new Problem(
			twice === '' ? `${name} has columns without a name` : `${name} has two columns "${twice}"`,
			'Give every column a name of its own in the first row.',
		);
	}
	const missing = ['amount', 'orderNo'].filter(
		(property) => !columns.some((column) => CREATE.pathFor(column, undefined) === property),
	);
	if (missing.length > 0) {
		throw new Problem(
			`${name} has no column ${missing.map((property) => `"${property}"`).join(' and no column ')}`,
			`The first row names these columns: ${columns.map((column) => `"${column}"`).join(', ')}. ` +
				'"Order No" and "order_no" are good names for orderNo, too.',
		);
	}
	return columns;
}

function readRow(record: string[], number: number, width: number): OrderRow {
	const cells = Array.from({ length: width }, (_, index) => record[index] ?? '');
	if (record.slice(width).every((cell) => cell === '')) return { number, cells };
	return {
		number,
		cells,
		error: `The row has ${record.length} cells, but the first row names ${width} columns. Put a cell that holds a comma in quotes.`,
	};
}
