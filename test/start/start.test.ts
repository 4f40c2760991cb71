import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { startSandbox } from '../../sandbox/server';
import { readQrCode } from '../support/readQrCode';
import { runStart } from './fixtures/runStart';

jest.setTimeout(30_000);

const good = 'orderNo,amount\r\nA-1,1200\r\nA-2,300\r\n';

describe('npm start', () => {
	it.concurrent('makes a code for each of the 20 example orders and says where', async () => {
		const { exitCode, stdout, stderr, rows, pictures } = await runStart();
		expect(exitCode).toBe(0);
		expect(stdout).toContain('Using the local elepay sandbox at http://127.0.0.1:');
		expect(stdout).toContain('orders.csv: 20 rows, UTF-8.');
		expect(stdout).toContain('Ignored columns, kept in the result: customer\n');
		expect(stdout).toContain('20 codes created. Wrote orders-with-codes.csv and the pictures in ');
		expect(stderr).toContain('Creating EasyQR codes: 20 of 20');
		expect(rows).toHaveLength(20);
		expect(rows[0]).toEqual({
			orderNo: 'A-2041',
			amount: '12800',
			description: 'サーバー保守 11月分',
			customer: '株式会社あおば商会',
			'metadata.invoice': 'INV-2041',
			expiryDuration: '30',
			'extra.defaultPaymentMethod': '',
			codeId: expect.stringMatching(/^code_/),
			codeStatus: 'pending',
			codeUrl: expect.stringMatching(/^http:/),
			codeExpiry: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
			codePicture: 'easyqr-A-2041.png',
			error: '',
		});

		// The table and the file agree, row by row.
		for (const { orderNo, amount, codeStatus, codeUrl, codeExpiry } of rows) {
			const printed = `${Number(amount).toLocaleString('en-US')} JPY`;
			const line = stdout.split('\n').find((candidate) => candidate.includes(String(codeUrl)));
			const cells = line?.split('│').map((cell) => cell.trim());
			expect(cells).toEqual(['', orderNo, printed, codeStatus, codeUrl, codeExpiry, '']);
		}
		expect(new Set(rows.map(({ codeUrl }) => codeUrl)).size).toBe(20);

		// Each picture says what the row says.
		for (const { codePicture, codeUrl } of rows) {
			expect(readQrCode(pictures[String(codePicture)]!)).toBe(codeUrl);
		}
		expect(Object.keys(pictures)).toHaveLength(20);
	});

	it.concurrent('makes a code for each of the orders in Japanese', async () => {
		const { exitCode, stdout, rows } = await runStart({
			args: ['--file', join(__dirname, '..', '..', 'examples', 'orders-ja.csv')],
		});
		expect(exitCode).toBe(0);
		expect(stdout).toContain(
			'Columns used: 注文番号 (Order Number), 内容 (Description), 金額 (Amount)\n',
		);
		expect(stdout).toContain('10 codes created.');
		expect(rows.map(({ codePicture }) => codePicture)).toContain('easyqr-0309.png');
	});

	it.concurrent(
		'gives each order a picture of its own, however its number is written',
		async () => {
			const { rows, pictures } = await runStart({
				files: { 'my.csv': 'orderNo,amount\nA/1,100\nA-1,200\na-1,300\n' },
				args: ['--file', 'my.csv'],
			});
			const names = ['easyqr-A-1.png', 'easyqr-A-1-2.png', 'easyqr-a-1-3.png'];
			expect(rows.map(({ codePicture }) => codePicture)).toEqual(names);
			expect(Object.keys(pictures).sort()).toEqual([...names].sort());
		},
	);

	it.concurrent('reads Shift_JIS, keeps the table straight and writes to --out', async () => {
		const text = 'orderNo,amount,顧客\r\n注文１番,1200,髙橋 ①\r\nB-2,300,\r\n';
		const { exitCode, stdout, rows, csv } = await runStart({
			files: { 'my.csv': encode(text, 'Shift_JIS') },
			args: ['--file', 'my.csv', '--out', 'x.csv'],
			out: 'x.csv',
		});
		expect(exitCode).toBe(0);
		expect(stdout).toContain('my.csv: 2 rows, Shift_JIS.');
		expect(stdout).toContain('Wrote x.csv');
		expect(rows[0]).toMatchObject({ orderNo: '注文１番', 顧客: '髙橋 ①' });
		expect(csv).toMatch(/^\uFEFForderNo.*\r\n注文１番.*\r\nB-2.*\r\n$/);

		const [japanese = '', latin = ''] = stdout.split('\n').filter((line) => line.includes(' JPY '));
		const firstCell = (line: string) => line.split('│')[1] ?? '';
		// Each of the four characters takes two columns.
		expect(firstCell(japanese).length + 4).toBe(firstCell(latin).length);
	});

	it.concurrent('explains its options with --help', async () => {
		const { exitCode, stdout, csv } = await runStart({ args: ['--help'] });
		expect(exitCode).toBe(0);
		expect(stdout).toContain('--file <path>');
		expect(stdout).toContain('ELEPAY_SECRET_KEY');
		expect(csv).toBeUndefined();
	});

	it.concurrent('refuses an unknown option', async () => {
		const { exitCode, stderr } = await runStart({ args: ['--fiel', 'x'] });
		expect(exitCode).toBe(2);
		expect(stderr).toContain("Unknown option '--fiel'");
	});
});

