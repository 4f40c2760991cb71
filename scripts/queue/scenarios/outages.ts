import { setTimeout as wait } from 'node:timers/promises';

import { WEBHOOK_SECRET } from '../../n8n/credentials';
import { DataTable } from '../../n8n/dataTable';
import { readExample, withCredentials, type Workflow } from '../../n8n/examples';
import type { Service } from '../../n8n/service';
import {
	addWorkflow,
	executeWorkflow,
	publishWorkflow,
	unpublishWorkflow,
	type SavedWorkflow,
} from '../../n8n/workflows';
import type { SandboxCode } from '../../n8n/sandboxClient';
import { executionsEnd, lastExecution, until, type Bed } from '../bed';
import type { Finding } from '../finding';
import { append, callNode, triggerPath, withParameters } from '../nodes';

const SCENARIO = 'Something goes away';
const TRIGGER = 'Elepay Trigger';
const CATCH_UP_START = 'Every ten minutes';

const PER_SECOND = 5;

/** How long a database is away. */
const DOWN_MS = 2_000;

/** How many payments there are for each thing that goes away. */
const PAYMENTS = 60;

/** How far the sandbox's clock goes at once, and in all: over elepay's last try to deliver. */
const STEP_MS = 15_000;
const RETRIES_MS = 30 * 60_000;

/** What n8n has lost stays under way for it. */
const EXECUTIONS_MS = 30_000;

/**
 * What n8n stands on goes away for a moment while payments come in through elepay's webhook, which
 * sends again what wasn't answered 2xx. n8n itself may lose an execution that it had answered 2xx;
 * the example that catches up finds those payments. In the end each has marked its row and has had
 * its receipt once.
 */
export async function outages(bed: Bed): Promise<Finding[]> {
	const { queue } = bed;
	const { rest } = queue;
	bed.desk.clear();
	const workflow = await paymentWorkflow(bed);
	const saved = await addWorkflow(rest, workflow);
	await executeWorkflow(rest, saved, 'Set up once');
	await publishWorkflow(rest, saved);
	const url = queue.balancer.url + triggerPath(workflow, TRIGGER);
	await bed.sandbox.sendWebhooks(url, WEBHOOK_SECRET);

	const catchUp = await addWorkflow(rest, await catchUpWorkflow(bed));
	const [webhook] = queue.webhooks;
	const pay = (what: string, prefix: string, goAway: () => Promise<unknown>) =>
		payWhile(bed, catchUp, what, prefix, goAway);
	const findings = [
		await pay('PostgreSQL restarts', 'postgres', () => restart(queue.postgres.service)),
		await pay('Redis restarts', 'redis', () => restart(queue.redis.service)),
		await pay('a webhook process is killed', 'webhook', async () => {
			await webhook?.kill();
			await webhook?.start();
		}),
	];
	await bed.sandbox.stopWebhooks();
	await unpublishWorkflow(rest, saved);
	return findings;
}

async function restart(service: Service): Promise<void> {
	await service.stop();
	await wait(DOWN_MS);
	await service.start();
}

/** The example for queue mode, with a receipt behind its newly paid rows. */
async function paymentWorkflow({ queue, credentials, desk }: Bed): Promise<Workflow> {
	const file = 'payment-to-row-paid-queue-mode.workflow.json';
	const example = withCredentials(await readExample(file, queue.files), credentials);
	const receipt = callNode('Receipt', desk.url('receipt', '$json.orderNo'));
	return withParameters(append(example, 'Newly paid rows', receipt), TRIGGER, {
		// The sandbox's clock, which goes ahead here, signs
		options: { tolerance: 3600 },
	});
}

/** The example that asks elepay for payments of which no event has told, with the same receipt. */
async function catchUpWorkflow({ queue, credentials, desk }: Bed): Promise<Workflow> {
	const file = 'catch-up-on-payments.workflow.json';
	const example = withCredentials(await readExample(file, queue.files), credentials);
	const receipt = callNode('Receipt', desk.url('receipt', '$json.orderNo'));
	return append(example, 'Newly paid rows', receipt);
}

const rowOf = (codeId: string, { orderNo, amount, codeUrl }: Omit<SandboxCode, 'id'>) => ({
	orderNo,
	amount,
	codeId,
	codeUrl,
	status: 'sent',
});

/** Codes are paid at a steady pace, and in the midst of it something goes away. */
async function payWhile(
	bed: Bed,
	catchUp: SavedWorkflow,
	what: string,
	prefix: string,
	goAway: () => Promise<unknown>,
): Promise<Finding> {
	const { sandbox, desk, queue } = bed;
	const count = PAYMENTS;
	const orders = Array.from({ length: count }, (_, index) => ({
		orderNo: `away-${prefix}-${index + 1}`,
		amount: 100 + index,
	}));
	const table = await DataTable.find(queue.rest, 'Orders');
	const codes = await Promise.all(orders.map((order) => sandbox.createCode(order)));
	await table.insert(codes.map(({ id, ...code }) => rowOf(id, code)));
	const last = await lastExecution(bed);
	const before = (await sandbox.deliveries()).length;

	let back: Promise<unknown> | undefined;
	for (const [index, { id }] of codes.entries()) {
		if (index === Math.floor(count / 3)) back = goAway();
		await sandbox.pay(id);
		await wait(1000 / PER_SECOND);
	}
	await back;
	await Promise.all([queue.main, ...queue.workers, ...queue.webhooks].map((one) => one.answers()));
	await deliverAll(bed);
	const failed = await executionsEnd(bed, last, EXECUTIONS_MS);
	const receipts = (orderNo: string) => desk.counts('receipt').get(orderNo) ?? 0;
	const missing = orders.filter(({ orderNo }) => receipts(orderNo) === 0).length;

	const beforeCatchUp = await lastExecution(bed);
	await executeWorkflow(queue.rest, catchUp, CATCH_UP_START);
	await until(async () => (await lastExecution(bed)) > beforeCatchUp, EXECUTIONS_MS);
	const catchUpFailed = await executionsEnd(bed, beforeCatchUp, EXECUTIONS_MS);

	const deliveries = (await sandbox.deliveries()).slice(before);
	const again = deliveries.filter(({ attempts }) => attempts.length > 1).length;
	const undelivered = deliveries.filter(({ status }) => status !== 'delivered').length;
	const rows = new Map((await table.rows()).map((row) => [row.orderNo, row.status]));
	const isPaid = (orderNo: string) => rows.get(orderNo) === 'paid';
	return {
		scenario: SCENARIO,
		what,
		tried: count,
		held: orders.filter(({ orderNo }) => isPaid(orderNo) && receipts(orderNo) === 1).length,
		lost: orders.filter(({ orderNo }) => !isPaid(orderNo) || receipts(orderNo) === 0).length,
		doubled: orders.filter(({ orderNo }) => receipts(orderNo) > 1).length,
		measured: `${again} events sent again, ${failed} executions lost by n8n, ${missing} payments found by the catch-up`,
		faults: [
			...(undelivered ? [`${undelivered} events were never answered 2xx`] : []),
			...(catchUpFailed ? ['the catch-up failed'] : []),
		],
	};
}

/** Moves the sandbox's clock until elepay has delivered everything or has given up. */
async function deliverAll({ sandbox }: Bed): Promise<void> {
	const pending = async () =>
		(await sandbox.deliveries()).some(({ status }) => status === 'pending');
	// What is on its way now has five seconds
	await until(async () => !(await pending()), 6_000);
	for (let passed = 0; passed < RETRIES_MS && (await pending()); passed += STEP_MS) {
		await sandbox.advance(STEP_MS);
	}
}
