import path from 'node:path';

import { expect, test } from './support/test';

test('a workflow from a CSV file to EasyQR codes, built by hand', async ({
	editor,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	await editor.newWorkflow();

	await test.step('the rows of a CSV file', async () => {
		await editor.openCreator();
		await editor.addNode('manual', 'Trigger manually');
		await editor.openCreator('When clicking ‘Execute workflow’');
		await editor.addNode('read files', 'Read/Write Files from Disk', 'Read File(s) From Disk');
		await panel.fill('fileSelector', path.join(environment.files, 'orders.csv'));
		await panel.close();
		await editor.openCreator('Read/Write Files from Disk');
		await editor.addNode('extract from file', 'Extract from File', 'Extract from CSV');
		await panel.execute();
		await expect(panel.output).toContainText('20 items');
		await panel.close();
	});

	await test.step('the node, found by its name and its action', async () => {
		await editor.openCreator('Extract from File');
		await editor.addNode('elepay', 'Elepay', 'Create EasyQR code');
		await expect(panel.root).toContainText('Create EasyQR code');
	});

	await test.step('columns dragged onto fields become expressions', async () => {
		await panel.chooseCredential(environment.credential);
		await panel.drag('amount', 'amount');
		await panel.drag('orderNo', 'orderNo');
		await expect(panel.field('amount')).toContainText('{{ $json.amount }}');
		await expect(panel.field('orderNo')).toContainText('{{ $json.orderNo }}');
		await panel.close();
	});

	await test.step('the next node knows the fields before the first run', async () => {
		await editor.openCreator('Create EasyQR code');
		await editor.addNode('edit fields', 'Edit Fields (Set)');
		await expect(panel.input).toContainText('Usually outputs the following fields');
		for (const field of ['codeUrl', 'orderNo', 'status']) {
			await expect(panel.column(field)).toBeVisible();
		}
		await panel.close();
	});

	await test.step('a run makes a code for each row', async () => {
		await editor.open('Create EasyQR code');
		await panel.execute();
		await expect(panel.output).toContainText('20 items');

		const codes = await sandbox.codes();
		expect(codes).toHaveLength(20);
		expect(codes).toContainEqual(expect.objectContaining({ orderNo: 'A-2041', amount: 12800 }));

		await panel.show(panel.output, 'table');
		for (const { codeUrl } of codes.slice(0, 3)) {
			await expect(panel.output).toContainText(codeUrl);
		}
	});
});
