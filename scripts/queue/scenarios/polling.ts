import { setTimeout as wait } from 'node:timers/promises';

import { DataTable } from '../../n8n/dataTable';
import { readExample, withCredentials, type Workflow } from '../../n8n/examples';
import type { N8nService } from '../../n8n/server';
import {
	addWorkflow,
	executeWorkflow,
	publishWorkflow,
	unpublishWorkflow,
} from '../../n8n/workflows';
import { executionsEnd, lastExecution, until, type Bed } from '../bed';
import type { Finding } from '../finding';
import { append, callNode, withParameters, without } from '../nodes';

const SCENARIO = 'Another leader';
const TRIGGER = 'Elepay Payments Trigger';
const CATCH_UP_START = 'Every ten minutes';
const LIST = 'GET /charges';

/** n8n takes no Poll Times of less than a minute, but several of them. */
const LOOK_EVERY = 5;
const POLL_TIMES = {
	item: Array.from({ length: 60 / LOOK_EVERY }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * LOOK_EVERY} * * * * *`,
	})),
};

const PER_SECOND = 1;

/** More than can be paid while the leader changes. */
const ORDERS = 400;

/** Between two changes, and after the last one: some looks. */
const CALM_MS = 7_000;

/** For how long nobody leads: a look at least, if anything but the leader made any. */
const NOBODY_MS = 6_000;

const LIMIT_MS = 60_000;

/** With them, n8n saves how far a poll has come and the execution that it starts in one transaction. */
const DURABLE_CURSORS = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/**
 * How a leader goes, and how many milliseconds after a look has begun: at some time in the first
 * fifty, n8n has saved how far the look has come and not yet the execution that it starts.
 */
const CHANGES = [
	{ how: 'stop', after: 2_500 },
	{ how: 'stop', after: 15 },
	{ how: 'kill', after: 20 },
	{ how: 'kill', after: 40 },
] as const;

/**
 * Payments come in at a steady pace while one main process takes the place of another. The example
 * for every payment finds them by asking elepay, from the leader only; the one that catches up finds
 * those that n8n had taken and lost with the leader.
 */
export async function polling(bed: Bed): Promise<Finding[]> {
	return [
		await changeLeaders(bed, 'default', "with n8n's defaults", {}),
		await changeLeaders(bed, 'durable', "with n8n's durable cursors", DURABLE_CURSORS),
	];
}

async function changeLeaders(
	bed: Bed,
	prefix: string,
	label: string,
	env: Record<string, string>,
): Promise<Finding> {
	const { queue, sandbox, desk } = bed;
	const { rest } = queue;
	desk.clear();
	await sandbox.reset();
	if (Object.keys(env).length > 0) await replaceLeader(bed, (main) => main.stop(), env);

	const saved = await addWorkflow(rest, await paymentsWorkflow(bed));
	const catchUp = await addWorkflow(rest, await catchUpWorkflow(bed));
	await executeWorkflow(rest, saved, 'Set up once');
	const table = await tableOfOrders(bed);
	const orders = Array.from({ length: ORDERS }, (_, index) => ({
		orderNo: `${prefix}-${index + 1}`,
		amount: 100 + index,
	}));
	const codes = await Promise.all(orders.map((order) => sandbox.createCode(order)));
	await table.insert(
		codes.map(({ id, orderNo, amount, codeUrl }) => ({
			...{ orderNo, amount, codeUrl },
			codeId: id,
			status: 'sent',
		})),
	);
	const last = await lastExecution(bed);
	// The first look only notes where to begin
	const first = nextLook(bed);
	await publishWorkflow(rest, saved);
	await first;
	await wait(CALM_MS);

	const paid: string[] = [];
	const payer = payUntilStopped(bed, codes, paid);
	let strayLooks = 0;
	for (const { how, after } of CHANGES) {
		await wait(CALM_MS);
		await nextLook(bed);
		await wait(after);
		strayLooks += await replaceLeader(bed, (main) => main[how](), env);
	}
	await wait(CALM_MS);
	await payer.stop();
	const seen = (orderNo: string) => desk.counts('seen').get(orderNo) ?? 0;
	const receipts = (orderNo: string) => desk.counts('receipt').get(orderNo) ?? 0;
	// Nothing tells of an execution that n8n has lost
	await until(() => seen(paid.at(-1) ?? '') > 0, LIMIT_MS);
	const failed = await executionsEnd(bed, last, LIMIT_MS);
	const missing = paid.filter((orderNo) => seen(orderNo) === 0).length;
	const repeated = paid.filter((orderNo) => seen(orderNo) > 1).length;

	const beforeCatchUp = await lastExecution(bed);
	await executeWorkflow(rest, catchUp, CATCH_UP_START);
	await until(async () => (await lastExecution(bed)) > beforeCatchUp, LIMIT_MS);
	await executionsEnd(bed, beforeCatchUp, LIMIT_MS);
	await unpublishWorkflow(rest, saved);

	const rows = new Map((await table.rows()).map(({ orderNo, status }) => [orderNo, status]));
	const isMarked = (orderNo: string) => rows.get(orderNo) === 'paid';
	const tooEarly = orders.filter(({ orderNo }) => isMarked(orderNo) && !paid.includes(orderNo));
	return {
		scenario: SCENARIO,
		what: `${CHANGES.length} changes ${label}`,
		tried: paid.length,
		held: paid.filter((orderNo) => isMarked(orderNo) && receipts(orderNo) === 1).length,
		lost: paid.filter((orderNo) => !isMarked(orderNo) || receipts(orderNo) === 0).length,
		doubled: paid.filter((orderNo) => receipts(orderNo) > 1).length,
		measured: `the trigger alone: ${missing} payments without effect (found by the catch-up), ${repeated} twice; ${failed} executions lost by n8n`,
		faults: [
			...(strayLooks ? [`${strayLooks} looks while there was no leader`] : []),
			...(tooEarly.length ? [`${tooEarly.length} rows marked that weren't paid`] : []),
		],
	};
}

