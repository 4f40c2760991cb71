import { expect, test } from './support/test';
import { workflowWithRows } from './support/workflows';

const EXPRESSIONS = { amount: '={{ $json.amount }}', orderNo: '={{ $json.orderNo }}' };

test('a store is picked from the list that elepay has of them', async ({
	editor,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	await editor.importWorkflow(workflowWithRows([{ orderNo: 'P-1', amount: 1200 }], EXPRESSIONS));
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(environment.credential);

	await panel.add('Add Field', 'Location');
	await panel.pick('locationId', '渋谷', 'shibuya');
	await panel.execute();

	await expect.poll(() => sandbox.codes()).toHaveLength(1);
	const [code] = await sandbox.codes();
	expect(code!.locationId).toMatch(/\S/);
});

test('pickers that were added and left alone are empty fields', async ({
	editor,
	page,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	await editor.importWorkflow(workflowWithRows([{ orderNo: 'P-2', amount: 1200 }], EXPRESSIONS));
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(environment.credential);

	await test.step('saved payment methods are those of a customer', async () => {
		await panel.add('Add Field', 'Saved Payment Method');
		await panel.add('Add Field', 'Customer');
		await panel.root.getByTestId('resource-locator-sourceId').getByTestId('rlc-input').click();
		await expect(page.getByTestId('rlc-error-container')).toContainText('Choose a customer first');
		await page.keyboard.press('Escape');
	});

	await panel.add('Add Field', 'Location');
	await panel.execute();
	await expect.poll(() => sandbox.codes()).toHaveLength(1);
	expect(await sandbox.codes()).toEqual([
		expect.objectContaining({ orderNo: 'P-2', locationId: null }),
	]);
});
