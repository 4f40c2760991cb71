import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse } from 'csv-parse/sync';

import { WEBHOOK_SECRET, type CredentialReference } from '../scripts/n8n/credentials';
import { DataTable, type DataRow } from '../scripts/n8n/dataTable';
import { exampleFiles, readExample } from '../scripts/n8n/examples';
import {
	addWorkflow,
	executeWorkflow,
	executionsOf,
	publishWorkflow,
	unpublishWorkflow,
} from '../scripts/n8n/workflows';
import { chooseAccount } from './support/accounts';
import { openMailbox, saveMailServer } from './support/mailbox';
import { expect, test } from './support/test';

test('the example "Orders to EasyQR codes" makes a code for every row of its file', async ({
	editor,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	await editor.importWorkflow(
		await readExample('orders-to-easyqr.workflow.json', environment.files),
	);
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(environment.credential);
	await panel.close();
	await editor.execute();

	const csv = await readFile(path.join(environment.files, 'orders.csv'), 'utf8');
	const rows = parse(csv, { columns: true, bom: true }) as Array<Record<string, string>>;
	const codes = await sandbox.codes();
	expect(codes).toHaveLength(rows.length);
	for (const { orderNo, amount, description, 'metadata.invoice': invoice } of rows) {
		expect(codes).toContainEqual(
			expect.objectContaining({
				orderNo,
				amount: Number(amount),
				description,
				metadata: { invoice },
				status: 'pending',
			}),
		);
	}

	await editor.open('Codes');
	await expect(panel.output).toContainText(`${rows.length} items`);
	await panel.show(panel.output, 'table');
	await expect(panel.output).toContainText('株式会社あおば商会');
});

test('the other examples mail a new order its code, and mark its row paid', async ({
	editor,
	rest,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	const mailbox = await openMailbox();
	await saveMailServer(rest, 'mailbox', mailbox.port);

	await test.step('the first run makes the table of orders', async () => {
		await editor.importWorkflow(
			await readExample('row-to-code-to-email.workflow.json', environment.files),
		);
		for (const node of ['Create EasyQR code', 'Get EasyQR code']) {
			await editor.open(node);
			await panel.chooseCredential(environment.credential);
			await panel.close();
		}
		await editor.open('E-mail the code');
		await panel.chooseCredential('mailbox');
		await panel.close();
		await editor.execute();
	});
	const table = await DataTable.find(rest, 'Orders');
	const statuses = async () => (await table.rows()).map(({ status }) => status);

	await test.step('the second one mails the code of each new row', async () => {
		await table.insert([
			{ orderNo: 'M-1', amount: 1200, email: 'yamada@example.com', status: 'new' },
			{ orderNo: 'M-2', amount: 880, email: 'suzuki@example.com', status: 'new' },
		]);
		await editor.execute();
		await expect.poll(statuses).toEqual(['sent', 'sent']);
		expect(mailbox.mails).toHaveLength(2);
		expect(mailbox.mails[0]).toContain('easyqr-M-1.png');
		expect(mailbox.mails[0]).toContain('yamada@example.com');
	});

	await test.step('a payment marks the row paid', async () => {
		await editor.importWorkflow(
			await readExample('payment-to-row-paid.workflow.json', environment.files),
		);
		await editor.open('Elepay Trigger');
		await panel.chooseCredential(environment.webhookCredential);
		const url = await panel.productionUrl();
		await panel.close();
		await editor.publish();

		await sandbox.sendWebhooks(url, WEBHOOK_SECRET);
		const paid = (await sandbox.codes()).find(({ orderNo }) => orderNo === 'M-2');
		await sandbox.pay(paid!.id);
		await expect.poll(statuses).toEqual(['sent', 'paid']);
	});

	await test.step('a payment of which no event has told is found', async () => {
		await sandbox.stopWebhooks();
		const paid = (await sandbox.codes()).find(({ orderNo }) => orderNo === 'M-1');
		await sandbox.pay(paid!.id);
		await editor.importWorkflow(
			await readExample('catch-up-on-payments.workflow.json', environment.files),
		);
		await editor.open('Get EasyQR code');
		await panel.chooseCredential(environment.credential);
		await panel.close();
		await editor.execute();
		await expect.poll(statuses).toEqual(['paid', 'paid']);
	});
	await mailbox.close();
});

test('the example for thousands of rows goes on where it stopped', async ({
	editor,
	rest,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	await editor.importWorkflow(
		await readExample('thousands-of-rows-resumable.workflow.json', environment.files),
	);
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(environment.credential);
	await panel.close();
	await editor.execute();
	const table = await DataTable.find(rest, 'Bulk codes');
	const statuses = async () => (await table.rows()).map(({ status }) => status);
	const rows = (...orders: string[]) =>
		orders.map((orderNo) => ({ orderNo, amount: 1200, description: 'Tea', status: 'new' }));

	await table.insert(rows('B-1', 'B-2'));
	await editor.execute();
	await expect.poll(statuses).toEqual(['code', 'code']);
	const codes = await sandbox.codes();
	expect(await table.rows()).toEqual(
		['B-1', 'B-2'].map((orderNo) => {
			const { id: codeId, codeUrl } = codes.find((code) => code.orderNo === orderNo)!;
			return expect.objectContaining({ orderNo, status: 'code', codeId, codeUrl, problem: null });
		}),
	);

	await table.insert(rows('B-3', 'B-1'));
	await editor.execute();
	await expect.poll(statuses).toEqual(['code', 'code', 'code', 'new']);
	await expect.poll(async () => (await table.rows())[3]!.problem).toContain('B-1');
	expect((await sandbox.codes()).map(({ orderNo }) => orderNo)).toEqual(['B-1', 'B-2', 'B-3']);
});

test('the example "Orders to invoices" sends each new order one invoice', async ({
	editor,
	rest,
	sandbox,
	environment,
}) => {
	await editor.importWorkflow(
		await readExample('orders-to-invoices.workflow.json', environment.files),
	);
	await chooseAccount(
		editor,
		environment.credential,
		'Create or update customer',
		'Create and send invoice',
	);
	await editor.execute();
	const table = await DataTable.find(rest, 'Invoices to send');
	const statuses = async () => (await table.rows()).map(({ status }) => status);

	const order = (orderNo: string, values: DataRow = {}) => ({
		orderNo,
		amount: 1200,
		description: '会費 11月分',
		customer: '山田 花子',
		email: 'hanako@example.com',
		status: 'new',
		...values,
	});
	await table.insert([
		order('O-1'),
		order('O-2', { amount: 880, email: 'Hanako@Example.com' }),
		order('O-3', { email: null }),
		order('O-4', { amount: 0 }),
		order('O-5', { status: 'sending' }),
	]);
	await editor.execute();
	await expect.poll(statuses).toEqual(['sent', 'sent', 'problem', 'problem', 'sending']);

	const [first, second, ...others] = (await sandbox.invoices()).sort(byAmount).reverse();
	expect(others).toEqual([]);
	expect(first).toMatchObject({
		name: 'O-1 会費 11月分',
		amount: 1200,
		status: 'sent',
		sends: 1,
		customer: { name: '山田 花子', email: 'hanako@example.com' },
	});
	expect(second).toMatchObject({ name: 'O-2 会費 11月分', amount: 880, status: 'sent', sends: 1 });
	expect(second!.customer.id).toBe(first!.customer.id);
	const [sent, , withoutEmail, free] = await table.rows();
	expect(sent).toMatchObject({
		invoiceId: first!.id,
		invoiceNo: first!.invoiceNo,
		customerId: first!.customer.id,
	});
	expect(withoutEmail!.problem).toContain('Email');
	expect(free!.problem).toContain('Amount');

	await test.step('another run leaves alone what has its invoice', async () => {
		await table.insert([order('O-6')]);
		await editor.execute();
		await expect.poll(statuses).toEqual(['sent', 'sent', 'problem', 'problem', 'sending', 'sent']);
		expect(await sandbox.invoices()).toHaveLength(3);
	});
});

test('the example "Refunds from a sheet" runs twice and refunds once', async ({
	editor,
	rest,
	sandbox,
	environment,
}) => {
	for (const [orderNo, amount] of [
		['R-1', 1000],
		['R-2', 500],
	] as const) {
		const { id } = await sandbox.createCode({ orderNo, amount });
		await sandbox.pay(id);
	}
	const charges = await sandbox.charges();
	const [one, two] = ['R-1', 'R-2'].map(
		(number) => charges.find(({ orderNo }) => orderNo === number)!.id,
	) as [string, string];
	const refunded = async (id: string) => (await sandbox.refunds(id)).map(({ amount }) => amount);

	await editor.importWorkflow(
		await readExample('refunds-from-a-sheet.workflow.json', environment.files),
	);
	await chooseAccount(editor, environment.credential, 'Create refund');
	await editor.execute();
	const table = await DataTable.find(rest, 'Refunds to make');
	const statuses = async () => (await table.rows()).map(({ status }) => status);
	await table.insert([
		{ chargeId: one, amount: 300, reason: '返品', status: 'new' },
		{ chargeId: two, amount: 600, reason: '返品', status: 'new' },
		{ chargeId: one, amount: 300, reason: '返品', status: 'new' },
	]);
	await editor.execute();
	await expect.poll(statuses).toEqual(['refunded', 'problem', 'refunded']);
	expect(await refunded(one)).toEqual([300, 300]);
	expect(await refunded(two)).toEqual([]);
	const before = await table.rows();
	expect(before[1]!.problem).toContain('Amount is more than what is left');

	await test.step('whose marks are lost, they are marked again', async () => {
		await table.update({ status: 'refunded' }, { status: 'new', refundId: null });
		await table.update({ status: 'problem' }, { status: 'new', amount: 500 });
		await editor.execute();
		await expect.poll(statuses).toEqual(['refunded', 'refunded', 'refunded']);
		expect(await refunded(one)).toEqual([300, 300]);
		expect(await refunded(two)).toEqual([500]);
		const after = await table.rows();
		expect(after[0]!.refundId).toBe(before[0]!.refundId);
		expect(after[2]!.refundId).toBe(before[2]!.refundId);
	});
});

test('the example "The day\'s reconciliation" finds what payments and orders say of each other', async ({
	editor,
	rest,
	sandbox,
	environment,
}) => {
	await editor.importWorkflow(
		await readExample('daily-reconciliation.workflow.json', environment.files),
	);
	await chooseAccount(editor, environment.credential, 'Payments of the day');
	await editor.execute();
	const orders = await DataTable.find(rest, 'Orders');
	const report = await DataTable.find(rest, 'Reconciliation');
	const findings = async (day: string) =>
		(await report.rows())
			.filter((row) => row.day === day)
			.map(({ finding, orderNo, paid, ordered, refunded }) =>
				[finding, orderNo, paid, ordered, refunded].join(),
			)
			.sort();

	const paid = { status: 'paid' };
	await orders.insert([
		{ orderNo: 'SEED-1', amount: 101, ...paid },
		{ orderNo: 'SEED-2', amount: 102, status: 'sent' },
		{ orderNo: 'SEED-3', amount: 300, ...paid },
		{ orderNo: 'SEED-5', amount: 105, ...paid },
		{ orderNo: 'SEED-6', amount: 106, ...paid },
		{ orderNo: 'SEED-7', amount: 107, ...paid },
		{ orderNo: 'D-1', amount: 900, ...paid },
		{ orderNo: 'D-2', amount: 800, ...paid },
	]);
	/** Whose marks say that they were paid when the day began, in Japan. */
	const mark = async (dayStart: number) => {
		const at = (time: number) => ({ paidAt: new Date(time).toISOString() });
		for (const orderNo of ['SEED-1', 'SEED-3', 'SEED-5', 'SEED-7', 'D-1']) {
			await orders.update({ orderNo }, at(dayStart));
		}
		await orders.update({ orderNo: 'D-2' }, at(dayStart - 1));
	};

	let day: string;
	// Once more if midnight comes in between
	do {
		day = yesterdayInJapan();
		const dayStart = Date.parse(`${day}T00:00:00+09:00`);
		await sandbox.reset();
		await mark(dayStart);

		await editor.execute();
		await expect
			.poll(() => findings(day))
			.toEqual(
				['D-1,,900', 'SEED-1,,101', 'SEED-3,,300', 'SEED-5,,105', 'SEED-7,,107'].map(
					(row) => `marked, not paid,${row},`,
				),
			);

		// The last one when the next day begins
		const to = dayStart + 24 * 60 * 60_000;
		await sandbox.seedCharges({ charges: 7, from: dayStart, to, paymentMethod: 'paypay' });
		const charge = (await sandbox.charges()).find(({ orderNo }) => orderNo === 'SEED-5');
		await sandbox.refund(charge!.id, 5);
		await editor.execute();
		await expect
			.poll(() => findings(day))
			.toEqual([
				'amounts differ,SEED-3,103,300,0',
				'marked, not paid,D-1,,900,',
				'marked, not paid,SEED-7,,107,',
				'paid and marked,SEED-1,101,101,0',
				'paid and marked,SEED-5,105,105,5',
				'paid and marked,SEED-6,106,106,0',
				'paid, no order,SEED-4,104,,0',
				'paid, not marked,SEED-2,102,102,0',
				'refunded,SEED-5,105,,5',
			]);
	} while (day !== yesterdayInJapan());
});

test('the example "Every payment" marks a row once, by its event or by asking', async ({
	rest,
	sandbox,
	environment,
}) => {
	const file = 'every-payment.workflow.json';
	const workflow = await readExample(file, environment.files);
	const credentials = await rest.call<Array<CredentialReference & { type: string }>>(
		'GET',
		'/credentials',
	);
	const webhookId = randomUUID();
	for (const node of workflow.nodes) {
		for (const type of Object.keys(node.credentials ?? {})) {
			const names = [environment.credential, environment.webhookCredential];
			const { id, name } = credentials.find(
				(one) => one.type === type && names.includes(one.name),
			)!;
			node.credentials = { [type]: { id, name } };
		}
		if ('webhookId' in node) Object.assign(node, { webhookId });
		// The shortest time that n8n allows
		if (node.parameters.pollTimes) node.parameters.pollTimes = { item: [{ mode: 'everyMinute' }] };
	}
	const saved = await addWorkflow(rest, workflow);
	await executeWorkflow(rest, saved, 'Set up once');
	await expect.poll(async () => (await executionsOf(rest, saved))[0]?.status).toBe('success');
	const table = await DataTable.find(rest, 'Orders');
	const orders = ['E-1', 'E-2'];
	await table.insert(orders.map((orderNo) => ({ orderNo, amount: 1200, status: 'sent' })));
	const statuses = async () =>
		(await table.rows())
			.filter(({ orderNo }) => orders.includes(String(orderNo)))
			.map(({ status }) => status);
	await publishWorkflow(rest, saved);

	await test.step('what no event has told is found within a minute', async () => {
		const code = await sandbox.createCode({ orderNo: 'E-1', amount: 1200 });
		await sandbox.pay(code.id);
		await expect.poll(statuses, { timeout: 90_000 }).toEqual(['paid', 'sent']);
	});

	await test.step('an event marks its row at once, and asking changes nothing then', async () => {
		await sandbox.sendWebhooks(
			`${environment.n8nUrl}/webhook/${webhookId}/webhook`,
			WEBHOOK_SECRET,
		);
		const code = await sandbox.createCode({ orderNo: 'E-2', amount: 1200 });
		await sandbox.pay(code.id);
		await expect.poll(statuses, { timeout: 10_000 }).toEqual(['paid', 'paid']);
		const marked = await table.rows();
		// Set up once, asked, event, asked
		await expect
			.poll(async () => (await executionsOf(rest, saved)).length, { timeout: 90_000 })
			.toBe(4);
		await expect.poll(async () => (await executionsOf(rest, saved))[0]?.status).toBe('success');
		expect(await table.rows()).toEqual(marked);
	});
	await unpublishWorkflow(rest, saved);
});

test('every example is tested, those that need queue mode in scripts/queue', async () => {
	expect(await exampleFiles()).toEqual([
		'cash-register.workflow.json',
		'catch-up-on-payments.workflow.json',
		'daily-reconciliation.workflow.json',
		'every-payment.workflow.json',
		'google-sheets-unpaid-to-paid.workflow.json',
		'orders-to-easyqr.workflow.json',
		'orders-to-invoices.workflow.json',
		'payment-link-never-stale.workflow.json',
		'payment-to-row-paid-queue-mode.workflow.json',
		'payment-to-row-paid.workflow.json',
		'refunds-from-a-sheet.workflow.json',
		'row-to-code-to-email.workflow.json',
		'row-to-code-to-line.workflow.json',
		'thousands-of-rows-resumable.workflow.json',
	]);
});

/** How much room each note has below its text, which is shown smaller than it is. */
const SPACES = `[...document.querySelectorAll('[data-test-id="sticky"]')].map((note) => {
	const { bottom, height } = note.getBoundingClientRect();
	const text = note.querySelector('h2, h3').parentElement.lastElementChild;
	return ((bottom - text.getBoundingClientRect().bottom) * note.offsetHeight) / height;
})`;

test('the notes of the examples are as high as their texts', async ({
	editor,
	page,
	environment,
}) => {
	const files = await exampleFiles();
	const examples = await Promise.all(files.map((file) => readExample(file, environment.files)));
	const notes = examples
		.flatMap(({ name: workflow, nodes }) =>
			nodes
				.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
				.map((node) => ({ ...node, name: `${workflow}: ${node.name}` })),
		)
		.map((note, index) => ({
			...note,
			id: randomUUID(),
			position: [(index % 6) * 600, Math.floor(index / 6) * 700],
		}));
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
	const nodes = [{ ...start, id: randomUUID(), position: [-400, 0], parameters: {} }, ...notes];
	await editor.importWorkflow({ name: 'Notes', nodes, connections: {} });
	await page.getByTestId('zoom-to-fit').click();
	const texts = page.getByTestId('sticky');
	await expect(texts).toHaveCount(notes.length);

	const spaces = await page.evaluate<number[]>(SPACES);
	const names = notes.map(({ name }) => name);
	expect(names.filter((_, index) => !(spaces[index]! >= 0 && spaces[index]! < 60))).toEqual([]);
});

function byAmount(one: { amount: number }, other: { amount: number }): number {
	return one.amount - other.amount;
}

/** Its date, such as 2026-11-24. Japan has no summer time. */
function yesterdayInJapan(): string {
	const hour = 60 * 60_000;
	return new Date(Date.now() + (9 - 24) * hour).toISOString().slice(0, 10);
}
