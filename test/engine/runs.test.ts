import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { useElepay } from '../support/elepay';

const elepay = useElepay();

const rowsOf = (count: number, more: (index: number) => IDataObject = () => ({})) =>
	Array.from({ length: count }, (_, index) => ({
		amount: 100 + index,
		orderNo: `R-${index}`,
		...more(index),
	}));

const held = () => [...elepay.sandbox.state.test.codesByOrderNo.keys()];
const stats = () => elepay.sandbox.state.stats;

const taken = (orderNo: string) =>
	`Order number '${orderNo}' is taken: elepay has an open or paid code with it`;

/** Lets elepay refuse the row with this index, for its order number has a code already. */
async function rowsWithTaken(count: number, index: number): Promise<IDataObject[]> {
	await elepay.run([{ amount: 1, orderNo: 'TAKEN' }]);
	return rowsOf(count, (position) => (position === index ? { orderNo: 'TAKEN' } : {}));
}

const madeInRun = () => held().filter((orderNo) => orderNo !== 'TAKEN');

describe('a run', () => {
	it('without items sends nothing and is fine', async () => {
		const outcome = await elepay.run([]);
		expect(outcome.run.status).toBe('success');
		expect(outcome.json).toEqual([]);
		expect(elepay.bodies).toEqual([]);
	});

	it('of 300 rows gives 300 codes in order, 50 on their way at most', async () => {
		elepay.sandbox.faults.set([{ latency: { min: 5, max: 25 } }], 1);
		const rows = rowsOf(300);
		const { json, linked } = await elepay.runColumns(rows, { options: {} });
		expect(json.map(({ orderNo, amount }) => ({ orderNo, amount }))).toEqual(rows);
		expect(linked).toEqual(rows);
		expect(stats().maxInFlight).toBeGreaterThan(10);
		expect(stats().maxInFlight).toBeLessThanOrEqual(50);
		expect(Math.max(...stats().attemptsPerOrderNo.values())).toBe(1);
	});

	it.each([1, 2, 7])('never has more than Max Concurrency %i on their way', async (most) => {
		elepay.sandbox.faults.set([{ latency: 40 }]);
		const rows = rowsOf(4 * most);
		const { json } = await elepay.runColumns(rows, { options: { maxConcurrency: most } });
		expect(json).toHaveLength(rows.length);
		expect(stats().maxInFlight).toBe(most);
	});

	it('looks into the credential once a row, and not again for its request', async () => {
		await elepay.runColumns(rowsOf(10));
		expect(elepay.engine.stats.decryptions).toBe(10);
	});

	it('takes only the first row with "Execute Once"', async () => {
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
			elepay.sandbox.state.reset();
			const rows = rowsOf(5);
			const { json } = await elepay.runColumns(rows, { onError, node: { executeOnce: true } });
			expect(json.map(({ orderNo }) => orderNo)).toEqual(['R-0']);
			expect(held()).toEqual(['R-0']);
		}
	});

	it('that is stopped by hand sends nothing more', async () => {
		const abort = new AbortController();
		let received = 0;
		elepay.sandbox.faults.set([
			{
				connection: 'hang',
				when: () => {
					// Not while another one is on its way: it would come in after the end
					if (++received === 3) setTimeout(() => abort.abort(), 5);
					return true;
				},
			},
		]);
		const { run } = await elepay.runColumns(rowsOf(30), {
			options: { maxConcurrency: 3 },
			run: { signal: abort.signal },
		});
		expect(run.status).toBe('canceled');
		expect(elepay.bodies.length).toBeLessThanOrEqual(3);
		const before = elepay.bodies.length;
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(elepay.bodies).toHaveLength(before);
	});
});

