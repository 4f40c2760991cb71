import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { useElepay, type RunSetup } from '../support/elepay';

const elepay = useElepay();

const onError = 'continueErrorOutput';

const rowsOf = (orderNos: readonly unknown[]) =>
	orderNos.map((orderNo, index) => ({ amount: 100 + index, orderNo }) as IDataObject);

const sent = () => elepay.bodies.map(({ orderNo }) => orderNo);

const MODES: Array<[name: string, setup: RunSetup]> = [
	['mapping fields', {}],
	['mapping columns', { parameters: { mappingMode: 'autoMapInputData' } }],
	// n8n gives texts where the node itself takes the columns of the row
	['with expressions', { parameters: { orderNo: '={{ $json.orderNo ?? "" }}' } }],
];

describe.each(MODES)('%s, an order number that stands twice in a run', (_name, setup) => {
	it.each<[what: string, one: unknown, other: unknown]>([
		['letter by letter', 'A-1', 'A-1'],
		['as a number and as text', 17, '17'],
		['with spaces around it', 'A-1', '  A-1 '],
		['with a full-width space after it', 'A-1', 'A-1\u3000'],
		['with a line break after it', 'A-1', 'A-1\r\n'],
		['with an invisible character before it', 'A-1', '\u200bA-1'],
		['with a no-break space after it', 'A-1', 'A-1\u00a0'],
		['with a byte order mark', 'A-1', '\ufeffA-1'],
		['in composed and decomposed kana', 'ガ-1', 'カ\u3099-1'],
		['in composed and decomposed letters', 'é-1', 'e\u0301-1'],
	])('is found: %s', async (_what, one, other) => {
		const rows = rowsOf(['X', one, 'Y', other, 'Z']);
		const stopped = await elepay.run(rows, setup);
		expect(stopped.run.status).toBe('error');
		const shown = String(other).replace(/^[\s\u200b\ufeff]+|[\s\u00a0]+$/g, '');
		expect(stopped.error?.message).toBe(
			`Order number '${shown}' appears in two rows: item 1 and item 3 [item 3]`,
		);
		expect(stopped.error?.description).toBe(
			'Use a different number for each order, or remove one of the two rows.',
		);
		expect(elepay.bodies).toEqual([]);

		const { json, failed, linkedFailed } = await elepay.run(rows, { ...setup, onError });
		expect(json.map(({ amount }) => amount)).toEqual([100, 101, 102, 104]);
		expect(failed).toHaveLength(1);
		expect(failed[0]).toMatchObject({
			elepayError: `Order number '${shown}' already appears in item 1, whose row comes first [item 3]`,
			elepayHelp: `See item 1 for what became of order number '${shown}'. If this row is another order, use a different number.`,
		});
		expect(linkedFailed).toEqual([rows[3]]);
		expect(elepay.bodies.map(({ amount }) => amount).sort()).toEqual([100, 101, 102, 104]);
	});

	it.each<[string, string]>([
		['17', '017'],
		['A-1', 'a-1'],
		['A-1', 'A 1'],
		['A-1', 'A-1-2'],
		['Ａ-1', 'A-1'],
		['カ-1', 'ガ-1'],
	])('is none in %j and %j', async (one, other) => {
		const { json } = await elepay.run(rowsOf([one, other]), setup);
		expect(json).toHaveLength(2);
	});
});

describe('the first row of an order number', () => {
	const rows = () => rowsOf(['D-1', 'D-2', 'D-1', 'D-1']);

	const refusedLater = [2, 3].map((item) => ({
		item,
		elepayError: `Order number 'D-1' already appears in item 0, whose row comes first [item ${item}]`,
	}));

	async function outcomes(setup: RunSetup = {}, given = rows()) {
		const { json, items } = await elepay.run(given, {
			onError: 'continueRegularOutput',
			...setup,
		});
		return json.map(({ elepayError, orderNo, amount }, index) => {
			const { item } = items[index]!.pairedItem as { item: number };
			return elepayError === undefined ? { item, orderNo, amount } : { item, elepayError };
		});
	}

	it('is the one that is sent, however many rows there are at once', async () => {
		elepay.sandbox.faults.set([{ latency: { min: 0, max: 20 } }], 3);
		expect(await outcomes()).toEqual([
			{ item: 0, orderNo: 'D-1', amount: 100 },
			{ item: 1, orderNo: 'D-2', amount: 101 },
			...refusedLater,
		]);
		expect(sent().sort()).toEqual(['D-1', 'D-2']);
	});

	it('is the one that is sent after elepay has had too many requests', async () => {
		elepay.sandbox.faults.set([{ times: 1, answer: { errorCode: 'M005000' } }]);
		const [first] = await outcomes({ options: {} });
		expect(first).toEqual({ item: 0, orderNo: 'D-1', amount: 100 });
		expect(elepay.sandbox.state.test.codesByOrderNo.get('D-1')?.request.amount).toBe(100);
	});

	it('keeps the number also where elepay refuses it', async () => {
		elepay.sandbox.faults.set([
			{
				answer: { errorCode: 'M007001' },
				when: ({ body }) => (body as IDataObject).orderNo === 'D-1',
			},
		]);
		expect(await outcomes()).toEqual([
			{ item: 0, elepayError: expect.stringContaining("above the account's limit") as string },
			{ item: 1, orderNo: 'D-2', amount: 101 },
			...refusedLater,
		]);
		expect(sent().sort()).toEqual(['D-1', 'D-2']);
	});

	it('keeps the number also where nobody knows whether its code exists', async () => {
		elepay.sandbox.faults.set([{ times: 1, connection: 'reset', processed: true }]);
		const options = { maxTries: 3, onUncertain: 'retry', maxConcurrency: 1 };
		const [first, , ...later] = await outcomes({ options });
		expect(first).toEqual({
			item: 0,
			elepayError:
				"Order number 'D-1' is taken, probably by an earlier try of this row whose response was lost [item 0]",
		});
		expect(later).toEqual(refusedLater);
	});

	it.each([
		[{ amount: '1.5' }, 'Amount needs to be a whole number'],
		[{ currency: 'y e n' }, 'Currency needs to be a three-letter currency code'],
	])('keeps the number also where it cannot be sent for its %j', async (change, message) => {
		const given = rows();
		Object.assign(given[0]!, change);
		const parameters = { mappingMode: 'autoMapInputData' };
		const [first, , ...later] = await outcomes({ parameters }, given);
		expect(first?.elepayError).toContain(message);
		expect(later).toEqual(refusedLater);
		expect(sent()).toEqual(['D-2']);
	});
});

