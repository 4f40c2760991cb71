import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { items, nodeError } from '../../../engine';
import type { Sandbox } from '../../../sandbox/server';
import type { Order } from './orders';
import { ELEPAY, type RowsRun } from './run';

/** What a workflow learns of one row. */
export interface Outcome {
	/** The row's index. */
	row: number;
	code?: IDataObject;
	error?: string;
	description?: string;
}

/** What came out of the node, on whichever output. */
export function outcomesOf({ run }: RowsRun): Outcome[] {
	return [...items(run, ELEPAY, 0), ...items(run, ELEPAY, 1)].map(toOutcome);
}

export function errorsOf(result: RowsRun): Outcome[] {
	return outcomesOf(result).filter(({ error }) => error !== undefined);
}

export function codesOf(result: RowsRun): Outcome[] {
	return outcomesOf(result).filter(({ code }) => code !== undefined);
}

function toOutcome({ json, pairedItem }: INodeExecutionData): Outcome {
	const row = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;
	return json.elepayError === undefined
		? { row, code: json }
		: { row, error: String(json.elepayError), description: String(json.elepayHelp) };
}

/** Whether a message leaves it open that an order number has a code at elepay. */
export function saysMayExist(text: string, orderNo: string): boolean {
	return (
		/ (The code may still have been|An earlier try may have) created/.test(text) ||
		text.includes(`'${orderNo}' is taken, probably by an earlier try`)
	);
}

/**
 * Compares what elepay holds with what came out, where the workflow goes on after failed rows.
 * None of these may ever be.
 */
export function discrepancies(sandbox: Sandbox, rows: Order[], result: RowsRun): string[] {
	const found = inCommon(sandbox, result);
	const { codes } = sandbox.state.test;
	const outcomes = new Map<number, Outcome[]>();
	for (const outcome of outcomesOf(result)) {
		outcomes.set(outcome.row, [...(outcomes.get(outcome.row) ?? []), outcome]);
	}
	for (const row of outcomes.keys()) {
		if (!rows[row]) found.push(`an outcome belongs to no row: ${row}`);
	}
	rows.forEach(({ orderNo, amount }, index) => {
		const [outcome, ...others] = outcomes.get(index) ?? [];
		if (!outcome || others.length > 0) {
			found.push(`${orderNo} has ${outcome ? others.length + 1 : 0} outcomes`);
			return;
		}
		const held = sandbox.state.test.codesByOrderNo.get(orderNo);
		if (outcome.code) {
			const code = codes.get(String(outcome.code.id));
			if (code?.request.orderNo !== orderNo || code.request.amount !== amount) {
				found.push(`${orderNo} came out with a code that elepay doesn't hold for it`);
			}
		} else if (held && !saysMayExist(outcome.error ?? '', orderNo)) {
			found.push(`${orderNo} has a code, but its row says: ${outcome.error}`);
		}
	});
	return found;
}

/**
 * The same for a run that has stopped half-way: n8n drops its output, so the message has to account
 * for all that elepay holds.
 */
export function stopDiscrepancies(sandbox: Sandbox, rows: Order[], result: RowsRun): string[] {
	const found = inCommon(sandbox, result);
	const message = stopMessage(result);
	if (outcomesOf(result).length > 0) found.push('items came out of a run that has stopped');

	const held = [...sandbox.state.test.codesByOrderNo.keys()];
	const done = named(message, /(\d+) EasyQR codes? were created before that: (.*?)(?:\. |$)/);
	const unknown = named(message, /It's unclear whether these were created(): (.*?)(?:\. |$)/);
	for (const orderNo of [...done.names, ...unknown.names]) {
		if (!rows.some((row) => row.orderNo === orderNo)) found.push(`no row has the name ${orderNo}`);
	}
	for (const orderNo of done.names) {
		if (!held.includes(orderNo)) found.push(`${orderNo} is said to exist, but doesn't`);
	}
	if (done.names.length !== Math.min(10, done.count)) {
		found.push(`${done.names.length} names are given for ${done.count} codes`);
	}
	if (held.length < done.count || held.length > done.count + unknown.count) {
		found.push(
			`elepay holds ${held.length} codes, the message speaks of ${done.count} and of ${unknown.count} that may exist`,
		);
	}
	const isAllNamed = done.count <= 10 && unknown.count <= 10;
	for (const orderNo of isAllNamed ? held : []) {
		if (![...done.names, ...unknown.names].includes(orderNo)) found.push(`${orderNo} isn't named`);
	}
	return found;
}

/** What the node says as a whole, where it has stopped. */
export function stopMessage({ run }: RowsRun): string {
	return nodeError(run, ELEPAY)?.message ?? '';
}

/** The first names of a list, and how many it is about. */
function named(message: string, pattern: RegExp): { count: number; names: string[] } {
	const [, count, list = ''] = pattern.exec(message) ?? [];
	const [, shown = '', more = 0] = /^(.*?)(?:, and (\d+) more)?$/.exec(list) ?? [];
	const names = shown.split(', ').filter((name) => name !== '');
	return { count: count ? Number(count) : names.length + Number(more), names };
}

function inCommon({ state }: Sandbox, { inFlight, maxConcurrency }: RowsRun): string[] {
	const found: string[] = [];
	for (const [orderNo, count] of state.test.codesPerOrderNo()) {
		if (count > 1) found.push(`${orderNo} has ${count} codes`);
	}
	if (inFlight.most > maxConcurrency) {
		found.push(`${inFlight.most} requests were on their way at once`);
	}
	if (inFlight.now > 0) found.push(`${inFlight.now} requests outlive the execution`);
	return found;
}
