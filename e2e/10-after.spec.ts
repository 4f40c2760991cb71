import { saveCredential } from '../scripts/n8n/credentials';
import { DataTable } from '../scripts/n8n/dataTable';
import { readExample } from '../scripts/n8n/examples';
import { chooseAccount } from './support/accounts';
import { LINE_CREDENTIAL, openLineApi } from './support/lineApi';
import { readMail } from './support/mail';
import { openMailbox, saveMailServer } from './support/mailbox';
import { scan } from './support/scan';
import { expect, test } from './support/test';

const HOUR = 60 * 60_000;

test('the example "A payment link that never goes stale" leads to a code that can be paid, whenever it is opened', async ({
	editor,
	page,
	rest,
	sandbox,
	environment,
}) => {
	const mailbox = await openMailbox();
	await saveMailServer(rest, 'mailbox', mailbox.port);

	await editor.importWorkflow(
		await readExample('payment-link-never-stale.workflow.json', environment.files),
	);
	await chooseAccount(
		editor,
		environment.credential,
		'Create EasyQR code',
		'Close EasyQR code',
		'Get EasyQR code',
		'Close the old code',
		'Create new EasyQR code',
	);
	await chooseAccount(editor, 'mailbox', 'E-mail the link');
	await editor.startFrom('Start');
	await editor.execute();
	const table = await DataTable.find(rest, 'Payment links');
	const rowOf = async (orderNo: string) =>
		(await table.rows()).find((row) => row.orderNo === orderNo)!;
	const codesOf = async (orderNo: string) =>
		(await sandbox.codes()).filter((code) => code.orderNo === orderNo);
	const open = async (url: string) => {
		const answer = await fetch(url, { redirect: 'manual' });
		return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
	};
	const [slow, fast, 日本, unsent] = ['L-1', 'L-2', '注文 (3)/%&', 'L-4'] as const;

	await test.step('each new order is mailed its link and the picture of it', async () => {
		await table.insert(
			[slow, fast, 日本, unsent].map((orderNo) => ({
				orderNo,
				amount: 1200,
				description: 'Tea',
				email: orderNo === unsent ? null : 'yamada@example.com',
				status: 'new',
			})),
		);
		await editor.startFrom('Start');
		await editor.execute();
		await expect
			.poll(async () => (await table.rows()).map(({ status }) => status))
			.toEqual(['sent', 'sent', 'sent', 'problem']);
	});

	const links: string[] = [];
	for (const mail of mailbox.mails) {
		const { text, files } = readMail(mail);
		const link = /Pay here: (\S+)/.exec(text)![1]!;
		expect(await scan(page, files.get('image/png')!)).toBe(link);
		links.push(link);
	}
	const linkOf = (orderNo: string) =>
		links.find((link) => new URL(link).searchParams.get('order') === orderNo)!;

	await test.step('a mail that could not be sent leaves no open code', async () => {
		expect((await rowOf(unsent)).problem).toContain('The e-mail could not be sent');
		expect(await codesOf(unsent)).toEqual([expect.objectContaining({ status: 'closed' })]);
	});

	await editor.publish();

	await test.step('while the first code lives, the link leads to it', async () => {
		for (const orderNo of [slow, fast, 日本]) {
			const [code, ...others] = await codesOf(orderNo);
			expect(others).toEqual([]);
			expect(await open(linkOf(orderNo))).toMatchObject({ status: 302, to: code!.codeUrl });
		}
	});

	await test.step('nobody gets anywhere with the link of another order', async () => {
		const { token } = await rowOf(slow);
		const address = linkOf(fast).split('?')[0];
		for (const query of [
			`order=${fast}&token=${String(token)}`,
			`order=${slow}&token=${String(token).toUpperCase()}`,
			`order=${slow}&token=${String(token).slice(1)}`,
			`order=${slow}&token=`,
			`order=${slow}`,
			`token=${String(token)}`,
			`order=${slow}&token=${String(token)}&token=${String(token)}`,
			`order[eq]=${slow}&token[eq]=${String(token)}`,
			'',
		]) {
			expect(await open(`${address}?${query}`)).toMatchObject({ status: 404 });
		}
	});

	await test.step('an hour later it leads to a new code, and once paid to a page that says so', async () => {
		await sandbox.advance(HOUR);
		await page.goto(linkOf(slow));
		await page.getByRole('button', { name: 'Pay with PayPay' }).click();
		await expect(page.getByText('お支払い済みです')).toBeVisible();
		await expect(page.getByText('Order L-1 has been paid.')).toBeVisible();
		expect((await codesOf(slow)).map(({ status }) => status)).toEqual(['closed', 'captured']);
		expect(await rowOf(slow)).toMatchObject({ status: 'paid', paidAt: expect.any(String) });

		await sandbox.advance(HOUR);
		await page.goto(linkOf(slow));
		await expect(page.getByText('お支払い済みです')).toBeVisible();
		expect(await codesOf(slow)).toHaveLength(2);
	});

	await test.step('many clicks at once make one code', async () => {
		await sandbox.setFaults({ route: 'POST /codes', latency: 500 });
		const clicks = await Promise.all(Array.from({ length: 4 }, () => open(linkOf(fast))));
		await sandbox.setFaults();
		const [, code, ...others] = await codesOf(fast);
		expect(others).toEqual([]);
		expect(new Set(clicks.map(({ to }) => to))).toEqual(new Set([code!.codeUrl]));
	});

	await test.step('who leaves without paying can go on', async () => {
		await page.goto(linkOf(fast));
		await page.getByRole('link', { name: 'Leave as cancelled' }).click();
		await page.getByRole('link', { name: 'Pay now' }).click();
		await expect(page.getByRole('button', { name: 'Pay with PayPay' })).toBeVisible();
		expect(await codesOf(fast)).toHaveLength(2);
	});

	await test.step('a changed amount is what the customer pays', async () => {
		await table.update({ orderNo: fast }, { amount: 900 });
		const { to } = await open(linkOf(fast));
		const codes = await codesOf(fast);
		expect(codes.map(({ amount, status }) => [amount, status])).toEqual([
			[1200, 'closed'],
			[1200, 'closed'],
			[900, 'pending'],
		]);
		expect(to).toBe(codes[2]!.codeUrl);
	});

	await test.step('a code that got lost keeps the customer waiting, but not for good', async () => {
		await sandbox.createCode({ orderNo: 日本, amount: 1200 });
		expect(await open(linkOf(日本))).toMatchObject({
			status: 503,
			text: expect.stringContaining('Please try again in a few minutes.'),
		});
		await sandbox.advance(HOUR);
		const { to } = await open(linkOf(日本));
		expect(to).toBe((await codesOf(日本)).at(-1)!.codeUrl);
	});

	await test.step('while elepay is out of service, the customer is asked to try again', async () => {
		await sandbox.setFaults({ answer: { errorCode: 'S002000', status: 500 } });
		expect(await open(linkOf(日本))).toMatchObject({ status: 503 });
		await sandbox.setFaults();
		expect(await open(linkOf(日本))).toMatchObject({ status: 302 });
	});
	await mailbox.close();
});

