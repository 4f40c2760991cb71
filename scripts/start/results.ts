import { access, constants, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Outcome } from './createCodes';
import { localTime } from './format';
import type { Orders } from './orders';
import { Problem, systemCode } from './problem';

const codeColumns = ['codeId', 'codeStatus', 'codeUrl', 'codeExpiry', 'codePicture', 'error'];

/** Columns of the file that the result replaces by its own of the same name. */
export function replacedColumns({ columns }: Orders): string[] {
	return columns.filter((column) => codeColumns.includes(column));
}

/** The result as CSV: the rows as they came, with what became of them. */
export function resultsCsv(orders: Orders, outcomes: Outcome[]): string {
	const replaced = replacedColumns(orders);
	const kept = orders.columns.map((column) => !replaced.includes(column));
	const keep = (cells: string[]) => cells.filter((_, index) => kept[index]);
	const records = outcomes.map(({ row, code, picture, error }) => [
		...keep(row.cells),
		code?.id,
		code?.status,
		code?.codeUrl,
		localTime(code?.expiryTime),
		picture?.fileName,
		error,
	]);
	const header = [...keep(orders.columns), ...codeColumns];
	// With a byte order mark and CRLF, Excel opens it as the UTF-8 table that it is.
	return stringify([header, ...records], { bom: true, record_delimiter: 'windows' });
}

/** Makes sure that the result can be written, before the first code is made. */
export async function checkWritable(path: string, source: string): Promise<void> {
	const existing = await stat(path).catch(() => undefined);
	if (existing && (await realpath(path)) === (await realpath(source))) {
		throw new Problem('The result would overwrite the orders', 'Enter another path after --out.');
	}
	if (existing?.isDirectory()) {
		throw new Problem(`${path} is a folder`, 'Enter the path of a file after --out.');
	}
	try {
		await access(existing ? path : dirname(path), constants.W_OK);
	} catch (error) {
		const why = systemCode(error) === 'ENOENT' ? 'there is no such folder' : "it isn't allowed";
		throw new Problem(`Can't write ${path}: ${why}`, 'Enter another path after --out.');
	}
}

/** Writes the result. If that fails, the text is in what is thrown: the codes exist by now. */
export async function writeResults(path: string, csv: string): Promise<void> {
	try {
		await writeFile(path, csv);
	} catch (error) {
		throw new Problem(
			`Can't write ${path}: ${(error as Error).message}`,
			`The codes have been created. This is the file:\n${csv.replace('\uFEFF', '')}`,
		);
	}
}
