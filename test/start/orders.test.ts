import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { readOptions, root, userFolder } from '../../scripts/start/options';
import { readOrders, textOf, type Orders } from '../../scripts/start/orders';

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

	const given = ({ rows }: Orders, property: string) => rows.map((row) => textOf(row, property));

	it('knows columns by the names that the node knows, and what they mean', async () => {
		const orders = await read(' Order_No ,金額,memo,Metadata.shop,顧客\nA-1,"¥1,200",x,y,山田\n');
		expect([...orders.meanings]).toEqual([
			['Order_No', 'Order Number'],
			['金額', 'Amount'],
			['Metadata.shop', 'metadata.shop'],
		]);
		expect(given(orders, 'orderNo')).toEqual(['A-1']);
		expect(given(orders, 'amount')).toEqual(['¥1,200']);
	});

	it.each([
		['semicolons', ';', '注文番号;金額;内容\nA-1;1200;"茶; 2, 3"\n'],
		['semicolons, and commas in a name', ';', 'memo, old, new;注文番号;金額\nx, y, z;A-1;1200\n'],
		['tabs', '\t', '注文番号\t金額\t内容\r\nA-1\t1200\t茶; 2, 3\r\n'],
		['what its line sep= names', '|', 'sep=|\r\n注文番号|金額|a;b;c\r\nA-1|1200|1;2;3\r\n'],
		['commas, as its line sep= says', ',', '\uFEFF"sep=,"\n注文番号,金額,a;b;c;d\nA-1,1200,x\n'],
	])('reads cells separated by %s', async (_, separator, text) => {
		const orders = await read(text);
		expect(orders.separator).toBe(separator);
		expect(orders.columns).toHaveLength(3);
		expect(given(orders, 'orderNo')).toEqual(['A-1']);
		expect(given(orders, 'amount')).toEqual(['1200']);
		expect(orders.rows[0]).toMatchObject({ number: 2 });
		expect(orders.rows[0]!.error).toBeUndefined();
	});

	it('reads Excel\'s ="007", in quotes of its own and bare', async () => {
		const orders = await read('orderNo,amount\n="007",1200\n"=""008""",1300\n');
		expect(given(orders, 'orderNo')).toEqual(['007', '008']);
		expect(given(orders, 'amount')).toEqual(['1200', '1300']);
	});

	it('knows rows without an order, whatever else is in them', async () => {
		const { rows } = await read('注文番号,金額,済,担当\n,,FALSE,山田\nA-1,1200,FALSE,\n,500,,\n');
		expect(rows.map(({ number, isBlank }) => [number, isBlank])).toEqual([
			[2, true],
			[3, false],
			[4, false],
		]);
	});

	it('takes the column with the name of the API before another one', async () => {
		expect(given(await read('合計,orderNo,amount\n9999,A-1,1200\n'), 'amount')).toEqual(['1200']);
	});

	it('knows the order number of a row with two amounts', async () => {
		expect(given(await read('合計,金額,注文番号\n1,2,A-1\n'), 'orderNo')).toEqual(['A-1']);
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
		expect(rows[0]).toMatchObject({ number: 2, cells: ['A-1', '', ''] });
		expect(rows[0]!.error).toBeUndefined();
		expect(rows[1]?.error).toContain('The row has 4 cells, but the first row names 3 columns.');
	});

	it.each([
		['blank lines only', '\uFEFF\r\n\r\n', 'my.csv is empty'],
		['no rows', 'orderNo,amount\n', 'my.csv has column names, but no rows below them'],
		['blank rows only', '注文番号,金額,済\n,,FALSE\n', 'my.csv contains no orders'],
		['no amount', 'orderNo,price\nA,1\n', 'my.csv has no column for the Amount'],
		['no order number', 'amount\n1\n', 'my.csv has no column for the Order Number'],
		['two columns of a name', 'orderNo,amount,x,x\nA,1,2,3\n', 'my.csv has two columns "x"'],
		['columns without a name', ',,orderNo,amount\nA,1,2,3\n', 'my.csv has columns without a name'],
		['an open quote', 'orderNo,amount\n"A,1\n', /^my.csv can't be read as CSV: Quote Not Closed/],
		['a spreadsheet', Buffer.from('PK\u0003\u0004\u0000\u0000'), /^my.csv is not a CSV file/],
		['another encoding', Buffer.from([0x61, 0xff, 0xff]), /is neither UTF-8 nor Shift_JIS$/],
	])('refuses a file with %s', async (_, content, message) => {
		await expect(read(content)).rejects.toThrow(message);
	});

	it('says which names a column can have that it needs', async () => {
		await expect(read('番号,値段\nA-1,1200\n')).rejects.toMatchObject({
			message: 'my.csv has no column for the Amount and none for the Order Number',
			advice: expect.stringMatching(
				/^The first row has "番号", "値段"\. For the Amount, use one of these names: amount, Amount, 金額.*Order Number, 注文番号/,
			),
		});
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
