import path from 'node:path';

import { findLastingPort } from '../../n8n/checks';
import { sandboxCredential, saveCredential } from '../../n8n/credentials';
import { DataTable, type DataRow } from '../../n8n/dataTable';
import { readExample, withCredentials } from '../../n8n/examples';
import type { RestClient } from '../../n8n/rest';
import { SandboxClient } from '../../n8n/sandboxClient';
import type { N8nService } from '../../n8n/server';
import {
	addWorkflow,
	executeWorkflow,
	executionsOf,
	publishWorkflow,
	type ExecutionSummary,
	type SavedWorkflow,
} from '../../n8n/workflows';
import { openWorkbench } from '../../n8n/workbench';
import { until, type Bed } from '../bed';
import type { Finding } from '../finding';
import { append, connect, webhookNode } from '../nodes';

const SCENARIO = 'A run breaks off';
const EXAMPLE = 'thousands-of-rows-resumable.workflow.json';
const TABLE = 'Bulk codes';
/** The node that starts it in the editor, and the one behind. */
const START = 'Start';
const FIRST = 'Orders table';

/** How far a run has come when it is broken off. */
const BREAK_AT = 0.4;

/** A part of a bulk run: every row is written back on its own, which is what takes the time. */
const SHARE = 30;

/** Three batches: one written back, one to be lost, one still to come. */
const LEAST_ROWS = 600;

const LIMIT_MS = 5 * 60_000;

/** An n8n, whatever it runs on, in which the example is tried. */
interface Subject {
	rest: RestClient;
	sandbox: SandboxClient;
	files: string;
	credentials: Bed['credentials'];
	/** What its order numbers begin with. */
	prefix: string;
	rows: number;
	/** Starts an execution. */
	start(workflow: SavedWorkflow): Promise<unknown>;
	/** Ends, by force, what runs the execution of this number, and brings back what has to be there. */
	breakOff(execution: string): Promise<void>;
}

/** A process is killed in the middle of the example, which is then run again. */
export async function resumable(bed: Bed): Promise<Finding[]> {
	return [await workerDies(bed), await mainDies(bed), await n8nDies(bed)];
}

/** The other worker takes the next run at once. */
async function workerDies(bed: Bed): Promise<Finding> {
	const { queue } = bed;
	const killed: N8nService[] = [];
	const finding = await breakAndResume('a worker is killed', {
		...inQueueMode(bed),
		prefix: 'worker',
		start: () => fetch(`${queue.balancer.url}/webhook/resumable-worker`, { method: 'POST' }),
		async breakOff(execution) {
			for (const worker of queue.workers) {
				if (!(await worker.printed()).includes(`Worker started execution ${execution} `)) continue;
				await worker.kill();
				killed.push(worker);
			}
			if (killed.length === 0) throw new Error(`No worker has taken execution ${execution}.`);
		},
	});
	for (const worker of killed) await worker.start();
	return finding;
}

/** An execution that was started in the editor runs in the main process. */
async function mainDies(bed: Bed): Promise<Finding> {
	const { main, rest } = bed.queue;
	return breakAndResume('the main process is killed', {
		...inQueueMode(bed),
		prefix: 'main',
		start: (workflow) => executeWorkflow(rest, workflow, START),
		async breakOff() {
			await main.kill();
			await main.start();
		},
	});
}

const rowsFor = (rows: number) => Math.max(LEAST_ROWS, Math.ceil(rows / SHARE));

function inQueueMode({ queue, sandbox, credentials, rows }: Bed) {
	const { rest, files } = queue;
	return { rest, sandbox, files, credentials, rows: rowsFor(rows) };
}

async function n8nDies({ queue, rows, logs }: Bed): Promise<Finding> {
	const workbench = await openWorkbench({
		folder: path.join(queue.home, 'single'),
		fresh: true,
		port: await findLastingPort(),
		sandboxPort: 0,
		log: path.join(logs, 'single.log'),
	});
	const { rest, n8n, files } = workbench;
	try {
		const elepayApi = await saveCredential(rest, sandboxCredential(workbench.sandbox.url));
		return await breakAndResume('without queue mode, n8n is killed', {
			rest,
			sandbox: new SandboxClient(workbench.sandbox.url),
			files,
			credentials: { elepayApi },
			prefix: 'single',
			rows: rowsFor(rows),
			start: (workflow) => executeWorkflow(rest, workflow, START),
			async breakOff() {
				await n8n.kill();
				await n8n.start();
			},
		});
	} finally {
		await workbench.close();
	}
}