describe('an order number that cannot be sent', () => {
	it('is told for what it is in every row, and is no number that stands twice', async () => {
		const long = 'x'.repeat(51);
		const { failed } = await elepay.run(rowsOf(['', '', long, long, null]), { onError });
		expect(failed.map(({ elepayError }) => elepayError)).toEqual([
			'Order Number is empty [item 0]',
			'Order Number is empty [item 1]',
			...[2, 3].map(
				(item) =>
					`Order number '${'x'.repeat(50)}…': Order Number has 51 characters; the limit is 50 [item ${item}]`,
			),
			'Order Number is empty [item 4]',
		]);
	});
});

describe('operations on what exists', () => {
	it('may have the same code in several rows', async () => {
		const { json: codes } = await elepay.run(rowsOf(['A']));
		const { json } = await elepay.run([...codes, ...codes], {
			parameters: { operation: 'get', codeId: '={{ $json.id }}' },
		});
		expect(json).toHaveLength(2);
	});
});

describe('two merchants', () => {
	const credential = { secretKey: '={{ $json.key }}', baseUrl: '={{ $json.url }}' };

	it('may both have an A-1', async () => {
		// The sandbox holds the codes of test and live keys apart
		const keys = ['sk_test_merchant0001', 'sk_live_merchant0002', ' sk_test_merchant0001 '];
		const rows = keys.map((key, index) => ({
			key,
			url: elepay.sandbox.url,
			amount: 100 + index,
			orderNo: 'A-1',
		}));
		const { json } = await elepay.run(rows.slice(0, 2), { credential });
		expect(json.map(({ liveMode, amount }) => [liveMode, amount])).toEqual([
			[false, 100],
			[true, 101],
		]);
		elepay.sandbox.state.reset();
		// White space around a key makes no other merchant of it
		const { failed } = await elepay.run(rows, { credential, onError });
		expect(failed.map(({ elepayError }) => elepayError)).toEqual([
			"Order number 'A-1' already appears in item 0, whose row comes first [item 2]",
		]);
	});
});

describe('whatever order numbers come', () => {
	/** Spellings of few numbers, so that many of them stand twice. */
	const spelling = fc
		.tuple(
			fc.constantFrom('1', '22', 'ガ-3', 'é4'),
			fc.constantFrom('', ' ', '\u200b', '\n', '\u3000'),
			fc.boolean(),
		)
		.map(([number, end, decomposed]) => {
			if (/^\d+$/.test(number) && decomposed) return Number(number);
			return `${end}${decomposed ? number.normalize('NFD') : number}${end}`;
		});
	const seen = (orderNo: unknown) =>
		String(orderNo)
			.replace(/[\s\u200b]/g, '')
			.normalize('NFC');

	it.each(['continueErrorOutput', 'stopWorkflow'] as const)(
		'each is sent once at most, by its first row, with %s',
		async (mode) => {
			await fc.assert(
				fc.asyncProperty(fc.array(spelling, { minLength: 1, maxLength: 8 }), async (orderNos) => {
					elepay.sandbox.state.reset();
					elepay.bodies.length = 0;
					const firsts = orderNos.filter(
						(orderNo, index) =>
							orderNos.findIndex((other) => seen(other) === seen(orderNo)) === index,
					);
					const { json, failed } = await elepay.run(rowsOf(orderNos), { onError: mode });
					const isStopped = mode === 'stopWorkflow' && firsts.length < orderNos.length;
					expect(sent().map(seen).sort()).toEqual(isStopped ? [] : firsts.map(seen).sort());
					expect(json).toHaveLength(isStopped ? 0 : firsts.length);
					if (mode !== 'stopWorkflow') {
						expect(failed).toHaveLength(orderNos.length - firsts.length);
					}
				}),
				{ numRuns: 30 },
			);
		},
	);
});
