import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useElepay } from '../support/elepay';
import { DISCOURAGED_WORDS } from '../support/documented';

const elepay = useElepay();

const goodRow = (orderNo: string) => ({ amount: 100, orderNo });

/** Rows with one that can't be sent, and what is to be said of it. */
const REFUSALS: Array<[row: IDataObject, message: string, description: RegExp]> = [
	[{ amount: '' }, 'Amount is empty', /^Fill in Amount/],
	[{ orderNo: null }, 'Order Number is empty', /^Fill in Order Number/],
	[{ amount: '1,200' }, 'Amount isn\'t a whole number: it is the text "1,200"', /digits only/],
	[{ amount: '12.5' }, 'Amount isn\'t a whole number: it is the text "12.5"', /digits only/],
	[{ amount: 12.5 }, "Amount isn't a whole number: it is the number 12.5", /digits only/],
	[{ amount: NaN }, "Amount isn't a whole number: it is the number NaN", /digits only/],
	[{ amount: true }, "Amount isn't a whole number: it is true", /digits only/],
	[{ amount: [1] }, "Amount isn't a whole number: it is a list of 1", /digits only/],
	[{ amount: 1e21 }, 'Amount is out of range: it is the number 1e+21', /from 0 to/],
	[{ amount: -1 }, 'Amount is out of range: it is the number -1', /from 0 to/],
	[{ orderNo: 'x'.repeat(51) }, 'Order Number is too long: it has 51 characters', /at most 50/],
	[{ orderNo: { a: 1 } }, "Order Number isn't text: it is an object", /Give text/],
	[{ currency: 'YEN!' }, 'Currency isn\'t a currency code: it is the text "YEN!"', /e\.g\. JPY/],
	[{ description: 'x'.repeat(256) }, 'Description is too long: it has 256 characters', /255/],
	[{ expiryDuration: 2 }, 'Expires After is out of range: it is the number 2', /from 3 to 30/],
	[{ expiryDuration: '31' }, 'Expires After is out of range: it is the text "31"', /from 3 to 30/],
	[
		{ frontUrl: 'example.com' },
		'Return URL isn\'t a web address that elepay takes: it is the text "example.com"',
		/begins with http/,
	],
	[{ locationId: 'x'.repeat(33) }, 'Location is too long: it has 33 characters', /at most 32/],
	[{ customerId: 'x'.repeat(33) }, 'Customer is too long: it has 33 characters', /at most 32/],
	[{ sourceId: 'x'.repeat(33) }, 'Source is too long: it has 33 characters', /at most 32/],
	[
		{ shouldCreateSource: 'maybe' },
		'Create Source is neither true nor false: it is the text "maybe"',
		/true or false/,
	],
	[{ items: '[{]' }, 'Items isn\'t valid JSON: it is the text "[{]"', /quotation marks/],
	[
		{ items: [{ name: 'Tea', price: 1.5, count: 1 }] },
		"Items 1 Price isn't a whole number: it is the number 1.5",
		/digits only/,
	],
	[
		{ metadata: { route: 'x' } },
		'Metadata has a name that elepay keeps for itself: "route"',
		/reserved/,
	],
	[{ 'metadata.__x': 'x' }, 'Metadata has a name that elepay keeps for itself: "__x"', /reserved/],
	[
		{ metadata: { memo: '請'.repeat(86) } },
		'Metadata "memo" is too long: it has 258 bytes',
		/255 bytes/,
	],
	[
		{ extra: { ['k'.repeat(21)]: 'x' } },
		`Extra has a name that is too long: "${'k'.repeat(21)}"`,
		/20/,
	],
	[
		{ Amount: 5 },
		'Two columns give amount: "amount" and "Amount"',
		/Leave a value in one of them only/,
	],
];

describe.each(REFUSALS)('a row with %j', (change, message, description) => {
	const rows = [goodRow('G-0'), { ...goodRow('BAD'), ...change }, goodRow('G-2')];

	it('is refused alone, with its number, and linked to its row', async () => {
		const { run, json, failed, linked, linkedFailed } = await elepay.runColumns(rows);
		expect(run.status).toBe('success');
		expect(json.map(({ orderNo }) => orderNo)).toEqual(['G-0', 'G-2']);
		expect(linked).toEqual([rows[0], rows[2]]);
		expect(linkedFailed).toEqual([rows[1]]);
		expect(failed).toEqual([
			{
				...rows[1],
				error: `${message} [item 1]`,
				message: expect.stringMatching(description) as string,
			},
		]);
		expect(failed[0]?.message).not.toMatch(DISCOURAGED_WORDS);
		expect(message).not.toMatch(DISCOURAGED_WORDS);
		expect(elepay.bodies.map(({ orderNo }) => orderNo)).toEqual(['G-0', 'G-2']);
	});

	it('keeps everything from being sent in Stop mode', async () => {
		const { run, error } = await elepay.runColumns(rows, { onError: 'stopWorkflow' });
		expect(run.status).toBe('error');
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: `${message} [item 1]`,
			description: expect.stringMatching(description) as string,
			context: { itemIndex: 1 },
		});
		expect(elepay.bodies).toEqual([]);
	});
});

