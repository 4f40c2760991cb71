import { createHmac } from 'node:crypto';

import { WEBHOOK_SECRET } from '../scripts/n8n/credentials';
import { expect, test } from './support/test';

/** As elepay sends it, but not signed by anybody. */
const FORGED = {
	id: 'evt_forged',
	object: 'event',
	createTime: Date.now(),
	liveMode: true,
	type: 'charge.succeeded',
	data: { object: { id: 'cha_forged', object: 'charge', status: 'captured', amount: 1200 } },
};

test('a payment starts a workflow, and nobody else can', async ({
	editor,
	sandbox,
	environment,
}) => {
	const { panel } = editor;
	let url = '';

	await test.step('the trigger is found and shows its address', async () => {
		await editor.newWorkflow();
		await editor.openCreator();
		await editor.addNode('elepay', 'Elepay', 'On payment received');
		await panel.chooseCredential(environment.webhookCredential);
		url = await panel.productionUrl();
		await panel.close();
	});

	await test.step('an unsigned request is refused and starts nothing', async () => {
		await editor.publish();
		for (const signature of ['', `t=${Math.floor(Date.now() / 1000)},sign=${'0'.repeat(64)}`]) {
			const answer = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'elepay-signature': signature },
				body: JSON.stringify(FORGED),
			});
			expect(answer.status).toBe(401);
		}
	});

	await test.step('a payment starts it, once', async () => {
		await sandbox.sendWebhooks(url, WEBHOOK_SECRET);
		const code = await sandbox.createCode({ orderNo: 'T-1', amount: 1200 });
		await sandbox.pay(code.id);

		await editor.showExecutions();
		await expect(editor.executions).toHaveCount(1);
		await expect(editor.executions).toContainText('Succeeded');
	});
});

test('an event signed with another secret shows at the node while one listens', async ({
	editor,
	environment,
}) => {
	const { panel } = editor;
	await editor.newWorkflow();
	await editor.openCreator();
	await editor.addNode('elepay', 'Elepay', 'On payment received');
	await panel.chooseCredential(environment.webhookCredential);
	const url = (await panel.productionUrl()).replace('/webhook/', '/webhook-test/');
	await panel.execute();
	await expect(panel.root).toContainText('Listening for test event');

	const body = JSON.stringify(FORGED);
	const t = Math.floor(Date.now() / 1000);
	const sign = createHmac('sha256', 'whsec_another').update(`${t}.${body}`).digest('hex');
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'elepay-signature': `t=${t},sign=${sign}` },
		body,
	});
	expect(answer.status).toBe(500);
	await expect(panel.root).toContainText("signature doesn't match the Signing Secret");
	await expect(panel.root).not.toContainText('cha_forged');
});
