import { setTimeout as wait } from 'node:timers/promises';

import pLimit from 'p-limit';

import { DataTable } from '../../n8n/dataTable';
import { readExample, withCredentials, type Workflow } from '../../n8n/examples';
import {
	addWorkflow,
	executeWorkflow,
	publishWorkflow,
	unpublishWorkflow,
} from '../../n8n/workflows';
import { executionsEnd, lastExecution, until, type Bed } from '../bed';
import { deliver, deliverAgain, paymentEvent, type SignedEvent } from '../events';
import type { Finding } from '../finding';
import { append, callNode, node, triggerPath } from '../nodes';

const SCENARIO = 'The same payment twice';

/** Between one copy of an event, to one webhook process, and the other, to the other process. */
const GAPS = [0, 20, 100, 1_000];

/** How many events a second leave n8n idle most of the time, and how many at once don't. */
const IDLE_PER_SECOND = 3;
const LOAD_AT_ONCE = 24;

/** How many payments are reported once more when all is over. */
const AGAIN = 20;

const LIMIT_MS = 3 * 60_000;

/** The ways to have the effect once, as the desk knows them. */
const WAYS = {
	trigger: { label: 'Elepay Trigger alone', comparison: true },
	duplicates: { label: 'Remove Duplicates', comparison: true },
	redis: { label: 'Redis Increment, only at 1', comparison: false },
	update: { label: 'Update Row, only if not yet paid', comparison: false },
	example: { label: 'the example, both of them', comparison: false },
} as const;

interface Pair {
	event: SignedEvent;
	gap: number;
	/** Whether n8n has more to do than it can when it is sent. */
	loaded: boolean;
	/** Whether both copies were answered 2xx in the end. */
	taken: boolean;
	/** How often one had to be sent again. */
	again: number;
}

/**
 * Each event comes to both webhook processes, with several gaps in between, half of them while n8n
 * is idle and half while it has more to do than it can. Several ways to have its effect once are in
 * one workflow, so that all of them see the same deliveries.
 */
export async function twice(bed: Bed): Promise<Finding[]> {
	const { rest } = bed.queue;
	bed.desk.clear();
	const workflow = await measuringWorkflow(bed);
	const saved = await addWorkflow(rest, workflow);
	await makeTables(bed, saved);
	const pairs = makePairs(bed.events);
	await insertRows(bed, pairs);

	await publishWorkflow(rest, saved);
	const urls = bed.queue.webhooks.map(({ url }) => url + triggerPath(workflow, 'Elepay Trigger'));
	const last = await lastExecution(bed);
	const loaded = pairs.filter((pair) => pair.loaded);
	await sendIdle(
		pairs.filter((pair) => !pair.loaded),
		urls,
	);
	const start = Date.now();
	await sendLoaded(loaded, urls);
	const perSecond = (2 * loaded.length * 1000) / (Date.now() - start);
	const failed = await executionsEnd(bed, last, LIMIT_MS);
	const second = await reportAgain(bed, pairs.slice(0, AGAIN), urls[0] ?? '');
	await unpublishWorkflow(rest, saved);

	const again = pairs.reduce((sum, pair) => sum + pair.again, 0);
	const refused = pairs.filter(({ taken }) => !taken).length;
	const deliveries = `, ${perSecond.toFixed(1)} deliveries/s under load, ${again} sent again`;
	const faults = [
		...(failed ? [`${failed} executions failed`] : []),
		...(refused ? [`${refused} events were never answered 2xx`] : []),
	];
	const once = Object.entries(WAYS).flatMap(([way, { label, comparison }]) =>
		GAPS.map((gap): Finding => {
			const counts = bed.desk.counts(way);
			const some = pairs.filter((pair) => pair.gap === gap);
			const timesOf = ({ event }: Pair) => counts.get(event.id) ?? 0;
			const times = some.map(timesOf);
			const doubled = some.filter((pair) => timesOf(pair) > 1);
			const doubledIdle = doubled.filter((pair) => !pair.loaded).length;
			return {
				scenario: SCENARIO,
				what: `${gap.toLocaleString('en')} ms apart: ${label}`,
				tried: some.length,
				held: times.filter((count) => count === 1).length,
				lost: times.filter((count) => count === 0).length,
				doubled: doubled.length,
				measured: `twice: ${doubledIdle} idle, ${doubled.length - doubledIdle} under load${way === 'trigger' ? deliveries : ''}`,
				faults,
				comparison,
			};
		}),
	);
	return [...once, second];
}

/** Payments that have marked their rows are reported once more, in events of other IDs. */
async function reportAgain(bed: Bed, pairs: Pair[], url: string): Promise<Finding> {
	const table = await DataTable.find(bed.queue.rest, 'Orders');
	const read = async () =>
		new Map((await table.rows()).map((row) => [String(row.orderNo), JSON.stringify(row)]));
	const before = await read();
	const last = await lastExecution(bed);
	const events = pairs.map(({ event: { orderNo, amount } }) => paymentEvent(orderNo, amount));
	const taken = await Promise.all(events.map((event) => deliver(url, event)));
	await executionsEnd(bed, last, LIMIT_MS);
	const after = await read();
	const receipts = bed.desk.counts('example');
	const changed = events.filter(({ orderNo }) => before.get(orderNo) !== after.get(orderNo));
	const refused = taken.filter((ok) => !ok).length;
	return {
		scenario: SCENARIO,
		what: 'another event of a payment whose row is marked: the example',
		tried: events.length,
		held: events.filter((event) => !receipts.has(event.id) && !changed.includes(event)).length,
		lost: 0,
		doubled: events.filter(({ id }) => receipts.has(id)).length,
		measured: 'no receipt, and the row stays as it is',
		faults: [
			...(changed.length ? [`${changed.length} rows changed`] : []),
			...(refused ? [`${refused} events weren't answered 2xx`] : []),
		],
	};
}