describe('Stop mode', () => {
	it('names the codes that had been created, and starts no more', async () => {
		const rows = await rowsWithTaken(40, 5);
		const options = { maxConcurrency: 2, maxTries: 1 };
		const { run, error, json } = await elepay.run(rows, { options });
		expect(run.status).toBe('error');
		expect(json).toEqual([]);
		const made = madeInRun();
		expect(made.length).toBeGreaterThan(3);
		expect(made.length).toBeLessThan(10);
		expect(error?.message).toBe(
			`${taken('TAKEN')} [item 5]. ${made.length} EasyQR codes were created before that: ${made.join(', ')}`,
		);
		expect(error?.context).toMatchObject({
			itemIndex: 5,
			errorCode: expect.stringMatching(/^M00200[47]$/) as string,
		});
	});

	it('names ten of the codes in its message and counts the others', async () => {
		const rows = await rowsWithTaken(40, 30);
		const options = { maxConcurrency: 1, maxTries: 1 };
		const { error } = await elepay.run(rows, { options });
		expect(error?.message).toBe(
			`${taken('TAKEN')} [item 30]. 30 EasyQR codes were created before that: R-0, R-1, R-2, R-3, R-4, R-5, R-6, R-7, R-8, R-9, and 20 more`,
		);
	});

	it('holds order number, ID and URL of every code in its details', async () => {
		const rows = await rowsWithTaken(40, 30);
		const options = { maxConcurrency: 1, maxTries: 1 };
		const { error } = await elepay.run(rows, { options });
		const { codesByOrderNo } = elepay.sandbox.state.test;
		const details = rows.slice(0, 30).map(({ orderNo }) => {
			const { id } = codesByOrderNo.get(String(orderNo))!;
			return { orderNo, id, codeUrl: `${elepay.sandbox.url}/easyqr/${id}` };
		});
		expect(error?.context?.data).toMatchObject({ created: details, unknown: [] });
		// What elepay said stays beside them
		expect(error?.context?.data).toMatchObject({
			errorCode: error?.context?.errorCode,
			requestId: expect.any(String) as string,
		});
	});

	it('has no lists in its details where nothing had been done', async () => {
		elepay.sandbox.faults.set([{ answer: { errorCode: 'M002002' } }]);
		const { error } = await elepay.run(rowsOf(1));
		expect(error?.context?.data).not.toHaveProperty('created');
		expect(error?.context?.data).not.toHaveProperty('unknown');
		expect(error?.message).toBe(
			"Order number 'R-0': elepay didn't accept the value of one of the fields [item 0]",
		);
	});

	it('tells of closed codes by their IDs', async () => {
		const { json: codes } = await elepay.run(rowsOf(3));
		const ids = codes.map(({ id }) => ({ id }));
		const { error } = await elepay.run([...ids.slice(0, 2), { id: 'code_nowhere' }, ids[2]!], {
			parameters: { operation: 'close', codeId: '={{ $json.id }}' },
			options: { maxConcurrency: 1 },
		});
		expect(error?.message).toBe(
			`elepay couldn't find code 'code_nowhere' [item 2]. 2 EasyQR codes were closed before that: ${String(ids[0]?.id)}, ${String(ids[1]?.id)}`,
		);
		expect(error?.context?.data).toMatchObject({ closed: ids.slice(0, 2), unknown: [] });
	});

	it('says nothing of what had been read', async () => {
		const { json: codes } = await elepay.run(rowsOf(2));
		const { error } = await elepay.run([...codes, { id: 'code_nowhere' }], {
			parameters: { operation: 'get', codeId: '={{ $json.id }}' },
			options: { maxConcurrency: 1 },
		});
		expect(error?.message).toBe("elepay couldn't find code 'code_nowhere' [item 2]");
	});

	it('names the codes of which nobody knows whether they exist', async () => {
		elepay.sandbox.faults.set([
			{
				connection: 'reset',
				processed: true,
				when: ({ body }) => (body as IDataObject).orderNo === 'R-3',
			},
		]);
		const options = { maxConcurrency: 1, maxTries: 1 };
		const { error } = await elepay.run(rowsOf(6), { options });
		expect(error?.message).toContain('The code may still have been created [item 3]');
		expect(error?.message).toContain('3 EasyQR codes were created before that: R-0, R-1, R-2');
		expect(error?.message).toContain("It's unclear whether these were created: R-3");
		expect(error?.context?.data).toMatchObject({
			created: ['R-0', 'R-1', 'R-2'].map(
				(orderNo) => expect.objectContaining({ orderNo }) as object,
			),
			unknown: ['R-3'],
		});
		expect(held()).toEqual(['R-0', 'R-1', 'R-2', 'R-3']);
	});

	it('waits for the calls on their way, and counts them', async () => {
		const rows = await rowsWithTaken(2, 1);
		elepay.sandbox.faults.set([
			{ latency: 60, when: ({ body }) => (body as IDataObject).orderNo !== 'TAKEN' },
		]);
		const { error } = await elepay.run(rows);
		expect(error?.message).toBe(
			`${taken('TAKEN')} [item 1]. 1 EasyQR code was created before that: R-0`,
		);
	});

	it('tells the failure that came first, though a row before it fails too', async () => {
		const isRow = (orderNo: string) => (request: { body: unknown }) =>
			(request.body as IDataObject).orderNo === orderNo;
		elepay.sandbox.faults.set([
			{ latency: 80, answer: { errorCode: 'M007001' }, when: isRow('R-0') },
			{ latency: 5, answer: { errorCode: 'M002009' }, when: isRow('R-1') },
		]);
		const { error } = await elepay.run(rowsOf(2));
		expect(error?.message).toBe(
			"Order number 'R-1': elepay doesn't support this currency for the account [item 1]",
		);
		expect(error?.context?.itemIndex).toBe(1);
	});

	it.each([
		["={{ $json.orderNo === 'R-7' ? $('Nowhere').first().json.x : 100 }}"],
		["={{ $json.orderNo === 'R-7' ? $('Good').first().json.x : 100 }}"],
	])('sends nothing if n8n cannot evaluate %s for a later row', async (amount) => {
		const { run, error } = await elepay.run(rowsOf(10), { parameters: { amount } });
		expect(run.status).toBe('error');
		expect(error?.message).toMatch(/\S/);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(elepay.bodies).toEqual([]);
	});

	it('is left by such a row alone with "Continue (using error output)"', async () => {
		const amount = "={{ $json.orderNo === 'R-7' ? $('Nowhere').first().json.x : 100 }}";
		const { json, items } = await elepay.run(rowsOf(10), {
			parameters: { amount },
			onError: 'continueErrorOutput',
		});
		const others = rowsOf(10).flatMap(({ orderNo }) => (orderNo === 'R-7' ? [] : [orderNo]));
		expect(json.map(({ orderNo }) => orderNo)).toEqual(others);
		expect(items.map(({ pairedItem }) => pairedItem)).not.toContainEqual({ item: 7 });
		expect(held()).toEqual(others);
	});
});

