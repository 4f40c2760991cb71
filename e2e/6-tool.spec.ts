import { expect, test } from './support/test';

test('an AI Agent is offered the node as a tool, with fields for its model to fill in', async ({
	editor,
	page,
	sandbox,
	environment,
}) => {
	const { panel } = editor;

	await test.step('the tool is found by its name', async () => {
		await editor.newWorkflow();
		await editor.openCreator();
		await editor.addNode('AI Agent', 'AI Agent');
		await panel.close();
		await editor.node('AI Agent').getByTestId('canvas-handle-plus').last().click();
		await editor.addNode('elepay', 'Elepay Tool');
		await panel.chooseCredential(environment.credential);
	});

	await test.step('amount and order number are left to the model', async () => {
		await panel.leaveToModel('amount');
		await panel.leaveToModel('orderNo');
		await expect(panel.root.getByText('Defined automatically by the model')).toHaveCount(2);
	});

	await test.step('a call with the model’s values makes a code', async () => {
		await panel.execute();
		const values = page.getByTestId('fromAiParameters-modal');
		await values.getByTestId('query.Amount').locator('input').fill('1200');
		await values.getByTestId('query.Order_Number').locator('input').fill('AI-1');
		await values.getByTestId('execute-workflow-button').click();

		await expect
			.poll(() => sandbox.codes())
			.toEqual([expect.objectContaining({ orderNo: 'AI-1', amount: 1200 })]);
		const [code] = await sandbox.codes();
		await expect(panel.output).toContainText(code!.codeUrl);
	});
});
