import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

import { withCredentials, type Workflow } from '../../n8n/examples';
import { forgetPeak, peakMegabytes } from '../../n8n/usage';
import { addWorkflow, publishWorkflow } from '../../n8n/workflows';
import { executionsEnd, lastExecution, storedMegabytes, type Bed } from '../bed';
import type { Finding } from '../finding';
import { chain, node, webhookNode } from '../nodes';

const SCENARIO = 'Bulk';
const LIMIT_MS = 5 * 60_000;

/**
 * Thousands of rows in one execution of a worker, and two such executions at once: every code is in
 * the output, and no worker loses its lock on the execution.
 */
export async function bulk(bed: Bed): Promise<Finding[]> {
	const { rest } = bed.queue;
	const workflow = withCredentials(bulkWorkflow(bed.queue.files), bed.credentials);
	await publishWorkflow(rest, await addWorkflow(rest, workflow));
	return [
		await runBulk(bed, ['one'], 'in a worker'),
		await runBulk(bed, ['first', 'second'], 'each in two executions at once'),
	];
}

/** A file of rows → codes → a file of codes. Three fields are worked out by expressions. */
function bulkWorkflow(files: string): Workflow {
	const file = (suffix: string) => `=${files}/{{ $('Webhook').first().json.query.name }}${suffix}`;
	return chain('Bulk', [
		webhookNode('bulk'),
		node(
			'Read file',
			'n8n-nodes-base.readWriteFile',
			{ operation: 'read', fileSelector: file('.csv'), options: {} },
			{ typeVersion: 1.1 },
		),
		node(
			'Rows',
			'n8n-nodes-base.extractFromFile',
			{ operation: 'csv', options: {} },
			{ typeVersion: 1.1 },
		),
		node(
			'Create EasyQR code',
			'n8n-nodes-elepay.elepay',
			{
				resource: 'code',
				operation: 'create',
				mappingMode: 'defineBelow',
				amount: '={{ $json.price * $json.count }}',
				orderNo: "={{ $json.run + '-' + $json.number }}",
				additionalFields: { description: '={{ $json.name.trim().toUpperCase() }}' },
				options: {},
			},
			{ credentials: { elepayApi: { id: '', name: '' } } },
		),
		node('File of codes', 'n8n-nodes-base.convertToFile', { operation: 'csv', options: {} }),
		node(
			'Write file',
			'n8n-nodes-base.readWriteFile',
			{ operation: 'write', fileName: file('-codes.csv'), options: {} },
			{ typeVersion: 1.1 },
		),
	]);
}

async function runBulk(bed: Bed, names: string[], where: string): Promise<Finding> {
	const { queue, rows, sandbox } = bed;
	await sandbox.reset();
	for (const name of names) await writeRows(queue.files, name, rows);
	const pids = queue.workers.map(({ pid }) => pid);
	await Promise.all(pids.map(forgetPeak));
	const idle = await Promise.all(pids.map(peakMegabytes));
	const storedBefore = await storedMegabytes(bed);
	const stallsBefore = await countInLogs(bed, /stalled/i);
	const last = await lastExecution(bed);

	const start = Date.now();
	for (const name of names) {
		await fetch(`${queue.balancer.url}/webhook/bulk?name=${name}`, { method: 'POST' });
	}
	const failed = await executionsEnd(bed, last, LIMIT_MS);
	const seconds = (Date.now() - start) / 1000;

	const growth = (await Promise.all(pids.map(peakMegabytes))).map(
		(peak, index) => (peak ?? NaN) - (idle[index] ?? NaN),
	);
	const stored = (await storedMegabytes(bed)) - storedBefore;
	const stalls = (await countInLogs(bed, /stalled/i)) - stallsBefore;
	const busy = await busyWorkers(bed, last);
	const made = await sandbox.codesPerOrderNo();
	const known = (await Promise.all(names.map((name) => readCodes(queue.files, name)))).flat();

	const wanted = names.flatMap((name) => orderNumbers(name, rows));
	const inOutput = new Set(known);
	const held = wanted.filter((orderNo) => made.get(orderNo) === 1 && inOutput.has(orderNo));
	const tenThousands = (rows * names.length) / 10_000;
	return {
		scenario: SCENARIO,
		what: `${rows.toLocaleString('en')} rows ${where}`,
		tried: wanted.length,
		held: held.length,
		lost: wanted.filter((orderNo) => !inOutput.has(orderNo)).length,
		doubled: [...made.values()].filter((count) => count > 1).length,
		measured: [
			`${Math.round(wanted.length / seconds)} rows/s`,
			`${Math.round(Math.max(...growth) / (rows / 10_000))} MB of a worker's memory and ${(stored / tenThousands).toFixed(1)} MB in PostgreSQL per 10,000 rows`,
			`workers at work: ${busy}`,
		].join(', '),
		faults: [
			...(failed ? [`${failed} executions failed`] : []),
			...(stalls ? [`"stalled" ${stalls} times in the logs`] : []),
			...(busy < names.length ? [`${names.length} executions ran in ${busy} worker`] : []),
		],
	};
}

const orderNumbers = (run: string, rows: number) =>
	Array.from({ length: rows }, (_, index) => `${run}-${index + 1}`);

async function writeRows(files: string, run: string, count: number): Promise<void> {
	const rows = Array.from({ length: count }, (_, index) => ({
		run,
		number: index + 1,
		name: ` order ${index + 1} `,
		price: 100 + (index % 900),
		count: 1 + (index % 3),
	}));
	await writeFile(path.join(files, `${run}.csv`), stringify(rows, { header: true }));
}

/** The order numbers of the codes in the output. */
async function readCodes(files: string, run: string): Promise<string[]> {
	const text = await readFile(path.join(files, `${run}-codes.csv`), 'utf8').catch(() => '');
	const codes = parse(text, { columns: true, bom: true }) as Array<Record<string, string>>;
	return codes.flatMap(({ orderNo, codeUrl }) => (orderNo && codeUrl ? [orderNo] : []));
}

async function countInLogs({ queue }: Bed, pattern: RegExp): Promise<number> {
	const services = [queue.main, ...queue.workers, ...queue.webhooks];
	const texts = await Promise.all(services.map((service) => service.printed()));
	return texts.join('\n').match(new RegExp(pattern, 'gi'))?.length ?? 0;
}

/** How many workers have taken one of the executions after this one. */
async function busyWorkers({ queue }: Bed, after: number): Promise<number> {
	const texts = await Promise.all(queue.workers.map((worker) => worker.printed()));
	return texts.filter((text) =>
		[...text.matchAll(/Worker started execution (\d+)/g)].some(([, id]) => Number(id) > after),
	).length;
}
