import path from 'node:path';

import type { Page } from '@playwright/test';

import { WEBHOOK_SECRET } from '../scripts/n8n/credentials';
import { DataTable } from '../scripts/n8n/dataTable';
import { readExample } from '../scripts/n8n/examples';
import type { SandboxCode } from '../scripts/n8n/sandboxClient';
import { openMailbox, saveMailServer } from './support/mailbox';
import { withTableForSheet } from './support/tableForSheet';
import { expect, test } from './support/test';

/** The sheet's columns, and what they are called in the table that stands in for it. */
const COLUMNS = {
	注文番号: 'orderNo',
	金額: 'amount',
	内容: 'description',
	メール: 'email',
	状態: 'status',
	入金日: 'paidOn',
	コードID: 'codeId',
	支払いURL: 'codeUrl',
	支払期限: 'payBefore',
	送信日: 'mailedAt',
};

test('the example "Google Sheets: unpaid to paid" mails each order its code once, and marks it paid', async ({
	editor,
	rest,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	const table = await DataTable.create(rest, 'Google sheet', Object.values(COLUMNS));
	const cells = async (column: string) => (await table.rows()).map((row) => row[column]);
	const row = (orderNo: string, amount: string, values: object = {}) => ({
		orderNo,
		amount,
		description: '抹茶セット',
		email: `${orderNo.toLowerCase()}@example.com`,
		status: '未入金',
		...values,
	});
	await table.insert([
		row('S-1', '¥1,200'),
		row('S-2', '１２００'),
		row('S-3', '12.5'),
		row('S-4', '880円', { status: '入金済' }),
	]);
	const closed = await openMailbox();
	await closed.close();
	await saveMailServer(rest, 'Shop mail', closed.port);

	const file = 'google-sheets-unpaid-to-paid.workflow.json';
	const example = await readExample(file, environment.files);
	await editor.importWorkflow(withTableForSheet(example, 'Google sheet', COLUMNS));
	for (const [node, credential] of [
		['Create EasyQR code', environment.credential],
		['Get EasyQR code', environment.credential],
		['E-mail the code', 'Shop mail'],
		['Elepay Trigger', environment.webhookCredential],
	] as const) {
		await editor.open(node);
		await panel.chooseCredential(credential);
		await panel.close();
	}
	await editor.startFrom('Send codes');

	await test.step('with the mail server down, the codes are in the rows', async () => {
		await editor.execute();
		await expect.poll(() => sandbox.codes()).toHaveLength(2);
		const codes = await sandbox.codes();
		expect(codes.map(({ orderNo, amount }) => [orderNo, amount])).toEqual([
			['S-1', 1200],
			['S-2', 1200],
		]);
		await expect
			.poll(() => cells('codeUrl'))
			.toEqual([...codes.map(({ codeUrl }) => codeUrl), null, null]);
		expect(await cells('mailedAt')).toEqual([null, null, null, null]);
	});

	const mailbox = await openMailbox();
	await test.step('the next run mails them, with a new code in place of one that has expired', async () => {
		const [first, second] = await sandbox.codes();
		await sandbox.closeCode(second!.id);
		await table.update({ orderNo: 'S-2' }, { payBefore: '2000-01-01T00:00:00+09:00' });
		await saveMailServer(rest, 'Shop mail', mailbox.port);
		await editor.execute();

		const date = expect.stringMatching(/^\d{4}-/);
		await expect.poll(() => cells('mailedAt')).toEqual([date, date, null, null]);
		const [, , third, ...others] = await sandbox.codes();
		expect(others).toEqual([]);
		expect(third).toMatchObject({ orderNo: 'S-2', amount: 1200, status: 'pending' });
		expect(await cells('codeId')).toEqual([first!.id, third!.id, null, null]);
		expect(mailbox.mails).toHaveLength(2);
		const mails = mailbox.mails.join();
		for (const text of ['s-1@example.com', 's-2@example.com', 'easyqr-S-1.png', 'easyqr-S-2.png']) {
			expect(mails).toContain(text);
		}
	});

	await test.step('nobody gets a second mail', async () => {
		await editor.execute();
		await editor.showExecutions();
		await expect(editor.executions.filter({ hasText: 'Succeeded' })).toHaveCount(3);
		expect(mailbox.mails).toHaveLength(2);
		expect(await sandbox.codes()).toHaveLength(3);
		await editor.showCanvas();
	});

	await test.step('a payment marks its row with the date, one of another amount does not', async () => {
		await editor.open('Elepay Trigger');
		const url = await panel.productionUrl();
		await panel.close();
		await editor.publish();
		await sandbox.sendWebhooks(url, WEBHOOK_SECRET);

		const other = await sandbox.createCode({ orderNo: 'S-3', amount: 999 });
		await sandbox.pay(other.id);
		const [, , second] = await sandbox.codes();
		await sandbox.pay(second!.id);
		await expect.poll(() => cells('status')).toEqual(['未入金', '入金済', '未入金', '入金済']);
		await expect.poll(async () => (await sandbox.deliveries()).length).toBe(2);
		await editor.showExecutions();
		await expect(editor.executions.filter({ hasText: 'Succeeded' })).toHaveCount(5);
		expect(await cells('status')).toEqual(['未入金', '入金済', '未入金', '入金済']);
		expect((await cells('paidOn'))[1]).toMatch(/^\d{4}-\d\d-\d\d$/);
	});
	await sandbox.stopWebhooks();
	await mailbox.close();
});

test('a shop owner builds the way from a Japanese sheet to a paid row, without an expression', async ({
	editor,
	page,
	rest,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	const codeOf = async (number: string) =>
		(await sandbox.codes()).find(({ orderNo }) => orderNo === number)!;

	await test.step('a table for the codes', async () => {
		await makeTable(page, '注文の入金', ['orderNo', 'email', 'codeUrl', 'status']);
	});

	await test.step('a form takes the sheet', async () => {
		await editor.newWorkflow();
		await editor.openCreator();
		await editor.addNode('form', 'n8n Form', 'On new n8n Form event');
		await panel.fill('formTitle', '注文の表');
		await panel.root.getByRole('button', { name: 'Add Form Element' }).click();
		await panel.fill('fieldLabel', 'data');
		await panel.choose('fieldType', 'File');

		const opened = page.context().waitForEvent('page');
		await panel.execute();
		const form = await opened;
		const file = path.join(environment.files, 'orders-ja.csv');
		await form.locator('input[type=file]').setInputFiles(file);
		await form.getByRole('button', { name: 'Submit' }).click();
		await expect(panel.output).toContainText('1 item');
		await form.close();
		await panel.close();

		await editor.openCreator('On form submission');
		await editor.addNode('extract from file', 'Extract from File', 'Extract from CSV');
		await panel.execute();
		await expect(panel.output).toContainText('10 items');
		await panel.close();
	});

	await test.step('Elepay takes the columns as they are, and a store for all rows', async () => {
		await editor.openCreator('Extract from File');
		await editor.addNode('elepay', 'Elepay', 'Create EasyQR code');
		await panel.chooseCredential(environment.credential);
		await panel.choose('mappingMode', 'Map Automatically');
		await panel.fill('expiryDuration', '30');
		await panel.add('Add Value', 'Location');
		await panel.pick('locationId', '渋谷', 'shibuya');
		await panel.add('Add Option', 'Include Input Fields');
		await panel.turnOn('includeInputFields');
		await panel.execute();
		await expect(panel.output).toContainText('10 items');
		await panel.close();

		const codes = await sandbox.codes();
		expect(codes.map(({ amount }) => amount)).toEqual([
			1200, 1200, 1200, 12800, 54780, 3300, 980, 4500, 3000, 2160,
		]);
		expect(new Set(codes.map(({ locationId }) => locationId)).size).toBe(1);
		expect(codes[8]).toMatchObject({ orderNo: '0309', description: '会費 11月分' });
	});

	await test.step('the codes go into the table, beside the columns of the sheet', async () => {
		await editor.openCreator('Create EasyQR code');
		await editor.addNode('data table', 'Data table', 'Insert row');
		await panel.pick('dataTableId', '注文の入金');
		await panel.fill('status', '未入金');
		await panel.drag('orderNo', 'orderNo');
		await panel.drag('メール', 'email');
		await panel.drag('codeUrl', 'codeUrl');
		await takenOver(page);
		await panel.execute();
		await expect(panel.output).toContainText('10 items');
		await panel.close();
	});
	const table = await DataTable.find(rest, '注文の入金');
	const saved = {
		orderNo: '注文-301',
		email: 'hanako@example.com',
		codeUrl: (await codeOf('注文-301')).codeUrl,
	};
	expect((await table.rows())[0]).toMatchObject({ ...saved, status: '未入金' });
	const paid = async () =>
		(await table.rows()).filter(({ status }) => status === '入金済').map(({ orderNo }) => orderNo);

	await test.step('a payment shows at the trigger while one builds', async () => {
		await editor.newWorkflow();
		await editor.openCreator();
		await editor.addNode('elepay', 'Elepay', 'On payment received');
		await panel.chooseCredential(environment.webhookCredential);
		const url = await panel.productionUrl();
		await sandbox.sendWebhooks(url.replace('/webhook/', '/webhook-test/'), WEBHOOK_SECRET);
		await panel.execute();
		await expect(panel.root).toContainText('Listening for test event');
		await pay(page, await codeOf('注文-301'));
		await expect(panel.output).toContainText('1 item');
		await panel.close();
		await sandbox.stopWebhooks();
		await sandbox.sendWebhooks(url, WEBHOOK_SECRET);
	});

	await test.step('its order number leads to the row, which is marked paid', async () => {
		await editor.openCreator('Elepay Trigger');
		await editor.addNode('data table', 'Data table', 'Update row(s)');
		await panel.pick('dataTableId', '注文の入金');
		await panel.fill('status', '入金済');
		for (const column of ['orderNo', 'email', 'codeUrl']) await panel.leaveOut(column);
		await panel.root.getByRole('button', { name: 'Add Condition' }).click();
		await panel.choose('keyName', 'orderNo (string)');
		await panel.drag('orderNo', 'keyValue');
		await takenOver(page);
		await panel.execute();
		await expect(panel.output).toContainText('1 item');
		await panel.close();
		expect(await paid()).toEqual(['注文-301']);
		expect((await table.rows())[0]).toMatchObject(saved);
	});

	await test.step('once the workflow is published, payments mark their rows', async () => {
		await editor.publish();
		await pay(page, await codeOf('注文-304'));
		await expect.poll(paid).toEqual(['注文-301', '注文-304']);
	});
	await sandbox.stopWebhooks();
});

/** n8n waits a moment for more before it takes over what was filled in for a table, and shows nothing. */
async function takenOver(page: Page): Promise<void> {
	await page.waitForTimeout(1_000);
}

/** Makes a table of texts, as its owner does. */
async function makeTable(page: Page, name: string, columns: string[]): Promise<void> {
	await page.goto('/home/datatables');
	await page.getByRole('button', { name: 'Create data table' }).first().click();
	await page.getByPlaceholder('Enter data table name').fill(name);
	await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
	for (const column of columns) {
		await page
			.getByTestId('data-table-add-column-trigger-button')
			.filter({ hasText: 'Add Column' })
			.click();
		await page.getByPlaceholder('Enter column name').fill(column);
		await page.getByTestId('data-table-add-column-submit-button').click();
		const header = page.getByTestId('data-table-column-header-text');
		await expect(header.filter({ hasText: column })).toBeVisible();
	}
}

/** Pays as a customer does, on the page that the code leads to. */
async function pay(page: Page, { codeUrl }: SandboxCode): Promise<void> {
	const customer = await page.context().newPage();
	await customer.goto(codeUrl);
	await customer.getByRole('button', { name: 'Pay with PayPay' }).click();
	await expect(customer.getByText('Paid. Thank you!')).toBeVisible();
	await customer.close();
}
