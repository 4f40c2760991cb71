import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse } from 'csv-parse/sync';

import {
	saveCredential,
	WEBHOOK_SECRET,
	type CredentialReference,
} from '../scripts/n8n/credentials';
import { DataTable } from '../scripts/n8n/dataTable';
import { exampleFiles, readExample } from '../scripts/n8n/examples';
import {
	addWorkflow,
	executeWorkflow,
	executionsOf,
	publishWorkflow,
	unpublishWorkflow,
} from '../scripts/n8n/workflows';
import { openMailbox } from './support/mailbox';
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
	const smtp = { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true };
	const credential = { name: 'mailbox', type: 'smtp', data: { user: '', password: '', ...smtp } };
	await saveCredential(rest, credential);

	await test.step('the first run makes the table of orders', async () => {
		await editor.importWorkflow(
			await readExample('row-to-code-to-email.workflow.json', environment.files),
		);
		await editor.open('Create EasyQR code');
		await panel.chooseCredential(environment.credential);
		await panel.close();
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
	await mailbox.close();
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

test('every example is tested here', async () => {
	expect(await exampleFiles()).toEqual([
		'every-payment.workflow.json',
		'orders-to-easyqr.workflow.json',
		'payment-to-row-paid.workflow.json',
		'row-to-code-to-email.workflow.json',
	]);
});
