import { expect, test } from './support/test';

test('a payment starts a workflow, and nobody else can', async ({
	editor,
	page,
	sandbox,
	environment,
	credentialForm,
}) => {
	const { panel } = editor;
	await editor.newWorkflow();
	await editor.openCreator();
	await page.screenshot({ path: '/tmp/w/try/b0.png' });
	await editor.creator.getByTestId('node-creator-search-bar').fill('elepay');
	await page.waitForTimeout(1000);
	await page.screenshot({ path: '/tmp/w/try/b1.png' });
	await editor.creatorItem('Elepay').click();
	await page.waitForTimeout(1000);
	await page.screenshot({ path: '/tmp/w/try/b2.png' });
	await editor.creator.getByTestId('item-iterator-item').filter({ hasText: 'On charge succeeded' }).first().click();
	await page.waitForTimeout(2000);
	await page.screenshot({ path: '/tmp/w/try/b3.png' });
	console.log(await panel.root.innerText());
	console.log(await page.locator('[data-test-id]:visible').evaluateAll((els: any[]) => [...new Set(els.map(e => e.getAttribute('data-test-id')))].join(' ')));
});
