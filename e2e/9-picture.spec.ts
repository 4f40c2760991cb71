import type { Page } from '@playwright/test';
import jsQR from 'jsqr';

import { expect, test } from './support/test';
import { workflowWithRows } from './support/workflows';

const PICTURE = '[data-test-id="output-panel"] img[src*="binary-data"]';

/** Runs in the browser, which has decoded the picture. */
const PIXELS = `(() => {
	const image = document.querySelector(${JSON.stringify(PICTURE)});
	const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
	const context = canvas.getContext('2d');
	context.drawImage(image, 0, 0);
	const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
	return { width, height, data: [...data] };
})()`;

interface Pixels {
	width: number;
	height: number;
	data: number[];
}

/** What somebody reads who scans the picture. */
async function scan(page: Page): Promise<string | undefined> {
	const { width, height, data } = await page.evaluate<Pixels>(PIXELS);
	return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}

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
	expect(await scan(page)).toBe(code!.codeUrl);
});
