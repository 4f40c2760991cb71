import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { readOptions, root, userFolder } from '../../scripts/start/options';
import { cellOf, readOrders } from '../../scripts/start/orders';

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'elepay-orders-'));
});

afterAll(async () => await rm(folder, { recursive: true }));

async function read(content: string | Buffer) {
	const path = join(folder, 'my.csv');
	await writeFile(path, content);
	return await readOrders(path);
}

describe('reading orders', () => {
	const text = 'orderNo,amount,顧客\n注文-1,1200,"髙橋 ①\n様"\n';

	it.each([
		['UTF-8', 'UTF-8', Buffer.from(text)],
		['UTF-8 with a byte order mark', 'UTF-8', Buffer.from(`\uFEFF${text}`)],
		['UTF-8 with CRLF', 'UTF-8', Buffer.from(text.replaceAll('\n', '\r\n'))],
		['Shift_JIS', 'Shift_JIS', encode(text, 'Shift_JIS')],
		['Shift_JIS with CRLF', 'Shift_JIS', encode(text.replaceAll('\n', '\r\n'), 'Shift_JIS')],
	])('reads %s', async (_, encoding, bytes) => {
		const orders = await read(bytes);
		expect(orders).toMatchObject({ encoding, columns: ['orderNo', 'amount', '顧客'] });
		const [row] = orders.rows;
		expect(row?.cells.map((cell) => cell.replace('\r', ''))).toEqual([
			'注文-1',
			'1200',
			'髙橋 ①\n様',
		]);
	});

	it('finds columns whatever their case, spaces and underscores, and names those it ignores', async () => {
		const orders = await read(' Order_No ,AMOUNT,memo,Metadata.shop\nA-1,5,x,y\n');
		expect(orders.ignored).toEqual(['memo']);
		const [row] = orders.rows;
		expect(row && cellOf(orders, row, 'orderNo')).toBe('A-1');
		expect(row && cellOf(orders, row, 'amount')).toBe('5');
	});

	it('numbers rows as a spreadsheet program does and skips those without a cell', async () => {
		const { rows } = await read('orderNo,amount,\n\nA-1,1\n,,\n"A\n2",2,\n');
		expect(rows.map(({ number, cells }) => [number, ...cells])).toEqual([
			[3, 'A-1', '1'],
			[5, 'A\n2', '2'],
		]);
	});

	it('keeps a row with too many cells out, and fills up one with too few', async () => {
		const { rows } = await read('orderNo,amount,memo\nA-1\nA-2,1,x,y\n');
		expect(rows[0]).toEqual({ number: 2, cells: ['A-1', '', ''] });
		expect(rows[1]?.error).toContain('The row has 4 cells, but the first row names 3 columns.');
	});

	it.each([
		['blank lines only', '\uFEFF\r\n\r\n', 'my.csv is empty'],
		['no rows', 'orderNo,amount\n', 'my.csv has column names, but no rows below them'],
		['no amount', 'orderNo,price\nA,1\n', 'my.csv has no column "amount"'],
		['no order number', 'amount\n1\n', 'my.csv has no column "orderNo"'],
		['two columns of a name', 'orderNo,amount,x,x\nA,1,2,3\n', 'my.csv has two columns "x"'],
		['columns without a name', ',,orderNo,amount\nA,1,2,3\n', 'my.csv has columns without a name'],
		['an open quote', 'orderNo,amount\n"A,1\n', /^my.csv can't be read as CSV: Quote Not Closed/],
		['a spreadsheet', Buffer.from('PK\u0003\u0004\u0000\u0000'), /^my.csv is not a CSV file/],
		['another encoding', Buffer.from([0x61, 0xff, 0xff]), /is neither UTF-8 nor Shift_JIS$/],
	])('refuses a file with %s', async (_, content, message) => {
		await expect(read(content)).rejects.toThrow(message);
	});

	it('refuses a folder', async () => {
		await expect(readOrders(folder)).rejects.toThrow('This is a folder');
	});
});

describe('options', () => {
	it('default to the example orders and a file in the folder of the user', () => {
		expect(readOptions([], '/home/me')).toEqual({
			help: false,
			file: join(root, 'examples', 'orders.csv'),
			out: '/home/me/orders-with-codes.csv',
		});
	});

	it('are relative to the folder in which the user called npm', () => {
		const env = { npm_lifecycle_event: 'start', INIT_CWD: '/home/me' };
		expect(userFolder(env)).toBe('/home/me');
		expect(userFolder({ ...env, npm_lifecycle_event: 'test' })).toBe(process.cwd());
		expect(readOptions(['--file', 'a.csv'], '/home/me').file).toBe('/home/me/a.csv');
	});

	it('need a value', () => {
		expect(() => readOptions(['--file'])).toThrow('argument missing');
		expect(() => readOptions(['--out='])).toThrow("Option '--out' needs a path");
	});
});
