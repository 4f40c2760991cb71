import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { createEngine, items, loadPackage, type EngineWorkflow } from '../../engine';
import { startSandbox } from '../../sandbox/server';

const root = join(__dirname, '..', '..');
const read = (name: string) => readFileSync(join(root, 'examples', name), 'utf8');

const SHEETS = [
	{ file: 'orders.csv', number: 'orderNo', customer: 'customer', amount: 'amount' },
	{ file: 'orders-ja.csv', number: '注文番号', customer: 'お客様名', amount: '金額' },
];

describe.each(SHEETS)('the example workflow with $file', ({ file, number, customer, amount }) => {
	it('gives each code the customer of its row, and bad rows a reason', async () => {
		const sandbox = await startSandbox({ port: 0 });
		const engine = createEngine({
			packages: [await loadPackage(root)],
			credentials: { elepayApi: { secretKey: 'sk_test_sandbox0000', baseUrl: sandbox.url } },
		});
		const orders = parse<Record<string, string>>(read(file), { columns: true });
		const rows = orders.map((row, index) => (index === 4 ? { ...row, [amount]: '165.5' } : row));
		const workflow = JSON.parse(read('orders-to-easyqr.workflow.json')) as EngineWorkflow;
		const run = await engine.run({
			...workflow,
			pinData: { 'Read orders.csv': [{ json: {} }], Rows: rows.map((json) => ({ json })) },
		});
		await sandbox.close();

		expect(run.status).toBe('success');
		const good = rows.filter((_, index) => index !== 4);
		expect(items(run, 'Codes').map(({ json }) => json)).toEqual(
			good.map((row) => ({
				orderNo: plain(row[number]!).replace(/[="]/g, ''),
				customer: row[customer],
				amount: Number(plain(row[amount]!).replace(/[¥円, ]/g, '')),
				codeUrl: expect.stringMatching(/^http/),
				expires: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			})),
		);
		expect(items(run, 'Codes').every(({ binary }) => binary?.qrCode)).toBe(true);
		expect(items(run, 'Rows to fix').map(({ json }) => json)).toEqual([
			{
				...rows[4],
				elepayError: expect.stringMatching(/165\.5.* \[item 4\]$/),
				elepayHelp: expect.any(String),
			},
		]);
	});
});

/** A cell's text in half-width characters. */
function plain(text: string): string {
	return text.normalize('NFKC');
}
