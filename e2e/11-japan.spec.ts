import { saveCredential, WEBHOOK_SECRET } from '../scripts/n8n/credentials';
import { DataTable } from '../scripts/n8n/dataTable';
import { readExample } from '../scripts/n8n/examples';
import { openMailbox } from './support/mailbox';
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
	/** A mail server as the node's credential has it. */
	const serverAt = async (port: number) => {
		const smtp = { host: '127.0.0.1', port, secure: false, disableStartTls: true };
		const data = { user: '', password: '', ...smtp };
		await saveCredential(rest, { name: 'Shop mail', type: 'smtp', data });
	};
	const closed = await openMailbox();
	await closed.close();
	await serverAt(closed.port);

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
		await serverAt(mailbox.port);
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
