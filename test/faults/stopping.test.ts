import { setTimeout as wait } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { orders, type Order } from './support/orders';
import { outcomesOf, stopDiscrepancies, stopMessage } from './support/outcomes';
import { runRows } from './support/run';

const ROWS = 2000;

let sandbox: Sandbox;
let rows: Order[];

beforeEach(async () => {
	sandbox = await startSandbox({ seed: 7 });
	rows = orders(ROWS);
});

afterEach(async () => await sandbox.close());

const requests = () => sandbox.state.stats.requests.get('POST /codes') ?? 0;

/** Befalls the rows with these indexes. */
const befalling =
	(...indexes: number[]) =>
	({ body }: { body: unknown }) =>
		indexes.some((index) => (body as Order).orderNo === rows[index]?.orderNo);

describe('where the first failure stops the workflow', () => {
	it('rows that wait are never sent, and the message counts and names what exists', async () => {
		sandbox.faults.set([
			{ latency: { min: 5, max: 30 } },
			{ when: befalling(300), answer: { errorCode: 'M002002', parameterName: 'amount' } },
		]);
		const result = await runRows(sandbox, rows, { onError: 'stopWorkflow' });
		const sent = requests();
		const message = stopMessage(result);

		expect(message).toContain("elepay didn't accept the value of Amount [item 300]");
		expect(stopDiscrepancies(sandbox, rows, result)).toEqual([]);
		expect(message).toContain(`${sandbox.state.test.codes.size} EasyQR codes were created`);
		// The row itself, and ten that exist
		expect(message.match(/R\d+-\d+/g)).toHaveLength(1 + 10);
		expect(sent).toBeLessThan(1000);
		await wait(200);
		expect(requests()).toBe(sent);
	});

	it('those on their way are waited for and counted', async () => {
		sandbox.faults.set([
			{ when: befalling(0), answer: { errorCode: 'M002002' } },
			{ latency: 300 },
		]);
		const result = await runRows(sandbox, rows, { onError: 'stopWorkflow' });

		expect(sandbox.state.test.codes.size).toBe(49);
		expect(stopMessage(result)).toContain('49 EasyQR codes were created before that');
		expect(stopDiscrepancies(sandbox, rows, result)).toEqual([]);
	});

	it('those whose outcome nobody knows are named too', async () => {
		sandbox.faults.set([
			{ when: befalling(3), answer: { errorCode: 'M002002' } },
			{ when: befalling(5, 7), latency: 300, connection: 'reset', processed: true },
			{ when: befalling(9), latency: 300, connection: 'reset' },
			{ latency: 100 },
		]);
		const result = await runRows(sandbox, rows, {
			onError: 'stopWorkflow',
			options: { maxConcurrency: 10 },
		});

		expect(stopDiscrepancies(sandbox, rows, result)).toEqual([]);
		const unknown = [5, 7, 9].map((index) => rows[index]?.orderNo).join(', ');
		expect(stopMessage(result)).toContain(`It's unclear whether these were created: ${unknown}`);
	});

	it('those that wait for another try are not tried again', async () => {
		sandbox.faults.set([
			{ when: befalling(5), latency: 200, answer: { errorCode: 'M002002' } },
			{ when: befalling(1, 2, 3), answer: { body: '', status: 503, retryAfter: 30 } },
		]);
		const before = Date.now();
		const result = await runRows(sandbox, rows.slice(0, 10), { onError: 'stopWorkflow' });

		expect(Date.now() - before).toBeLessThan(15_000);
		expect(stopDiscrepancies(sandbox, rows, result)).toEqual([]);
		expect(requests()).toBe(10);
	});

	it('a row that can not be sent stops the run before anything was', async () => {
		(rows[1999] as Order).orderNo = '';
		(rows[1500] as Order).orderNo = '';
		const result = await runRows(sandbox, rows, { onError: 'stopWorkflow' });

		expect(stopMessage(result)).toBe('Order Number is empty [item 1500]');
		expect(requests()).toBe(0);
	});

	it('nothing comes out', async () => {
		sandbox.faults.set([{ when: befalling(20), answer: { errorCode: 'M002002' } }]);
		const result = await runRows(sandbox, rows.slice(0, 40), { onError: 'stopWorkflow' });
		expect(outcomesOf(result)).toEqual([]);
		expect(result.run.status).toBe('error');
	});
});
