import { expect } from '@playwright/test';

import type { Editor } from '../../e2e/support/editor';
import { workflowWithRows } from '../../e2e/support/workflows';
import { SANDBOX_KEY } from '../n8n/credentials';
import { readExample } from '../n8n/examples';
import { SandboxClient } from '../n8n/sandboxClient';
import { shoot, VIEWPORT, type Studio } from './studio';

const ORDERS = [
	{
		orderNo: 'A-2041',
		amount: 12800,
		description: 'サーバー保守 11月分',
		customer: '株式会社あおば商会',
	},
	{
		orderNo: 'A-2042',
		amount: 3300,
		description: '名刺デザイン修正',
		customer: '鈴木デザイン事務所',
	},
	{
		orderNo: 'A-2043',
		amount: 54780,
		description: 'カタログ印刷 A4, 500部',
		customer: '北浜印刷サービス',
	},
];

/** The same, as a shop's own sheet has them. */
const SHEET = ORDERS.map(({ orderNo, amount, description, customer }, index) => ({
	注文番号: orderNo,
	お客様: customer,
	金額: ['¥12,800', '3,300円', '５４７８０'][index] ?? amount,
	内容: description,
	メール: ['info@aoba.example', 'hello@suzuki-design.example', 'order@kitahama.example'][index],
}));

const MAIL = {
	id: 'a5c3a1de-6f0e-4d52-9a0e-3c1f1a3f0003',
	name: 'Send Email',
	type: 'n8n-nodes-base.emailSend',
	typeVersion: 2.1,
	position: [480, 0] as [number, number],
	parameters: {
		resource: 'email',
		operation: 'send',
		fromEmail: 'shop@example.com',
		toEmail: "={{ $json['メール'] }}",
		subject: "=ご注文 {{ $json['注文番号'] }} のお支払い",
		emailFormat: 'text',
		text: '=お支払いはこちら: {{ $json.codeUrl }}',
		options: { attachments: 'qrCode' },
	},
};

/** By the names of their files, in the order in which they are taken. */
const PICTURES: Record<string, (studio: Studio, name: string) => Promise<void>> = {
	workflow,
	node: nodeAtWork,
	'map-automatically, codes, send': async (studio) => {
		await mappedAutomatically(studio);
		await codes(studio);
		await send(studio);
	},
	'bad-row': badRow,
	invoice,
	charge,
	'orders-to-invoices': example('Create or update customer', 'Create and send invoice'),
	'refunds-from-a-sheet': example('Create refund'),
	'daily-reconciliation': example('Payments of the day'),
	'payment-link-never-stale': example(
		'Create EasyQR code',
		'Close EasyQR code',
		'Get EasyQR code',
		'Close the old code',
		'Create new EasyQR code',
	),
	'cash-register, cash-register-page': cashRegister,
	'google-sheets-unpaid-to-paid': example('Create EasyQR code', 'Get EasyQR code'),
	'row-to-code-to-line': example('Create EasyQR code', 'Close EasyQR code', 'Get EasyQR code'),
	credential: credentialForm,
	trigger,
};

/**
 * Takes the pictures of the documentation.
 *
 * @param only which, or none for all
 */
export async function takePictures(studio: Studio, only: string[]): Promise<void> {
	for (const [name, take] of Object.entries(PICTURES)) {
		const isWanted = only.length === 0 || name.split(', ').some((file) => only.includes(file));
		if (isWanted) await take(studio, name);
	}
}

/** The example after a run. */
async function workflow(studio: Studio): Promise<void> {
	const { editor } = studio;
	await openExample(studio, 'orders-to-easyqr', ['Create EasyQR code']);
	await editor.execute();
	await shootCanvas(editor, 'workflow');
}

/**
 * Another example, as it is once its accounts are chosen.
 *
 * @param nodes which need an account
 */
function example(...nodes: string[]) {
	return async (studio: Studio, name: string): Promise<void> => {
		await openExample(studio, name, nodes);
		await shootCanvas(studio.editor, name);
	};
}

/** The page at the counter, too, with a code on it. */
async function cashRegister(studio: Studio): Promise<void> {
	const { editor, page, workbench } = studio;
	const nodes = ['Create EasyQR code', 'Close EasyQR code', 'Wait for payment'];
	await openExample(studio, 'cash-register', nodes);
	await shootCanvas(editor, 'cash-register');
	await editor.publish();
	await page.goto(`${workbench.n8n.url}/form/cash-register`);
	await page.locator('input[type=number]').fill('1200');
	await page.locator('input[type=text]').fill('抹茶ラテ 2杯');
	await page.getByRole('button').click();
	await expect(page.getByRole('button', { name: 'OK' })).toBeVisible();
	await shoot(page, page.locator('.card'), 'cash-register-page', 10);
}

/**
 * Imports an example.
 *
 * @param nodes which need an account
 */
async function openExample(
	{ editor, workbench, credential }: Studio,
	name: string,
	nodes: string[],
): Promise<void> {
	await editor.importWorkflow(await readExample(`${name}.workflow.json`, workbench.files));
	for (const node of nodes) {
		await editor.open(node);
		await editor.panel.chooseCredential(credential);
		await editor.panel.close();
	}
}

async function shootCanvas({ page }: Editor, picture: string): Promise<void> {
	await page.getByTestId('zoom-to-fit').click();
	await shoot(page, page.locator('.vue-flow__node'), picture, 30);
}