/** The example for every payment, without elepay's events and with a receipt. */
async function paymentsWorkflow({ queue, credentials, desk }: Bed): Promise<Workflow> {
	const example = withCredentials(
		await readExample('every-payment.workflow.json', queue.files),
		credentials,
	);
	let workflow = without(example, 'Elepay Trigger');
	workflow = withParameters(workflow, TRIGGER, { pollTimes: POLL_TIMES });
	workflow = append(workflow, TRIGGER, callNode('Seen', desk.url('seen', '$json.orderNo')));
	const receipt = callNode('Receipt', desk.url('receipt', '$json.orderNo'));
	return append(workflow, 'Newly paid rows', receipt);
}

/** The example that asks elepay for the rows that aren't paid yet, with the same receipt. */
async function catchUpWorkflow({ queue, credentials, desk }: Bed): Promise<Workflow> {
	const file = 'catch-up-on-payments.workflow.json';
	const example = withCredentials(await readExample(file, queue.files), credentials);
	const receipt = callNode('Receipt', desk.url('receipt', '$json.orderNo'));
	return append(example, 'Newly paid rows', receipt);
}

async function tableOfOrders({ queue }: Bed): Promise<DataTable> {
	let table: DataTable | undefined;
	await until(async () => {
		table = await DataTable.find(queue.rest, 'Orders').catch(() => undefined);
		return table !== undefined;
	}, LIMIT_MS);
	if (!table) throw new Error('"Set up once" made no table.');
	return table;
}

/** Pays one code after the other. */
function payUntilStopped(
	{ sandbox }: Bed,
	codes: Array<{ id: string; orderNo: string }>,
	paid: string[],
) {
	let stopped = false;
	const pays = (async () => {
		for (const { id, orderNo } of codes) {
			if (stopped) return;
			await sandbox.pay(id);
			paid.push(orderNo);
			await wait(1000 / PER_SECOND);
		}
		throw new Error('There was nothing left to pay.');
	})();
	return {
		stop: async () => {
			stopped = true;
			await pays;
		},
	};
}

const looks = ({ queue }: Bed) => queue.sandbox.state.stats.requests.get(LIST) ?? 0;

/** Waits for the moment at which elepay is asked. */
async function nextLook(bed: Bed): Promise<void> {
	const before = looks(bed);
	const limit = Date.now() + LIMIT_MS;
	while (looks(bed) === before) {
		if (Date.now() > limit) throw new Error('The trigger has ceased to look.');
		await wait(1);
	}
}

/**
 * Ends the main process and starts another one, which has seen nothing of what the first one did.
 *
 * @returns how often elepay was asked in between
 */
async function replaceLeader(
	bed: Bed,
	end: (main: N8nService) => Promise<unknown>,
	env: Record<string, string>,
): Promise<number> {
	const { queue } = bed;
	await end(queue.main);
	const before = looks(bed);
	await wait(NOBODY_MS);
	const strayLooks = looks(bed) - before;
	await queue.startAnotherMain(env);
	return strayLooks;
}
