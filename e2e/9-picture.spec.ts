import { scan } from './support/scan';
import { expect, test } from './support/test';
import { workflowWithRows } from './support/workflows';

const PICTURE = '[data-test-id="output-panel"] img[src*="binary-data"]';

test('the picture of a code shows in the output and leads to the payment', async ({
	editor,
	page,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	await editor.importWorkflow(
		workflowWithRows([{ orderNo: 'Q-1', amount: 1200 }], {
			mappingMode: 'autoMapInputData',
			qrCodeImage: 'png',
		}),
	);
	await editor.open('Create EasyQR code');
	await panel.chooseCredential(environment.credential);
	await panel.execute();
	await panel.output.getByText('View', { exact: true }).click();

	await expect(page.locator(PICTURE)).toHaveJSProperty('complete', true);
	const [code] = await sandbox.codes();
	const address = await page.locator(PICTURE).getAttribute('src');
	expect(await scan(page, address!)).toBe(code!.codeUrl);
});