/** Columns on the left, the fields that they are mapped to, and the QR code of the first row. */
async function nodeAtWork({ editor, workbench, credential }: Studio): Promise<void> {
	const { panel, page } = editor;
	await fetch(`${workbench.sandbox.url}/_sandbox/codes`, { method: 'DELETE' });
	await editor.importWorkflow(
		workflowWithRows(ORDERS, {
			amount: '={{ $json.amount }}',
			orderNo: '={{ $json.orderNo }}',
			additionalFields: { description: '={{ $json.description }}' },
			qrCodeImage: 'png',
		}),
	);
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(credential);
	await panel.execute();
	await panel.output.getByText('View', { exact: true }).first().click();
	await expect(panel.output.getByText('Back to list')).toBeVisible();
	await shoot(page, panel.root, 'node');
	await panel.close();
}

/** A sheet in Japanese, whose columns the node finds by their names. */
async function mappedAutomatically({ editor, workbench, credential }: Studio): Promise<void> {
	const { panel, page } = editor;
	await fetch(`${workbench.sandbox.url}/_sandbox/codes`, { method: 'DELETE' });
	const workflow = workflowWithRows(SHEET, {
		mappingMode: 'autoMapInputData',
		expiryDuration: 30,
		qrCodeImage: 'png',
		simplify: true,
		options: { includeInputFields: true },
	});
	workflow.nodes.push(MAIL);
	workflow.connections['Create EasyQR code'] = {
		main: [[{ node: MAIL.name, type: 'main', index: 0 }]],
	};
	await editor.importWorkflow(workflow);
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(credential);
	await panel.show(panel.input, 'table');
	await panel.execute();
	await shoot(page, panel.root, 'map-automatically');
	await panel.close();
}

/** The mail with the code's link, its address from the sheet. */
async function send({ editor }: Studio): Promise<void> {
	const { page, panel } = editor;
	await editor.open(MAIL.name);
	await panel.show(panel.input, 'schema');
	await expect(panel.input).toContainText('codeUrl');
	await shoot(page, panel.root, 'send');
	await panel.close();
}

/** The same node's codes as a table, with the sheet's own columns. */
async function codes({ editor }: Studio): Promise<void> {
	const { page, panel } = editor;
	await page.setViewportSize({ width: 2_400, height: 420 });
	await editor.open('Create EasyQR code');
	await panel.show(panel.output, 'table');
	await shoot(page, panel.output, 'codes');
	await panel.close();
	await page.setViewportSize(VIEWPORT);
}

/** What a row that can't be right looks like. */
async function badRow({ editor, credential }: Studio): Promise<void> {
	const { page, panel } = editor;
	await page.setViewportSize({ ...VIEWPORT, height: 460 });
	const rows = ORDERS.map((order, index) => (index === 1 ? { ...order, amount: '33.5' } : order));
	await editor.importWorkflow(workflowWithRows(rows, { mappingMode: 'autoMapInputData' }));
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(credential);
	await panel.execute();
	await expect(panel.output).toContainText('Error details');
	await shoot(page, panel.output, 'bad-row');
	await panel.close();
	await page.setViewportSize(VIEWPORT);
}

/** An invoice for each row, on its way to its customer. */
async function invoice({ editor, credential }: Studio): Promise<void> {
	const { panel, page } = editor;
	const node = 'Create and send invoice';
	const rows = ORDERS.map(({ amount, description }, index) => ({
		customerId: `cus_test_000${index + 1}`,
		amount,
		description,
		dueDate: '2026-12-31',
	}));
	await editor.importWorkflow(
		workflowWithRows(
			rows,
			{
				resource: 'invoice',
				operation: 'createAndSend',
				customerId: { __rl: true, mode: 'id', value: '={{ $json.customerId }}' },
				amount: '={{ $json.amount }}',
				additionalFields: { name: '={{ $json.description }}', expiryTime: '={{ $json.dueDate }}' },
				simplify: true,
			},
			node,
		),
	);
	await editor.open(node);
	await panel.chooseCredential(credential);
	await panel.execute();
	await expect(panel.output).toContainText('INV-');
	await shoot(page, panel.root, 'invoice');
	await panel.close();
}

/** The payments of a day. */
async function charge({ editor, workbench, credential }: Studio): Promise<void> {
	const { panel, page } = editor;
	const node = 'Get many charges';
	const sandbox = new SandboxClient(workbench.sandbox.url);
	await sandbox.reset();
	for (const { orderNo, amount } of ORDERS) {
		const { id } = await sandbox.createCode({ orderNo, amount });
		await sandbox.pay(id);
	}
	const timezone = 'Asia/Tokyo';
	// Sweden writes dates as ISO 8601 does
	const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format();
	const filters = { from: '={{ $json.day }}', to: '={{ $json.day }}', dateField: 'paid_time' };
	const parameters = { resource: 'charge', operation: 'getAll', returnAll: true, filters };
	await editor.importWorkflow({
		...workflowWithRows([{ day }], parameters, node),
		settings: { timezone },
	});
	await editor.open(node);
	await panel.chooseCredential(credential);
	await panel.execute();
	await panel.show(panel.output, 'table');
	await expect(panel.output).toContainText(`${ORDERS.length} items`);
	await shoot(page, panel.root, 'charge');
	await panel.close();
}

async function credentialForm({ form, workbench }: Studio): Promise<void> {
	await form.create('Elepay API');
	await form.fill({ secretKey: SANDBOX_KEY, baseUrl: workbench.sandbox.url });
	await form.save();
	await form.expectSuccess();
	await shoot(form.page, form.dialog, 'credential');
	await form.close();
}

async function trigger({ editor, webhookCredential }: Studio): Promise<void> {
	const { page, panel } = editor;
	await editor.newWorkflow();
	await editor.openCreator();
	await editor.addNode('elepay', 'Elepay', 'On payment received');
	await panel.chooseCredential(webhookCredential);
	await panel.productionUrl();
	await shoot(page, panel.root, 'trigger');
}