test('the example "A cash register without a till" shows a code, and then that it is paid', async ({
	editor,
	page,
	sandbox,
	environment,
}) => {
	await editor.importWorkflow(await readExample('cash-register.workflow.json', environment.files));
	await chooseAccount(
		editor,
		environment.credential,
		'Create EasyQR code',
		'Close EasyQR code',
		'Wait for payment',
	);
	await editor.publish();

	const newest = async () => (await sandbox.codes()).at(-1)!;
	const heading = (text: string) => page.getByRole('heading', { name: text });
	const charge = async (amount: number) => {
		await page.locator('input[type=number]').fill(String(amount));
		await page.getByRole('button', { name: 'Show the QR code' }).click();
	};
	const showsCode = async () => {
		await expect(page.getByRole('button', { name: 'OK' })).toBeVisible();
		expect(await scan(page, await page.locator('#n8n-form .form-header').screenshot())).toBe(
			(await newest()).codeUrl,
		);
	};
	const paysNewest = async (title: string) => {
		await page.getByRole('button', { name: 'OK' }).click();
		await sandbox.pay((await newest()).id);
		await expect(heading(title)).toBeVisible();
		await page.getByRole('link', { name: 'Next payment' }).click();
	};
	await page.goto(`${environment.n8nUrl}/form/cash-register`);

	await test.step('a paid code', async () => {
		await charge(1200);
		await expect(heading('1,200円')).toBeVisible();
		await showsCode();
		await paysNewest('1,200円 お支払い完了 / Paid');
	});

	await test.step('a code that nobody pays for a minute, until it has expired, and its successor', async () => {
		await charge(880);
		await showsCode();
		const { orderNo } = await newest();
		await page.getByRole('button', { name: 'OK' }).click();
		await expect(page.getByRole('button', { name: 'OK' })).toBeDisabled();
		await showsCode();
		await expect(page.getByRole('button', { name: 'OK' })).toBeEnabled({ timeout: 90_000 });
		await showsCode();

		await page.getByRole('button', { name: 'OK' }).click();
		await sandbox.advance(HOUR);
		await page.getByRole('button', { name: 'Make a new code' }).click();
		await showsCode();
		expect(await newest()).toMatchObject({ orderNo, amount: 880, status: 'pending' });
		await paysNewest('880円 お支払い完了 / Paid');
	});

	await test.step('a code that is closed', async () => {
		await charge(500);
		await showsCode();
		await page.locator('select').selectOption('コードを閉じる / Close the code');
		await page.getByRole('button', { name: 'OK' }).click();
		await expect(heading('Code closed')).toBeVisible();
		expect(await newest()).toMatchObject({ amount: 500, status: 'closed' });
		await page.getByRole('link', { name: 'Next payment' }).click();
	});

	await test.step('an amount that elepay refuses', async () => {
		await charge(-1);
		await expect(heading('That did not work')).toBeVisible();
		await expect(page.getByText('Amount needs to be 0 or more')).toBeVisible();
	});
});

