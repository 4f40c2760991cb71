import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useElepay } from '../support/elepay';
import { DISCOURAGED_WORDS } from '../support/documented';

const elepay = useElepay();

const goodRow = (orderNo: string) => ({ amount: 100, orderNo });

/** Rows with one that can't be sent, and what is to be said of it. */
const REFUSALS: Array<[row: IDataObject, message: string, description: RegExp]> = [
	[{ amount: '' }, 'Amount is empty', /^Fill in Amount/],
	[{ orderNo: null }, 'Order Number is empty', /^Fill in Order Number/],
	[{ amount: '1,20' }, 'Amount needs to be a whole number, but is "1,20"', /whole yen/],
	[{ amount: '12.5' }, 'Amount needs to be a whole number, but is "12.5"', /whole yen/],
	[{ amount: 12.5 }, 'Amount needs to be a whole number, but is 12.5', /whole yen/],
	[{ amount: NaN }, 'Amount needs to be a whole number, but is NaN', /whole yen/],
	[{ amount: true }, 'Amount needs to be a whole number, but is true', /whole yen/],
	[{ amount: [1] }, 'Amount needs to be a whole number, but is a list of 1', /whole yen/],
	[
		{ amount: 1e21 },
		'Amount needs to be a number of up to 15 digits, but is 1e+21',
		/up to 15 digits/,
	],
	[{ amount: -1 }, 'Amount needs to be 0 or more, but is -1', /0 or more/],
	[{ orderNo: 'x'.repeat(51) }, 'Order Number has 51 characters; the limit is 50', /up to 50/],
	[
		{ orderNo: { a: 1 } },
		'Order Number needs to be text or a number, but is an object',
		/Enter text/,
	],
	[
		{ currency: 'YEN!' },
		'Currency needs to be a three-letter currency code, but is "YEN!"',
		/such as JPY/,
	],
	[{ description: 'x'.repeat(256) }, 'Description has 256 characters; the limit is 255', /255/],
	[
		{ expiryDuration: 2 },
		'Expires After (Minutes) needs to be between 3 and 30, but is 2',
		/between 3 and 30/,
	],
	[
		{ expiryDuration: '31' },
		'Expires After (Minutes) needs to be between 3 and 30, but is "31"',
		/between 3 and 30/,
	],
	[
		{ frontUrl: 'example.com' },
		'Return URL isn\'t a web address that elepay accepts: got "example.com"',
		/Start Return URL with https/,
	],
	[{ locationId: 'x'.repeat(33) }, 'Location has 33 characters; the limit is 32', /up to 32/],
	[{ customerId: 'x'.repeat(33) }, 'Customer has 33 characters; the limit is 32', /up to 32/],
	[
		{ sourceId: 'x'.repeat(33) },
		'Saved Payment Method has 33 characters; the limit is 32',
		/up to 32/,
	],
	[
		{ shouldCreateSource: 'maybe' },
		'Save Payment Method needs to be true or false, but is "maybe"',
		/true or false/,
	],
	[{ items: '[{]' }, 'Items isn\'t valid JSON: got "[{]"', /quotation marks/],
	[
		{ items: [{ name: 'Tea', price: 1.5, count: 1 }] },
		'Items 1 Price needs to be a whole number, but is 1.5',
		/digits only/,
	],
	[{ metadata: { route: 'x' } }, 'Metadata uses a name that elepay reserves: "route"', /reserved/],
	[{ 'metadata.__x': 'x' }, 'Metadata uses a name that elepay reserves: "__x"', /reserved/],
	[
		{ metadata: { memo: '請'.repeat(86) } },
		'Metadata "memo" has 258 bytes; the limit is 255',
		/255 bytes/,
	],
	[{ extra: { ['k'.repeat(21)]: 'x' } }, `The name "${'k'.repeat(21)}" in Extra is too long`, /20/],
	[
		{ Amount: 5 },
		'Two columns are both read as amount: "amount" and "Amount"',
		/Keep a value in only one/,
	],
];

