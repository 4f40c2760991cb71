import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse } from 'csv-parse/sync';

import { readExample } from '../scripts/n8n/examples';
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
