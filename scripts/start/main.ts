import { relative } from 'node:path';
import type { Outcome } from './createCodes';
import { count, plain } from './format';
import { readOptions, usage, userFolder, type Options } from './options';
import { readOrders, textOf, type Orders } from './orders';
import { pictureFolder, withOwnFileNames, writePictures } from './pictures';
import { Problem } from './problem';
import { showProgress } from './progress';
import { checkWritable, replacedColumns, resultsCsv, writeResults } from './results';
import { codesTable } from './table';

const maxListedErrors = 20;

/** Runs the command and resolves to its exit code. */
export async function main(args: string[]): Promise<number> {
	try {
		const options = readOptions(args);
		if (options.help) {
			console.log(usage);
			return 0;
		}
		return await run(options);
	} catch (error) {
		if (!(error instanceof Problem)) {
			console.error(withoutKey((error as Error).stack ?? String(error)));
			return 1;
		}
		console.error(withoutKey(error.message));
		if (error.advice) console.error(withoutKey(error.advice));
		return error.exitCode;
	}
}

/** Whatever is thrown from wherever, the secret key is not printed. */
function withoutKey(text: string): string {
	const key = process.env.ELEPAY_SECRET_KEY?.trim();
	return key ? text.replaceAll(key, '…') : text;
}

async function run({ file, out }: Options): Promise<number> {
	const orders = await readOrders(file);
	await checkWritable(out, file);
	// n8n takes a second to load. A mistyped path is told at once.
	const { openAccount } = await import('./account');
	const { createCodes, openEngine } = await import('./createCodes');
	const account = await openAccount();
	try {
		console.log(account.notice);
		describe(orders);
		const engine = await openEngine(account);
		const outcomes = withOwnFileNames(
			await withProgress(orders, async (signal) => createCodes(engine, orders, signal)),
		);
		console.log(codesTable(outcomes));
		await writeResults(out, resultsCsv(orders, outcomes));
		const folder = pictureFolder(out);
		const hasPictures = outcomes.some(({ picture }) => picture);
		if (hasPictures) await writePictures(folder, outcomes);
		const written = hasPictures ? [out, folder] : [out];
		return report(outcomes, written.map(shortPath).join(' and the pictures in '));
	} finally {
		await account.close();
	}
}

/** A path below the user's folder without that folder, any other as it is. */
function shortPath(path: string): string {
	const fromHere = relative(userFolder(), path);
	return fromHere.startsWith('..') ? path : fromHere;
}

const separators: Record<string, string> = { ';': 'semicolons', '\t': 'tabs' };

function describe(orders: Orders): void {
	const { name, encoding, separator, columns, meanings, rows } = orders;
	const by = separator === ',' ? '' : `, separated by ${separators[separator] ?? `"${separator}"`}`;
	console.log(`${name}: ${count(rows.length, 'row')}, ${encoding}${by}.`);
	const blank = rows.filter(({ isBlank }) => isBlank).map(({ number }) => number);
	if (blank.length > 0) {
		const more = blank.length > maxListedErrors ? ', …' : '';
		const numbers = blank.slice(0, maxListedErrors).join(', ');
		console.log(`${count(blank.length, 'row')} without an order: ${numbers}${more}`);
	}
	const used = columns.filter((column) => meanings.has(column));
	console.log(
		`Columns used: ${used.map((column) => `${plain(column)} (${plain(meanings.get(column)!)})`).join(', ')}`,
	);
	const replaced = replacedColumns(orders);
	const ignored = columns.filter((column) => !meanings.has(column) && !replaced.includes(column));
	if (ignored.length > 0) {
		console.log(`Ignored columns, kept in the result: ${ignored.map((c) => plain(c)).join(', ')}`);
	}
	if (replaced.length > 0) {
		console.log(`Columns replaced in the result: ${replaced.join(', ')}`);
	}
}

async function withProgress(
	orders: Orders,
	create: (signal: AbortSignal) => Promise<Outcome[]>,
): Promise<Outcome[]> {
	const controller = new AbortController();
	const cancel = () => controller.abort();
	process.once('SIGINT', cancel);
	const progress = showProgress(orders.rows.filter(({ isBlank }) => !isBlank).length);
	try {
		return await create(controller.signal);
	} finally {
		progress.stop();
		process.off('SIGINT', cancel);
	}
}

function report(outcomes: Outcome[], out: string): number {
	const failed = outcomes.filter(({ row, code }) => code === undefined && !row.isBlank);
	const created = outcomes.filter(({ code }) => code !== undefined).length;
	console.log(`${count(created, 'code')} created. Wrote ${out}`);
	if (failed.length === 0) return 0;
	console.error(`${count(failed.length, 'row')} to fix:`);
	for (const { row, error = '' } of failed.slice(0, maxListedErrors)) {
		const order = plain(textOf(row, 'orderNo'));
		console.error(`  row ${row.number}${order && ` (${order})`}: ${plain(withoutKey(error), 500)}`);
	}
	if (failed.length > maxListedErrors) {
		console.error(`  … and ${failed.length - maxListedErrors} more, in the column "error"`);
	}
	return 1;
}