describe('going on after failures', () => {
	it('links every item to its row on both outputs', async () => {
		elepay.sandbox.faults.set([
			{
				answer: { errorCode: 'M007001' },
				when: ({ body }) => Number((body as IDataObject).amount) % 4 === 1,
			},
			{ latency: { min: 0, max: 30 } },
		]);
		const rows = rowsOf(40, (index) => (index % 5 === 0 ? { amount: '1,0' } : {}));
		const { linked, linkedFailed, json, failed } = await elepay.runColumns(rows);
		const isBad = ({ amount }: IDataObject) => amount === '1,0' || Number(amount) % 4 === 1;
		expect(linked).toEqual(rows.filter((row) => !isBad(row)));
		expect(linkedFailed).toEqual(rows.filter(isBad));
		expect(json.map(({ orderNo }) => orderNo)).toEqual(
			rows.filter((row) => !isBad(row)).map(({ orderNo }) => orderNo),
		);
		expect(failed.map(({ orderNo }) => orderNo)).toEqual(
			rows.filter(isBad).map(({ orderNo }) => orderNo),
		);
		failed.forEach(({ elepayError: error, orderNo }) => {
			expect(error).toContain(`[item ${rows.findIndex((row) => row.orderNo === orderNo)}]`);
		});
	});

	it('keeps all items in place with "Continue"', async () => {
		const rows = rowsOf(6, (index) => (index % 2 === 0 ? { amount: '' } : {}));
		const { json, items, linked } = await elepay.runColumns(rows, {
			onError: 'continueRegularOutput',
		});
		expect(json.map((item) => 'elepayError' in item)).toEqual([
			true,
			false,
			true,
			false,
			true,
			false,
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_, item) => ({ item })));
		expect(linked).toEqual(rows);
	});

	it('does not ask again for a key that elepay has refused', async () => {
		const credential = { secretKey: 'sk_test_revoked00000', baseUrl: elepay.sandbox.url };
		const { failed } = await elepay.runColumns(rowsOf(60), {
			credential,
			options: { maxConcurrency: 5 },
		});
		expect(failed).toHaveLength(60);
		failed.forEach(({ elepayError: error }) => {
			expect(error).toBe("elepay didn't accept the secret key");
		});
		expect(stats().requests.get('POST /codes')).toBeLessThanOrEqual(5);
	});
});

