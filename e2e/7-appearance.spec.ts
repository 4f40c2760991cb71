import type { Page } from '@playwright/test';

import { expect, test } from './support/test';
import { workflowWithRows } from './support/workflows';

const ICONS = { light: 'elepay.svg', dark: 'elepay.dark.svg' };

/** The file names of the package's icons on the page that really have a picture in them. */
async function shownIcons(page: Page): Promise<string[]> {
	const images = page.locator('img[src*="icons/n8n-nodes-elepay"]:visible');
	await expect(images.first()).toBeVisible();
	const icons = await images.evaluateAll((found: Array<{ src: string; naturalWidth: number }>) =>
		found.map(({ src, naturalWidth }) => (naturalWidth > 0 ? src : `${src} (empty)`)),
	);
	return [...new Set(icons.map((src) => src.slice(src.lastIndexOf('/') + 1)))];
}

for (const theme of ['light', 'dark'] as const) {
	test(`the icons show in the ${theme} theme, and the browser reports nothing`, async ({
		page,
		editor,
		credentialForm,
		browserErrors,
	}) => {
		const expected = [ICONS[theme]];
		await page.emulateMedia({ colorScheme: theme });

		await test.step('in the credential form', async () => {
			await credentialForm.create('Elepay API');
			expect(await shownIcons(page)).toEqual(expected);
		});

		await test.step('in the list of nodes', async () => {
			await editor.newWorkflow();
			await editor.openCreator();
			await editor.addNode('elepay', 'Elepay');
			expect(await shownIcons(page)).toEqual(expected);
		});

		await test.step('on the canvas and in the panel', async () => {
			await editor.importWorkflow(workflowWithRows([{ orderNo: 'C-1', amount: 1 }], {}));
			expect(await shownIcons(page)).toEqual(expected);
			await editor.open('Create EasyQR code');
			expect(await shownIcons(page)).toEqual(expected);
		});

		expect(browserErrors.filter((text) => /elepay/i.test(text))).toEqual([]);
	});
}