test('the example "Row to EasyQR code to LINE" sends each new order its code once', async ({
	editor,
	page,
	rest,
	sandbox,
	environment,
}) => {
	const line = await openLineApi();
	await saveCredential(rest, LINE_CREDENTIAL);
	const example = await readExample('row-to-code-to-line.workflow.json', environment.files);
	const push = example.nodes.find(({ name }) => name === 'Send to LINE')!;
	expect(push.parameters.url).toBe('https://api.line.me/v2/bot/message/push');
	push.parameters.url = `${line.url}/v2/bot/message/push`;
	await editor.importWorkflow(example);
	await chooseAccount(
		editor,
		environment.credential,
		'Create EasyQR code',
		'Close EasyQR code',
		'Get EasyQR code',
	);
	await chooseAccount(editor, LINE_CREDENTIAL.name, 'Send to LINE');
	await editor.startFrom('Start');
	await editor.execute();
	const table = await DataTable.find(rest, 'LINE messages');
	const statuses = async () => (await table.rows()).map(({ status }) => status);

	const [yamada, suzuki] = ['1', '2'].map((digit) => `U${digit.repeat(32)}`) as [string, string];
	line.uncertain = 1;
	await table.insert([
		{ orderNo: 'N-1', amount: 1200, description: 'Tea', lineUserId: yamada, status: 'new' },
		{ orderNo: 'N-2', amount: 880, description: 'Rice', lineUserId: suzuki, status: 'new' },
		{ orderNo: 'N-3', amount: 500, description: null, lineUserId: 'suzuki', status: 'new' },
		{ orderNo: 'N-1', amount: 900, description: null, lineUserId: suzuki, status: 'new' },
	]);
	await editor.startFrom('Start');
	await editor.execute();
	await expect.poll(statuses).toEqual(['sent', 'sent', 'problem', 'problem']);

	const codes = await sandbox.codes();
	expect(codes.map(({ orderNo, status }) => [orderNo, status])).toEqual([
		['N-1', 'pending'],
		['N-2', 'pending'],
		['N-3', 'closed'],
	]);
	const [, , unknown, twice] = await table.rows();
	expect(unknown!.problem).toContain("LINE: The property, 'to'");
	expect(twice!.problem).toContain('N-1');

	await test.step('once corrected, a row is sent with a new code', async () => {
		await table.update({ orderNo: 'N-3' }, { lineUserId: suzuki, status: 'new' });
		await editor.startFrom('Start');
		await editor.execute();
		await expect.poll(statuses).toEqual(['sent', 'sent', 'sent', 'problem']);
		expect((await sandbox.codes()).at(-1)).toMatchObject({ orderNo: 'N-3', status: 'pending' });
		const counts = [yamada, suzuki].map((user) => line.chats.get(user)!.length);
		expect(counts).toEqual([2, 4]);
	});

	await editor.publish();
	for (const [user, index] of [
		[yamada, 0],
		[suzuki, 1],
	] as const) {
		const [link, picture] = line.chats.get(user)!;
		expect(link!.text).toContain(codes[index]!.codeUrl);
		const answer = await fetch(picture!.originalContentUrl!);
		expect(answer.headers.get('content-type')).toContain('image/png');
		expect(await scan(page, Buffer.from(await answer.arrayBuffer()))).toBe(codes[index]!.codeUrl);
		expect(picture!.previewImageUrl).toBe(picture!.originalContentUrl);
	}

	await test.step('nobody gets a picture without its key', async () => {
		const { originalContentUrl } = line.chats.get(yamada)![1]!;
		const address = originalContentUrl!.split('?')[0]!;
		for (const query of ['', '?key=', `?key=${codes[0]!.id}`, '?key=null']) {
			expect((await fetch(address + query)).status).toBe(404);
		}
	});
	await line.close();
});
