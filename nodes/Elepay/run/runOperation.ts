import type { INodeExecutionData } from 'n8n-workflow';

import { asFailure, Failure } from '../../api/failure';
import { toNodeError } from '../../api/nodeError';
import { inSentence } from '../../api/words';
import { addHints } from './hints';
import type { Operation } from './operation';
import { readRows, type ReadRow, type UnsendableRow } from './readRows';
import { Row } from './row';
import { Run } from './run';
import { RUN_OVER } from './sendCall';
import { columnsOf, type Source } from './source';
import { afterwards } from './stopped';

/**
 * Runs an operation with all items of a source: reads and checks the rows, sends them with the
 * limits of the options, reads the answers.
 *
 * Where the first failure stops the workflow, all rows are checked before the first is sent, and
 * blank ones left out; otherwise rows are sent while later ones are still being read.
 *
 * @returns the items of all rows in the order of the rows, each linked to its row; a row that has
 * failed gives an item that says so
 * @throws {NodeApiError | NodeOperationError} for the first row that fails, if that stops the workflow
 */
export async function runOperation(
	source: Source,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const run = new Run(source, operation);
	if (run.stopsOnFailure) await sendAllOrNone(run);
	else await sendWhileReading(run);
	addHints(run);
	if (run.failures.size === 0) source.succeeded?.();
	return run.items;
}

async function sendAllOrNone(run: Run): Promise<void> {
	const rows: Row[] = [];
	const unsendable: UnsendableRow[] = [];
	for await (const row of readRows(run)) {
		if (row instanceof Row) rows.push(row);
		else if (row.isBlank) run.failures.set(row.position, row);
		else unsendable.push(row);
	}
	const [bad] = unsendable;
	if (bad) run.stop(bad.failure, bad.named);
	else await Promise.all(rows.map(async (row) => await perform(run, row)));
	if (!run.stoppedBy || run.isCancelled) return;
	const { failure, row } = run.stoppedBy;
	const names = unsendable.map(({ named }) => named.name);
	throw toNodeError(run.source.context.getNode(), failure, row, afterwards(run, names));
}

async function sendWhileReading(run: Run): Promise<void> {
	const sending: Array<Promise<void>> = [];
	const finish = async (row: ReadRow) => {
		if (!(row instanceof Row)) run.failures.set(row.position, row);
		else {
			const failure = await perform(run, row);
			if (failure) run.failures.set(row.position, { failure, named: row.named, row });
		}
	};
	for await (const row of readRows(run)) sending.push(finish(row));
	await Promise.all(sending);
}

/** Does what is to be done for a row. Its items are the run's then; what went wrong is returned. */
async function perform(run: Run, row: Row): Promise<Failure | undefined> {
	let failure: Failure | undefined;
	await run.inTurn(row, async () => {
		if (run.isOver) return false;
		try {
			run.progress.finished(row.position, linked(run, await performance(run, row)(row), row));
			return true;
		} catch (thrown) {
			if (thrown === RUN_OVER) return false;
			failure =
				row.isAnswered && !(thrown instanceof Failure)
					? afterTheAnswer(row, thrown)
					: asFailure(thrown);
			// Here, for the next row takes this one's place before anybody else hears of it
			if (run.stopsOnFailure) run.stop(failure, row.named);
			return false;
		}
	});
	return failure;
}

/** Where an earlier try of the node may have had the row's effect, it is looked for and nothing else. */
function performance({ operation, progress }: Run, { position }: Row) {
	const onlyLooks = operation.look !== undefined && progress.uncertain.has(position);
	return onlyLooks ? sendAndShow : (operation.perform ?? sendAndShow);
}

async function sendAndShow(row: Row): Promise<INodeExecutionData[]> {
	return [{ json: row.shown(await row.send()) }];
}

/** Links a row's items to it, with its own columns in them if the user wants that. */
function linked(
	{ source }: Run,
	items: INodeExecutionData[],
	{ itemIndex, position, options }: Row,
): INodeExecutionData[] {
	const columns = options.includeInputFields ? columnsOf(source.items[position]) : {};
	return items.map((item) => ({
		...item,
		json: { ...columns, ...item.json },
		pairedItem: { item: itemIndex },
	}));
}

/** elepay has done its part before, which the message must not hide. */
function afterTheAnswer({ call }: Row, thrown: unknown): Failure {
	const { message, description } = asFailure(thrown);
	return new Failure(
		`elepay accepted ${inSentence(call.subject)}, but n8n couldn't finish it: ${message}`,
		{
			description: `Don't run this row again. Correct the settings, and read with Get what elepay has. ${description}`,
		},
	);
}