/**
 * The example for queue mode with a receipt behind its newly paid rows, and beside it the other
 * ways, each with a receipt of its own.
 */
async function measuringWorkflow({ queue, credentials, desk }: Bed): Promise<Workflow> {
	const file = 'payment-to-row-paid-queue-mode.workflow.json';
	const example = withCredentials(await readExample(file, queue.files), credentials);
	const receipt = (way: keyof typeof WAYS) =>
		callNode(`Receipt: ${way}`, desk.url(way, "$('Elepay Trigger').first().json.eventId"));
	const trigger = 'Elepay Trigger';

	let workflow = append(example, 'Newly paid rows', receipt('example'));
	workflow = append(workflow, 'First delivery?', receipt('redis'));
	workflow = append(workflow, trigger, receipt('trigger'));
	workflow = append(workflow, trigger, removeDuplicates);
	workflow = append(workflow, removeDuplicates.name, receipt('duplicates'));
	workflow = append(workflow, trigger, updateAlone);
	workflow = append(workflow, updateAlone.name, receipt('update'));
	workflow = append(workflow, 'Set up once', paymentsTable);
	return workflow;
}

const removeDuplicates = node(
	'Remove Duplicates',
	'n8n-nodes-base.removeDuplicates',
	{
		operation: 'removeItemsSeenInPreviousExecutions',
		dedupeValue: '={{ $json.eventId }}',
		options: {},
	},
	{ typeVersion: 2 },
);

const paymentsTable = node(
	'Payments table',
	'n8n-nodes-base.dataTable',
	{
		resource: 'table',
		operation: 'create',
		tableName: 'Payments',
		columns: {
			column: [
				{ name: 'orderNo', type: 'string' },
				{ name: 'status', type: 'string' },
			],
		},
		options: { createIfNotExists: true },
	},
	{ typeVersion: 1.1 },
);

const updateAlone = node(
	'Update Row',
	'n8n-nodes-base.dataTable',
	{
		resource: 'row',
		operation: 'update',
		dataTableId: { __rl: true, mode: 'name', value: 'Payments' },
		matchType: 'allConditions',
		filters: {
			conditions: [
				{ keyName: 'orderNo', condition: 'eq', keyValue: '={{ $json.orderNo }}' },
				{ keyName: 'status', condition: 'neq', keyValue: 'paid' },
			],
		},
		columns: { mappingMode: 'defineBelow', value: { status: 'paid' }, schema: [] },
		options: {},
	},
	{ typeVersion: 1.1 },
);

async function makeTables({ queue }: Bed, saved: { id: string; versionId: string }): Promise<void> {
	await executeWorkflow(queue.rest, saved, 'Set up once');
	const exist = (name: string) =>
		DataTable.find(queue.rest, name).then(
			() => true,
			() => false,
		);
	const made = await until(
		async () => (await exist('Orders')) && (await exist('Payments')),
		30_000,
	);
	if (!made) throw new Error('"Set up once" made no tables.');
}

/** Half of each gap's events for either time, and the gaps mixed. */
function makePairs(events: number): Pair[] {
	return Array.from({ length: events }, (_, index) =>
		GAPS.map((gap) => ({
			event: paymentEvent(`twice-${gap}-${index}`, 100 + index),
			gap,
			loaded: index % 2 === 1,
			taken: false,
			again: 0,
		})),
	).flat();
}

async function insertRows({ queue }: Bed, pairs: Pair[]): Promise<void> {
	const rows = pairs.map(({ event: { orderNo, amount } }) => ({ orderNo, amount, status: 'sent' }));
	await (await DataTable.find(queue.rest, 'Orders')).insert(rows);
	const payments = rows.map(({ orderNo, status }) => ({ orderNo, status }));
	await (await DataTable.find(queue.rest, 'Payments')).insert(payments);
}

async function sendPair(pair: Pair, [first = '', second = '']: string[]): Promise<void> {
	const copies = await Promise.all([
		deliverAgain(first, pair.event),
		wait(pair.gap).then(() => deliverAgain(second, pair.event)),
	]);
	pair.taken = copies.every(({ taken }) => taken);
	pair.again = copies.reduce((sum, { tries }) => sum + tries - 1, 0);
}

async function sendIdle(pairs: Pair[], urls: string[]): Promise<void> {
	const sent: Array<Promise<void>> = [];
	for (const pair of pairs) {
		sent.push(sendPair(pair, urls));
		await wait(1000 / IDLE_PER_SECOND);
	}
	await Promise.all(sent);
}

async function sendLoaded(pairs: Pair[], urls: string[]): Promise<void> {
	const limit = pLimit(LOAD_AT_ONCE);
	await Promise.all(pairs.map((pair) => limit(() => sendPair(pair, urls))));
}