describe('refusals of fields', () => {
	const fieldsOf = (additionalFields: INodeParameters) => ({ parameters: { additionalFields } });

	it.each([
		[
			'both forms of items',
			{ items: { item: [{ name: 'x', price: 1, count: 1 }] }, itemsJson: '[]' },
			'Items is given twice: in fields and as JSON [item 0]',
		],
		[
			'both forms of metadata',
			{ metadata: { entry: [{ key: 'a', value: 'b' }] }, metadataJson: '{"a":1}' },
			'Metadata is given twice: in fields and as JSON [item 0]',
		],
		[
			'both forms of extra',
			{ extra: { entry: [{ key: 'a', value: 'b' }] }, extraJson: '={{ ({}) }}' },
			'Extra is given twice: in fields and as JSON [item 0]',
		],
		[
			'a name twice',
			{
				extra: {
					entry: [
						{ key: 'a', value: 'b' },
						{ key: 'a', value: 'c' },
					],
				},
			},
			'Extra has the name "a" twice [item 0]',
		],
		[
			'JSON that is none',
			{ metadataJson: '={"a": {{ $json.orderNo }} }' },
			'Metadata isn\'t valid JSON: it is the text "{"a": A-1 }" [item 0]',
		],
	])('%s', async (_what, additionalFields, message) => {
		const { error } = await elepay.run(
			[goodRow('A-1')],
			fieldsOf(additionalFields as INodeParameters),
		);
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(/\S/);
		expect(elepay.bodies).toEqual([]);
	});

	it('an empty amount and an empty order number', async () => {
		const amount = await elepay.run([{ orderNo: 'A' }]);
		expect(amount.error?.message).toBe('Amount is empty [item 0]');
		const orderNo = await elepay.run([{ amount: 5 }]);
		expect(orderNo.error?.message).toBe('Order Number is empty [item 0]');
	});
});

describe('an item that was refused', () => {
	const rows = [{ ...goodRow('BAD'), amount: 'x' }, goodRow('GOOD')];

	it('goes on in its place with "Continue"', async () => {
		const { json, items, linked } = await elepay.runColumns(rows, {
			onError: 'continueRegularOutput',
		});
		expect(json).toEqual([
			{
				error: 'Amount isn\'t a whole number: it is the text "x" [item 0]',
				message: expect.stringContaining('Amount') as string,
			},
			expect.objectContaining({ orderNo: 'GOOD' }),
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(linked).toEqual(rows);
	});

	it('goes out of the error output with the columns of its row', async () => {
		const { json, failed, linkedFailed } = await elepay.runColumns([
			{ ...rows[0], shop: '渋谷' },
			rows[1]!,
		]);
		expect(json).toHaveLength(1);
		expect(failed).toEqual([
			{
				amount: 'x',
				orderNo: 'BAD',
				shop: '渋谷',
				error: expect.stringContaining('Amount') as string,
				message: expect.stringContaining('Amount') as string,
			},
		]);
		expect(linkedFailed).toEqual([{ ...rows[0], shop: '渋谷' }]);
	});

	it('is one of many that Stop mode counts and names', async () => {
		const many = Array.from({ length: 25 }, (_, index) => ({
			...goodRow(`R-${index}`),
			...(index % 2 === 1 && { amount: -1 }),
		}));
		const { error } = await elepay.runColumns(many, { onError: 'stopWorkflow' });
		expect(error?.message).toBe('Amount is out of range: it is the number -1 [item 1]');
		expect(error?.description).toContain(
			"12 items of this run can't be sent as they are: 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, …",
		);
		expect(elepay.bodies).toEqual([]);
	});

	it('is not sent with any other mode of output when all are refused', async () => {
		const bad = [rows[0]!, rows[0]!];
		expect((await elepay.runColumns(bad)).failed).toHaveLength(2);
		expect((await elepay.runColumns(bad, { onError: 'continueRegularOutput' })).json).toHaveLength(
			2,
		);
		expect(elepay.bodies).toEqual([]);
	});
});

describe('options beyond their limits', () => {
	it.each([
		[{ maxConcurrency: 0 }, 'Max Concurrency is out of range: it is the number 0', /from 1 to 200/],
		[{ maxConcurrency: 201 }, 'Max Concurrency is out of range: it is the number 201', /from 1/],
		[{ maxConcurrency: 'many' }, "Max Concurrency isn't a whole number", /digits only/],
		[{ maxTries: 0 }, 'Max Tries is out of range: it is the number 0', /from 1 to 10/],
		[{ maxTries: 11 }, 'Max Tries is out of range: it is the number 11', /from 1 to 10/],
		[{ timeout: 999 }, 'Timeout is out of range: it is the number 999', /from 1000 to 300000/],
		[{ timeout: 300_001 }, 'Timeout is out of range: it is the number 300001', /from 1000/],
		[{ timeout: '={{ "soon" }}' }, "Timeout isn't a whole number", /digits only/],
	])('%j refuse every row and send none', async (options, message, description) => {
		const rows = [goodRow('A'), goodRow('B')];
		const { failed } = await elepay.runColumns(rows, { options });
		expect(failed).toHaveLength(2);
		failed.forEach((item, index) => {
			expect(item.error).toContain(message);
			expect(item.error).toContain(`[item ${index}]`);
			expect(item.message).toMatch(description);
		});
		const stopped = await elepay.runColumns(rows, { options, onError: 'stopWorkflow' });
		expect(stopped.error?.message).toContain(message);
		expect(elepay.bodies).toEqual([]);
	});

	it('are what their names say at the borders', async () => {
		for (const options of [
			{ maxConcurrency: 1, maxTries: 1, timeout: 1000 },
			{ maxConcurrency: 200, maxTries: 10, timeout: 300_000 },
			{ maxConcurrency: '5', maxTries: '={{ 2 }}', timeout: '' },
		]) {
			const { failed } = await elepay.runColumns([goodRow(JSON.stringify(options).slice(0, 40))], {
				options,
			});
			expect(failed).toEqual([]);
		}
	});
});
