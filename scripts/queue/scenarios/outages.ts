import { setTimeout as wait } from 'node:timers/promises';

import { WEBHOOK_SECRET } from '../../n8n/credentials';
import { DataTable } from '../../n8n/dataTable';
import { readExample, withCredentials, type Workflow } from '../../n8n/examples';
import {
	addWorkflow,
	executeWorkflow,
	publishWorkflow,
	unpublishWorkflow,
} from '../../n8n/workflows';
import { executionsEnd, lastExecution, until, type Bed } from '../bed';
import type { Finding } from '../finding';
import { append, callNode, triggerPath, withParameters } from '../nodes';

const SCENARIO = 'Something goes away';
const TRIGGER = 'Elepay Trigger';

const PER_SECOND = 5;

/** How many of the events there are for each thing that goes away. */
const SHARE = 0.3;

/** How far the sandbox's clock goes at once, and in all: over elepay's last try to deliver. */
const STEP_MS = 15_000;
const RETRIES_MS = 30 * 60_000;

const EXECUTIONS_MS = 2 * 60_000;

/**
 * What n8n stands on goes away for a moment while payments come in through elepay's webhook, which
 * sends again what wasn't answered 2xx: in the end each payment has marked its row and has had its
 * receipt once.
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

	const [webhook] = queue.webhooks;
	const findings = [
		await pay(bed, 'PostgreSQL restarts', 'postgres', () => queue.postgres.service.restart()),
		await pay(bed, 'Redis restarts', 'redis', () => queue.redis.service.restart()),
		await pay(bed, 'a webhook process is killed and comes back', 'webhook', async () => {
			await webhook?.kill();
			await wait(2_000);
			await webhook?.start();
		}),
	];
	await bed.sandbox.stopWebhooks();
	await unpublishWorkflow(rest, saved);
	return findings;
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

/** Codes are paid at a steady pace, and in the midst of it something goes away. */
async function pay(
	bed: Bed,
	what: string,
	prefix: string,
	goAway: () => Promise<void>,
): Promise<Finding> {
	const { sandbox, desk, queue } = bed;
	const count = Math.ceil(bed.events * SHARE);
	const orders = Array.from({ length: count }, (_, index) => ({
		orderNo: `away-${prefix}-${index + 1}`,
		amount: 100 + index,
	}));
	const table = await DataTable.find(queue.rest, 'Orders');
	await table.insert(orders.map((order) => ({ ...order, status: 'sent' })));
	const codes = await Promise.all(orders.map((order) => sandbox.createCode(order)));
	const last = await lastExecution(bed);
	const before = (await sandbox.deliveries()).length;

	let back: Promise<void> | undefined;
	for (const [index, { id }] of codes.entries()) {
		if (index === Math.floor(count / 3)) back = goAway();
		await sandbox.pay(id);
		await wait(1000 / PER_SECOND);
	}
	await back;
	await Promise.all([queue.main, ...queue.workers, ...queue.webhooks].map((one) => one.answers()));
	await deliverAll(bed);
	const failed = await executionsEnd(bed, last, EXECUTIONS_MS);

	const deliveries = (await sandbox.deliveries()).slice(before);
	const again = deliveries.filter(({ attempts }) => attempts.length > 1).length;
	const undelivered = deliveries.filter(({ status }) => status !== 'delivered').length;
	const rows = new Map((await table.rows()).map((row) => [row.orderNo, row.status]));
	const receipts = (orderNo: string) => desk.counts('receipt').get(orderNo) ?? 0;
	const isPaid = (orderNo: string) => rows.get(orderNo) === 'paid';
	return {
		scenario: SCENARIO,
		what,
		tried: count,
		held: orders.filter(({ orderNo }) => isPaid(orderNo) && receipts(orderNo) === 1).length,
		lost: orders.filter(({ orderNo }) => !isPaid(orderNo) || receipts(orderNo) === 0).length,
		doubled: orders.filter(({ orderNo }) => receipts(orderNo) > 1).length,
		measured: `${again} events sent again`,
		faults: [
			...(undelivered ? [`${undelivered} events were never answered 2xx`] : []),
			...(failed ? [`${failed} executions failed`] : []),
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