describe('whatever rows come', () => {
	it('the sandbox finds no fault with what is sent, and gets each good row once', async () => {
		const cell = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 60 }),
			fc.jsonValue(),
			fc.integer(),
			fc.constantFrom(
				'',
				null,
				'1,200',
				'12.5',
				'true',
				'JPY',
				'https://example.com/x',
				'[]',
				'{}',
			),
		);
		const mostly = (fine: fc.Arbitrary<unknown>) =>
			fc.oneof({ weight: 9, arbitrary: fine }, { weight: 1, arbitrary: cell });
		const text = fc.string({ unit: 'grapheme', maxLength: 40 });
		const map = fc.dictionary(fc.string({ maxLength: 21 }), text, { maxKeys: 5 });
		const items = fc.array(fc.record({ name: text, price: fc.integer(), count: fc.nat() }), {
			maxLength: 3,
		});
		const row = fc.record(
			{
				amount: mostly(fc.nat(9999)),
				orderNo: mostly(fc.uuid()),
				currency: mostly(fc.constantFrom('JPY', 'usd', '')),
				description: mostly(text),
				expiryDuration: mostly(fc.integer({ min: 2, max: 31 })),
				frontUrl: mostly(fc.constantFrom('https://example.com/x', 'http://ab', '')),
				// True makes another kind of code, without amount and order number
				shouldCreateSource: fc.constantFrom(false, 'FALSE', '', 'maybe'),
				metadata: mostly(
					fc.oneof(
						map,
						map.map((entries) => JSON.stringify(entries)),
					),
				),
				'metadata.x': mostly(text),
				extra: mostly(map),
				items: mostly(
					fc.oneof(
						items,
						items.map((list) => JSON.stringify(list)),
					),
				),
				note: cell,
			},
			{ requiredKeys: ['amount', 'orderNo'] },
		);
		let sent = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 8, maxLength: 30 }), async (rows) => {
				elepay.sandbox.state.reset();
				elepay.bodies.length = 0;
				const { json, items, failed } = await elepay.runColumns(rows as IDataObject[]);
				expect(json.length + failed.length).toBe(rows.length);
				expect(elepay.sandbox.state.test.codes.size).toBe(json.length);
				items.forEach(({ pairedItem }, index) => {
					const { item } = pairedItem as { item: number };
					expect(String(rows[item]!.orderNo).trim()).toBe(json[index]!.orderNo);
					const amount = String(rows[item]!.amount).replaceAll(',', '');
					expect(Number(amount)).toBe(json[index]!.amount);
				});
				for (const { elepayHelp } of failed) expect(elepayHelp).not.toMatch(/M00200[12]/);
				sent += elepay.bodies.length;
			}),
			{ numRuns: 40 },
		);
		expect(sent).toBeGreaterThan(50);
	});
});