it.concurrent('a bad row is told with its row number, and the others get their codes', async () => {
	const file = [
		'Order No,AMOUNT,備考,error',
		'注文-1,1200,"ok, fine",old',
		'注文-1,100,same number,',
		',100,no number,',
		'B-3,"12.5",separator,',
		'',
		'B-5,100,one,cell,too many',
		'B-6,500,good,',
	].join('\r\n');
	const { exitCode, stdout, stderr, rows, csv } = await runStart({
		files: { 'my.csv': file },
		args: ['--file', 'my.csv'],
	});
	expect(exitCode).toBe(1);
	expect(stdout).toContain('2 codes created.');
	expect(stdout.match(/備考/g)).toHaveLength(1);
	expect(stdout).toContain('Columns replaced in the result: error');
	expect(stderr).toContain('4 rows to fix:');
	expect(stderr).toMatch(/row 3 \(注文-1\): .*'注文-1' /);
	expect(stderr).toMatch(/row 4: .*empty/);
	expect(stderr).toMatch(/row 5 \(B-3\): .*"12.5"/);
	expect(stderr).toContain('row 7 (B-5): The row has 5 cells, but the first row names 4 columns.');
	expect(stderr).not.toContain('[item');
	expect(csv?.startsWith('\uFEFFOrder No,AMOUNT,備考,codeId,')).toBe(true);
	const told = rows.map((row) => [row['Order No'], row.AMOUNT, row['備考'], row.error !== '']);
	expect(told).toEqual([
		['注文-1', '1200', 'ok, fine', false],
		['注文-1', '100', 'same number', true],
		['', '100', 'no number', true],
		['B-3', '12.5', 'separator', true],
		['B-5', '100', 'one', true],
		['B-6', '500', 'good', false],
	]);
	expect(rows.map(({ codeUrl, error }) => (codeUrl === '') === (error !== ''))).not.toContain(
		false,
	);
});

it.concurrent('a Japanese sheet is read as it is', async () => {
	const file = [
		'注文番号;金額;内容;顧客;済',
		'A-1;¥1,200;抹茶;山田;FALSE',
		'A-2;１２００;;鈴木;FALSE',
		';;;佐藤;FALSE',
		'="007";1,200円;;;TRUE',
	].join('\r\n');
	const { exitCode, stdout, stderr, rows } = await runStart({
		files: { 'my.csv': encode(file, 'Shift_JIS') },
		args: ['--file', 'my.csv'],
	});
	expect(stderr).not.toContain('to fix');
	expect(exitCode).toBe(0);
	expect(stdout).toContain('my.csv: 4 rows, Shift_JIS, separated by semicolons.');
	expect(stdout).toContain('1 row without an order: 4\n');
	expect(stdout).toContain(
		'Columns used: 注文番号 (Order Number), 金額 (Amount), 内容 (Description)\n',
	);
	expect(stdout).toContain('Ignored columns, kept in the result: 顧客, 済\n');
	expect(stdout).toContain('3 codes created.');
	expect(stdout.match(/1,200 JPY/g)).toHaveLength(3);
	expect(rows.map((row) => [row['注文番号'], row['金額'], row.codeUrl !== '', row.error])).toEqual([
		// In Shift_JIS a yen sign and a backslash are one character
		['A-1', '\\1,200', true, ''],
		['A-2', '１２００', true, ''],
		['', '', false, 'This row contains no order'],
		['="007"', '1,200円', true, ''],
	]);
});

