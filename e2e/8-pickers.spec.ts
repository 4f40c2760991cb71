import { expect, test } from './support/test';
import { workflowWithRows } from './support/workflows';

test('a store is picked from the list that elepay has of them', async ({
	editor,
	page,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	await editor.importWorkflow(
		workflowWithRows([{ orderNo: 'P-1', amount: 1200 }], {
			amount: '={{ $json.amount }}',
			orderNo: '={{ $json.orderNo }}',
			additionalFields: { locationId: { __rl: true, mode: 'list', value: '' } },
		}),
	);
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(environment.credential);

	await panel.root.getByTestId('resource-locator-locationId').getByTestId('rlc-input').click();
	await page.getByTestId('rlc-search').fill('shibuya');
	await page.getByTestId('rlc-item').filter({ hasText: '渋谷' }).first().click();
	await panel.execute();

	await expect.poll(() => sandbox.codes()).toHaveLength(1);
	const [code] = await sandbox.codes();
	expect(code!.locationId).toMatch(/\S/);
});