async function breakAndResume(what: string, subject: Subject): Promise<Finding> {
	const { rest, sandbox, prefix, rows } = subject;
	await sandbox.reset();
	const { workflow, batchSize } = await addExample(subject);
	const run = async (): Promise<ExecutionSummary> => {
		const { id } = await start(subject, workflow);
		return finish(rest, workflow, id);
	};
	// The first run makes the table
	await run();
	const table = await DataTable.find(rest, TABLE);
	await table.insert(
		Array.from({ length: rows }, (_, index) => ({
			orderNo: `${prefix}-${index + 1}`,
			amount: 100 + index,
			description: `Order ${index + 1}`,
			status: 'new',
		})),
	);
	const ownRows = async () =>
		(await table.rows()).filter(({ orderNo }) => String(orderNo).startsWith(`${prefix}-`));

	const begin = Date.now();
	const broken = await start(subject, workflow);
	const made = async () => (await sandbox.codesPerOrderNo()).size;
	if (!(await until(async () => (await made()) >= rows * BREAK_AT, LIMIT_MS))) {
		throw new Error(`Execution ${broken.id} made ${await made()} codes, and no more.`);
	}
	const perSecond = ((await made()) * 1000) / (Date.now() - begin);
	await subject.breakOff(broken.id);

	const second = await run();
	const unknown = await unknownCodes(sandbox, await ownRows());
	// In place of the half hour in which they run out; the sandbox's clock would end all others too
	for (const id of unknown) await sandbox.closeCode(id);
	const third = await run();
	const asBroken = (await executionsOf(rest, workflow)).find(({ id }) => id === broken.id)?.status;

	const codes = await sandbox.codes();
	const live = new Map<string, string[]>();
	for (const { id, orderNo, status } of codes) {
		if (status === 'pending') live.set(orderNo, [...(live.get(orderNo) ?? []), id]);
	}
	const known = await ownRows();
	const liveOf = ({ orderNo }: DataRow) => live.get(String(orderNo)) ?? [];
	const again = codes.length - rows;
	return {
		scenario: SCENARIO,
		what: `${what}, ${rows.toLocaleString('en')} rows, ${batchSize} a batch`,
		tried: rows,
		held: known.filter((row) => liveOf(row).length === 1 && liveOf(row)[0] === row.codeId).length,
		lost: known.filter((row) => !liveOf(row).includes(String(row.codeId))).length,
		doubled: known.filter((row) => liveOf(row).length > 1).length,
		measured: `${again} codes made again, ${Math.round(perSecond)} rows/s with the write-back; n8n calls the broken run "${asBroken}"`,
		faults: [
			...(asBroken === 'success' ? ['nothing broke off: the first run came to its end'] : []),
			...(again > batchSize ? ['more than a batch was made again'] : []),
			...[second, third]
				.filter(({ status }) => status !== 'success')
				.map(({ id, status }) => `execution ${id} of those after it ended as ${status}`),
		],
	};
}

/** The example, with a webhook that starts it in a worker. */
async function addExample({ rest, files, credentials, prefix }: Subject) {
	const example = withCredentials(await readExample(EXAMPLE, files), credentials);
	const webhook = webhookNode(`resumable-${prefix}`);
	const started = connect(append(example, undefined, webhook), webhook.name, FIRST);
	const workflow = await addWorkflow(rest, started);
	await publishWorkflow(rest, workflow);
	const loop = example.nodes.find(({ name }) => name === 'Loop Over Items');
	return { workflow, batchSize: Number(loop?.parameters.batchSize) };
}

/** Starts an execution, and finds it in the list. */
async function start({ rest, start: begin }: Subject, workflow: SavedWorkflow) {
	const before = new Set((await executionsOf(rest, workflow)).map(({ id }) => id));
	await begin(workflow);
	let started: ExecutionSummary | undefined;
	await until(async () => {
		started = (await executionsOf(rest, workflow)).find(({ id }) => !before.has(id));
		return started !== undefined;
	}, LIMIT_MS);
	if (!started) throw new Error('The workflow has not been started.');
	return started;
}

async function finish(rest: RestClient, workflow: SavedWorkflow, execution: string) {
	let summary: ExecutionSummary | undefined;
	await until(async () => {
		summary = (await executionsOf(rest, workflow)).find(({ id }) => id === execution);
		return summary?.stoppedAt !== undefined && summary.stoppedAt !== null;
	}, LIMIT_MS);
	if (!summary) throw new Error(`n8n knows nothing of execution ${execution}.`);
	return summary;
}

/** The codes that live and that the table doesn't know: what the broken run has lost. */
async function unknownCodes(sandbox: SandboxClient, rows: DataRow[]): Promise<string[]> {
	const known = new Set(rows.map(({ codeId }) => codeId));
	const codes = await sandbox.codes();
	return codes.flatMap(({ id, status }) => (status === 'pending' && !known.has(id) ? [id] : []));
}
