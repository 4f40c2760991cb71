import { expect, test } from './support/test';
import { workflowWithRows } from './support/workflows';

const ROWS = [
	{ orderNo: 'B-1', amount: 1200 },
	{ orderNo: 'B-2', amount: '12.5' },
	{ orderNo: 'B-3', amount: 880 },
];

test('a bad row is named, and the other rows go on', async ({ editor, sandbox, environment }) => {
	const { panel } = editor;
	const orders = async () => (await sandbox.codes()).map(({ orderNo }) => orderNo).sort();
	await editor.importWorkflow(workflowWithRows(ROWS, { mappingMode: 'autoMapInputData' }));
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(environment.credential);

	await test.step('the message names the field, the row and how to go on', async () => {
		await panel.execute();
		await expect(panel.output).toContainText('Amount');
		await expect(panel.output).toContainText('12.5');
		await expect(panel.output).toContainText('[item 1]');
		await expect(panel.output).toContainText('whole yen');
	});

	await test.step('with the error output the other rows have their codes', async () => {
		await sandbox.reset();
		await panel.openSettings();
		await panel.choose('onError', 'Continue (using error output)');
		await panel.execute();
		await expect(panel.output).toContainText('Success Branch (2 items)');
		await expect(panel.output).toContainText('Error Branch (1 item)');
		expect(await orders()).toEqual(['B-1', 'B-3']);

		await panel.output.getByText('Error Branch (1 item)').click();
		await panel.show(panel.output, 'table');
		await expect(panel.output).toContainText('B-2');
		await expect(panel.output).toContainText('12.5');
	});
});
