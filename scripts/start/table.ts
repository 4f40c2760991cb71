import Table from 'cli-table3';
import type { Outcome } from './createCodes';
import { count, localTime, plain } from './format';
import { textOf } from './orders';

const maxRows = 100;

/** The table of orders and their codes, in the order of the file. */
export function codesTable(outcomes: Outcome[]): string {
	const table = new Table({
		head: ['Order', 'Amount', 'Status', 'Code URL', 'Expires'],
		colAligns: ['left', 'right', 'left', 'left', 'left'],
		style: { head: [], border: [], compact: true },
	});
	for (const { row, code } of outcomes.slice(0, maxRows)) {
		table.push([
			plain(textOf(row, 'orderNo')),
			code
				? `${code.amount.toLocaleString('en-US')} ${code.currency}`
				: plain(textOf(row, 'amount'), 20),
			code?.status ?? (row.isBlank ? 'no order' : 'no code'),
			code?.codeUrl ?? '',
			localTime(code?.expiryTime),
		]);
	}
	const rest = outcomes.length - maxRows;
	return rest > 0 ? `${table.toString()}\n… and ${count(rest, 'row')} more` : table.toString();
}