describe.each(REFUSALS)('a row with %j', (change, message, description) => {
	const rows = [goodRow('G-0'), { ...goodRow('BAD'), ...change }, goodRow('G-2')];
	const { orderNo } = rows[1]!;
	const number = typeof orderNo === 'string' ? orderNo.slice(0, 50) : undefined;
	const isLong = String(orderNo).length > 50;
	const named = number ? `Order number '${number}${isLong ? '…' : ''}': ${message}` : message;

	it('is refused alone, with its number, and linked to its row', async () => {
		const { run, json, failed, linked, linkedFailed } = await elepay.runColumns(rows);
		expect(run.status).toBe('success');
		expect(json.map(({ orderNo }) => orderNo)).toEqual(['G-0', 'G-2']);
		expect(linked).toEqual([rows[0], rows[2]]);
		expect(linkedFailed).toEqual([rows[1]]);
		expect(failed).toEqual([
			{
				...rows[1],
				elepayError: `${named} [item 1]`,
				elepayHelp: expect.stringMatching(description) as string,
			},
		]);
		expect(failed[0]?.elepayHelp).not.toMatch(DISCOURAGED_WORDS);
		expect(message).not.toMatch(DISCOURAGED_WORDS);
		expect(elepay.bodies.map(({ orderNo }) => orderNo)).toEqual(['G-0', 'G-2']);
	});

	it('keeps everything from being sent in Stop mode', async () => {
		const { run, error } = await elepay.runColumns(rows, { onError: 'stopWorkflow' });
		expect(run.status).toBe('error');
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: `${named} [item 1]`,
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
			'Items is filled in twice: in the fields and as JSON [item 0]',
		],
		[
			'both forms of metadata',
			{ metadata: { entry: [{ key: 'a', value: 'b' }] }, metadataJson: '{"a":1}' },
			'Metadata is filled in twice: in the fields and as JSON [item 0]',
		],
		[
			'both forms of extra',
			{ extra: { entry: [{ key: 'a', value: 'b' }] }, extraJson: '={{ ({}) }}' },
			'Extra is filled in twice: in the fields and as JSON [item 0]',
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
			'Metadata isn\'t valid JSON: got "{"a": A-1 }" [item 0]',
		],
	])('%s', async (_what, additionalFields, message) => {
		const { error } = await elepay.run(
			[goodRow('A-1')],
			fieldsOf(additionalFields as INodeParameters),
		);
		expect(error?.message).toBe(`Order number 'A-1': ${message}`);
		expect(error?.description).toMatch(/\S/);
		expect(elepay.bodies).toEqual([]);
	});

	it('an empty amount and an empty order number', async () => {
		const amount = await elepay.run([{ orderNo: 'A' }]);
		expect(amount.error?.message).toBe("Order number 'A': Amount is empty [item 0]");
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
				...rows[0],
				elepayError: 'Order number \'BAD\': Amount needs to be a whole number, but is "x" [item 0]',
				elepayHelp: expect.stringContaining('Amount') as string,
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
				elepayError: expect.stringContaining('Amount') as string,
				elepayHelp: expect.stringContaining('Amount') as string,
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
		expect(error?.message).toBe(
			"Order number 'R-1': Amount needs to be 0 or more, but is -1 [item 1]",
		);
		expect(error?.description).toContain(
			'12 rows need to be corrected first: R-1, R-3, R-5, R-7, R-9, R-11, R-13, R-15, R-17, R-19, and 2 more.',
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
		[
			{ maxConcurrency: 0 },
			'Max Concurrency needs to be between 1 and 200, but is 0',
			/between 1 and 200/,
		],
		[
			{ maxConcurrency: 201 },
			'Max Concurrency needs to be between 1 and 200, but is 201',
			/between 1/,
		],
		[{ maxConcurrency: 'many' }, 'Max Concurrency needs to be a whole number', /digits only/],
		[{ maxTries: 0 }, 'Max Tries needs to be between 1 and 10, but is 0', /between 1 and 10/],
		[{ maxTries: 11 }, 'Max Tries needs to be between 1 and 10, but is 11', /between 1 and 10/],
		[
			{ timeout: 999 },
			'Timeout needs to be between 1000 and 300000, but is 999',
			/between 1000 and 300000/,
		],
		[
			{ timeout: 300_001 },
			'Timeout needs to be between 1000 and 300000, but is 300001',
			/between 1000/,
		],
		[{ timeout: '={{ "soon" }}' }, 'Timeout needs to be a whole number', /digits only/],
	])('%j refuse every row and send none', async (options, message, description) => {
		const rows = [goodRow('A'), goodRow('B')];
		const { failed } = await elepay.runColumns(rows, { options });
		expect(failed).toHaveLength(2);
		failed.forEach((item, index) => {
			expect(item.elepayError).toContain(message);
			expect(item.elepayError).toContain(`[item ${index}]`);
			expect(item.elepayHelp).toMatch(description);
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
