import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse } from 'csv-parse/sync';

import { saveCredential, WEBHOOK_SECRET } from '../scripts/n8n/credentials';
import { DataTable } from '../scripts/n8n/dataTable';
import { exampleFiles, readExample } from '../scripts/n8n/examples';
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
	const table = await DataTable.find(rest, 'Orders in bulk');
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

test('every example is tested, those that need queue mode in scripts/queue', async () => {
	expect(await exampleFiles()).toEqual([
		'catch-up-on-payments.workflow.json',
		'orders-to-easyqr.workflow.json',
		'payment-to-row-paid-queue-mode.workflow.json',
		'payment-to-row-paid.workflow.json',
		'row-to-code-to-email.workflow.json',
		'thousands-of-rows-resumable.workflow.json',
	]);
});