describe('a file', () => {
	const unusable: Array<[string, string | undefined, string]> = [
		['is missing', undefined, 'There is no file'],
		['is empty', '', 'my.csv is empty'],
		['lacks columns', 'a,b\n1,2\n', 'no column for the Amount and none for the Order Number'],
	];

	it.concurrent.each(unusable)('that %s is told and nothing is made', async (_, text, message) => {
		const { exitCode, stdout, stderr, csv } = await runStart({
			files: text === undefined ? {} : { 'my.csv': text },
			args: ['--file', 'my.csv'],
		});
		expect(exitCode).toBe(1);
		expect(stderr).toContain(message);
		expect(stderr).not.toContain('    at ');
		expect(stdout).toBe('');
		expect(csv).toBeUndefined();
	});

	it.concurrent('is not overwritten by its result', async () => {
		const { exitCode, stderr, csv } = await runStart({
			files: { 'my.csv': good },
			args: ['--file', 'my.csv', '--out', './my.csv'],
			out: 'my.csv',
		});
		expect(exitCode).toBe(1);
		expect(stderr).toContain('would overwrite the orders');
		expect(csv).toBe(good);
	});

	it.concurrent('for the result that cannot be written is told before a code is made', async () => {
		const { exitCode, stdout, stderr } = await runStart({ args: ['--out', 'missing/x.csv'] });
		expect(exitCode).toBe(1);
		expect(stderr).toContain('there is no such folder');
		expect(stdout).toBe('');
	});
});

describe('with ELEPAY_SECRET_KEY', () => {
	const env = (url: string, key = 'sk_test_sandbox0000') => ({
		ELEPAY_SECRET_KEY: key,
		ELEPAY_BASE_URL: url,
	});

	it.concurrent('the codes are made at the real API, and the key is not printed', async () => {
		const api = await startSandbox({ port: 0 });
		const { exitCode, stdout, stderr, csv, rows } = await runStart({
			files: { 'my.csv': good },
			args: ['--file', 'my.csv'],
			env: env(api.url),
		});
		const { codeId } = rows[0] ?? {};
		const answer = await fetch(`${api.url}/codes/${codeId}`, {
			headers: { authorization: 'Bearer sk_test_sandbox0000' },
		});
		const code = await answer.json();
		await api.close();
		expect(exitCode).toBe(0);
		expect(stdout).toContain(`Using the real elepay API at ${api.url} (test mode`);
		expect(stdout + stderr + csv).not.toContain('sk_test_sandbox0000');
		expect(code).toMatchObject({ orderNo: 'A-1', amount: 1200 });
	});

	it.concurrent('a key that elepay refuses is told before any row is sent', async () => {
		const api = await startSandbox({ port: 0 });
		const { exitCode, stdout, stderr, csv } = await runStart({
			env: env(api.url, 'sk_live_revoked_long_ago'),
		});
		await api.close();
		expect(exitCode).toBe(1);
		expect(stdout).toContain('live mode: these codes take real money');
		expect(stderr).toContain(`elepay at ${api.url} can't be used`);
		expect(stdout + stderr).not.toContain('revoked_long_ago');
		expect(csv).toBeUndefined();
	});

	it.concurrent('codes that exist when the user cancels are written', async () => {
		let interrupt = () => {};
		let posts = 0;
		// Answers the first order and leaves the second waiting.
		const api = createServer((request, response) => {
			request.resume().on('end', () => {
				response.setHeader('content-type', 'application/json');
				if (request.method === 'GET') {
					response.end('{"total":0,"paymentMethods":[]}');
				} else if (posts++ === 0) {
					const code = { id: 'code_1', codeUrl: 'https://x.example/1', amount: 1200 };
					const rest = { orderNo: 'A-1', currency: 'JPY', status: 'pending', liveMode: false };
					response.writeHead(201).end(JSON.stringify({ ...code, ...rest }));
				} else {
					setTimeout(interrupt, 500);
				}
			});
		});
		await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
		const { port } = api.address() as AddressInfo;
		const { exitCode, rows } = await runStart({
			files: { 'my.csv': good },
			args: ['--file', 'my.csv'],
			env: env(`http://127.0.0.1:${port}`),
			onStart: (kill) => (interrupt = kill),
		});
		await new Promise((resolve) => api.close(resolve));
		expect(exitCode).toBe(1);
		expect(rows.map(({ codeUrl, error }) => [codeUrl, Boolean(error)])).toEqual([
			['https://x.example/1', false],
			['', true],
		]);
	});
});
