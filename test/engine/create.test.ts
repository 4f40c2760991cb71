import type { IDataObject, INodeParameters } from 'n8n-workflow';

import documentedCode from '../support/documentedCode.json';
import { TEST_KEY, useElepay, type Entry } from '../support/elepay';
import { answerJson, startServer } from '../support/servers';

/** Every field of Create, filled in. */
const ALL_FIELDS: INodeParameters = {
	amount: '2400',
	currency: 'usd',
	orderNo: 'ALL-1',
	expiryDuration: 30,
	additionalFields: {
		description: '抹茶ラテ 2杯',
		frontUrl: 'https://example.com/thanks?order=ALL-1',
		locationId: { __rl: true, mode: 'list', value: 'loc_0001' },
		customerId: { __rl: true, mode: 'id', value: 'cus_test_0001' },
		sourceId: 'src_test_0001_1',
		shouldCreateSource: false,
		items: {
			item: [
				{ name: 'Matcha latte', price: 600, count: 2, image: 'https://example.com/m.png' },
				{ name: '紅茶', price: 1200, count: 1, image: '' },
			],
		},
		metadata: { entry: [{ key: 'invoice', value: '2024-17' }] },
		extra: { entry: [{ key: 'defaultPaymentMethod', value: 'paypay' }] },
	},
};

const ALL_SENT = {
	amount: 2400,
	currency: 'USD',
	orderNo: 'ALL-1',
	description: '抹茶ラテ 2杯',
	extra: { defaultPaymentMethod: 'paypay' },
	metadata: { invoice: '2024-17' },
	expiryDuration: 30,
	frontUrl: 'https://example.com/thanks?order=ALL-1',
	items: [
		{ name: 'Matcha latte', price: 600, count: 2, image: 'https://example.com/m.png' },
		{ name: '紅茶', price: 1200, count: 1 },
	],
	locationId: 'loc_0001',
	customerId: 'cus_test_0001',
	sourceId: 'src_test_0001_1',
	shouldCreateSource: false,
};

/** ISO 8601 in the time zone of the workflow, which is n8n's own here. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;

describe.each<Entry>(['custom operations', 'routing'])('by %s,', (entry) => {
	const elepay = useElepay(entry);

	/** What the sandbox keeps of a code, defaults filled in. */
	const held = (orderNo: string) => elepay.sandbox.state.test.codesByOrderNo.get(orderNo)?.request;

	describe('mapping each field', () => {
		it('sends all fields together, and nothing else', async () => {
			const { json, run } = await elepay.run([{}], { parameters: ALL_FIELDS });
			expect(run.status).toBe('success');
			expect(elepay.bodies).toEqual([ALL_SENT]);
			expect(held('ALL-1')).toEqual(ALL_SENT);
			const { customerId, sourceId, expiryDuration, ...shown } = ALL_SENT;
			expect(json).toEqual([expect.objectContaining(shown)]);
			const { customer, source, expiryTime, createTime } = json[0] as Record<string, IDataObject>;
			expect(customer?.id).toBe(customerId);
			expect(source?.id).toBe(sourceId);
			expect(Number(expiryTime) - Number(createTime)).toBe(expiryDuration * 60_000);
		});

		it.each(Object.keys(ALL_FIELDS.additionalFields as object))('sends %s alone', async (name) => {
			const additionalFields = {
				[name]: (ALL_FIELDS.additionalFields as INodeParameters)[name],
			} as INodeParameters;
			await elepay.run([{ amount: 5, orderNo: 'ONE' }], { parameters: { additionalFields } });
			expect(elepay.bodies).toEqual([
				{
					amount: 5,
					currency: 'JPY',
					orderNo: 'ONE',
					[name]: ALL_SENT[name as keyof typeof ALL_SENT],
				},
			]);
			expect(held('ONE')).toMatchObject(elepay.bodies[0]!);
		});

		it('sends JSON in place of rows', async () => {
			const { items, metadata, extra } = ALL_SENT;
			const additionalFields = {
				itemsJson: JSON.stringify(items),
				metadataJson: JSON.stringify(metadata),
				extraJson: '={{ $json.extra }}',
			};
			const rows = [{ amount: 5, orderNo: 'JSON', extra }];
			await elepay.run(rows, { parameters: { additionalFields } });
			expect(elepay.bodies).toEqual([
				{ amount: 5, currency: 'JPY', orderNo: 'JSON', items, metadata, extra },
			]);
		});

		it('leaves empty fields out', async () => {
			const additionalFields = {
				description: '',
				frontUrl: ' ',
				locationId: { __rl: true, mode: 'list', value: '' },
				customerId: '={{ $json.none }}',
				items: { item: [] },
				itemsJson: '',
				metadata: {},
				metadataJson: '{}',
				extra: { entry: [{ key: '', value: '' }] },
			} as INodeParameters;
			const parameters = { currency: '', additionalFields };
			await elepay.run([{ amount: 5, orderNo: 'BARE' }], { parameters });
			expect(elepay.bodies).toEqual([{ amount: 5, orderNo: 'BARE' }]);
			expect(held('BARE')?.currency).toBe('JPY');
		});

		it('takes any kind of expression', async () => {
			const rows = [
				{ n: 1, amount: '100', 'Order No': 7, who: { name: 'Sato' }, tags: ['a', 'b'] },
				{ n: 2, amount: '200', 'Order No': 8, who: { name: '鈴木' }, tags: [] },
			];
			const additionalFields = {
				description: '=Dear {{ $json.who.name }}, {{ $json.n }} of {{ $input.all().length }}',
				frontUrl: '=https://example.com/?n={{ $itemIndex }}',
				shouldCreateSource: "={{ $json['n'] > 5 }}",
				itemsJson: '={{ [{ name: $json.who.name, price: $json.amount, count: 1 }] }}',
				metadataJson: '={"tags":"{{ $json.tags.join("+") }}","n":{{ $json.n }}}',
				extra: { entry: [{ key: '={{ "k" + $json.n }}', value: "={{ $('Rows').item.json.n }}" }] },
			} as INodeParameters;
			const parameters = {
				amount: '={{ Math.round($json.amount * 1.1) }}',
				orderNo: '={{ $json["Order No"] }}',
				currency: '={{ $json.n === 1 ? "JPY" : "usd" }}',
				expiryDuration: '={{ $json.n + 10 }}',
				additionalFields,
			};
			const { json } = await elepay.run(rows, { parameters });
			expect(json).toHaveLength(2);
			const bodies = [...elepay.bodies].sort((a, b) => Number(a.orderNo) - Number(b.orderNo));
			expect(bodies).toEqual([
				{
					amount: 110,
					currency: 'JPY',
					orderNo: '7',
					description: 'Dear Sato, 1 of 2',
					extra: { k1: '1' },
					metadata: { tags: 'a+b', n: '1' },
					expiryDuration: 11,
					frontUrl: 'https://example.com/?n=0',
					items: [{ name: 'Sato', price: 100, count: 1 }],
					shouldCreateSource: false,
				},
				{
					amount: 220,
					currency: 'USD',
					orderNo: '8',
					description: 'Dear 鈴木, 2 of 2',
					extra: { k2: '2' },
					metadata: { n: '2' },
					expiryDuration: 12,
					frontUrl: 'https://example.com/?n=1',
					items: [{ name: '鈴木', price: 200, count: 1 }],
					shouldCreateSource: false,
				},
			]);
		});

		it.each([
			'={{ $json.value }}',
			'={{$json["value"]}}',
			"={{ $json['value'] }}",
			'={{ $json.value || "" }}',
			'={{ $json.value ?? undefined }}',
		])('gives the same for %s, read by the node itself or by n8n', async (expression) => {
			const values = ['text', '', ' x ', 0, 12, null, '007', '=1+1', '{{ 1 }}', '日本'];
			const rows = values.map((value, index) => ({ amount: 1, orderNo: `V-${index}`, value }));
			const parameters = { additionalFields: { description: expression } };
			const { json } = await elepay.run(rows, { parameters });
			const isFallback = expression.includes('||');
			expect(json.map(({ description }) => description)).toEqual([
				'text',
				null,
				'x',
				isFallback ? null : '0',
				'12',
				null,
				'007',
				'=1+1',
				'{{ 1 }}',
				'日本',
			]);
		});
	});

	describe('mapping automatically', () => {
		it('sends all columns together, and ignores the others', async () => {
			const { metadata, extra, items, ...plain } = ALL_SENT;
			const row = {
				...plain,
				items: JSON.stringify(items),
				'metadata.invoice': metadata.invoice,
				extra,
				'Row Number': 7,
				note: 'call first',
			};
			const { json, failed } = await elepay.runColumns([row]);
			expect(failed).toEqual([]);
			expect(json).toHaveLength(1);
			expect(elepay.bodies).toEqual([ALL_SENT]);
			expect(held('ALL-1')).toEqual(ALL_SENT);
		});

		it('takes texts as a CSV file has them, by any spelling of the columns', async () => {
			const row = {
				Amount: '2400',
				'Order No': 'CSV-1',
				CURRENCY: '',
				description: '',
				'Expiry Duration': '5',
				should_create_source: 'FALSE',
				'metadata.shop': ' 渋谷 ',
			};
			await elepay.runColumns([row]);
			expect(elepay.bodies).toEqual([
				{
					amount: 2400,
					orderNo: 'CSV-1',
					expiryDuration: 5,
					shouldCreateSource: false,
					metadata: { shop: '渋谷' },
				},
			]);
		});

		it('takes the values for all rows where a row has none of its own, and of the fields no others', async () => {
			const rows = [
				{ amount: 1, orderNo: 'AUTO-1' },
				{ amount: 2, orderNo: 'AUTO-2', description: 'own', expiryDuration: 5, 店舗: 'loc_0002' },
			];
			await elepay.runColumns(rows, { parameters: ALL_FIELDS, options: { maxConcurrency: 1 } });
			const { amount, currency, orderNo, ...forAll } = ALL_SENT;
			expect([amount, currency, orderNo]).toEqual([2400, 'USD', 'ALL-1']);
			expect(elepay.bodies).toEqual([
				{ ...forAll, amount: 1, orderNo: 'AUTO-1' },
				{
					...forAll,
					amount: 2,
					orderNo: 'AUTO-2',
					description: 'own',
					expiryDuration: 5,
					locationId: 'loc_0002',
				},
			]);
		});

		it("joins a row's own metadata to those for all rows, and the row's win", async () => {
			const forAll = {
				entry: [
					{ key: 'shop', value: 'all' },
					{ key: 'campaign', value: 'June' },
				],
			};
			const parameters = { additionalFields: { metadata: forAll } } as INodeParameters;
			const rows: IDataObject[] = [
				{ amount: 1, orderNo: 'M-1' },
				{ amount: 1, orderNo: 'M-2', 'metadata.shop': '渋谷', 'metadata.note': 'x' },
				{ amount: 1, orderNo: 'M-3', metadata: '{"shop":"新宿","campaign":""}' },
				{ amount: 1, orderNo: 'M-4', metadata: 'no JSON' },
			];
			const { failed } = await elepay.runColumns(rows, {
				parameters,
				options: { maxConcurrency: 1 },
			});
			expect(elepay.bodies.map(({ metadata }) => metadata)).toEqual([
				{ shop: 'all', campaign: 'June' },
				{ shop: '渋谷', campaign: 'June', note: 'x' },
				{ shop: '新宿', campaign: 'June' },
			]);
			expect(failed.map(({ orderNo }) => orderNo)).toEqual(['M-4']);
			expect(failed[0]?.elepayError).toContain("Metadata isn't valid JSON");
		});

		it('sends ten minutes to expire unless somebody says otherwise', async () => {
			const expiryDuration = undefined as unknown as string;
			await elepay.runColumns([{ amount: 1, orderNo: 'A' }], { parameters: { expiryDuration } });
			expect(elepay.bodies).toEqual([{ amount: 1, orderNo: 'A', expiryDuration: 10 }]);
		});
	});

	describe('the output', () => {
		/** The response of elepay's reference page, and what newer versions of the API add. */
		const DOCUMENTED = {
			...documentedCode,
			id: 'code_documented',
			codeUrl: 'https://example.com/easyqr/code_documented',
			charge: { ...documentedCode.charge, location: { id: 'loc_1' } },
			activeSources: [],
			invoice: null,
			error: 'a new field of this name',
			nested: { deep: [null, { x: 1.5 }] },
		};

		const answer = (body: unknown, status = 201) =>
			elepay.sandbox.faults.set([
				{ answer: { body: JSON.stringify(body), contentType: 'application/json', status } },
			]);

		it('is the documented response unchanged, new fields included', async () => {
			answer(DOCUMENTED);
			const { json } = await elepay.run([{ amount: 1, orderNo: 'A' }]);
			expect(json).toEqual([DOCUMENTED]);
		});

		it('stays on the regular output even where a new field is called error', async () => {
			answer(DOCUMENTED);
			const { json, failed } = await elepay.runColumns([{ amount: 1, orderNo: 'A' }]);
			expect(json).toEqual([DOCUMENTED]);
			expect(failed).toEqual([]);
		});

		it('is taken with status 200 too', async () => {
			answer(DOCUMENTED, 200);
			const { json } = await elepay.run([{ amount: 1, orderNo: 'A' }]);
			expect(json).toEqual([DOCUMENTED]);
		});

		it('has at most ten fields when simplified', async () => {
			const parameters = { simplify: true };
			const row = { amount: 1, orderNo: 'A', frontUrl: 'https://example.com/' };
			const { json } = await elepay.runColumns([row], { parameters });
			expect(json).toEqual([
				{
					id: expect.stringMatching(/^code_/) as string,
					codeUrl: expect.stringContaining(elepay.sandbox.url) as string,
					status: 'pending',
					amount: 1,
					currency: 'JPY',
					orderNo: 'A',
					liveMode: false,
					expiryTime: expect.stringMatching(TIME) as string,
					createTime: expect.stringMatching(TIME) as string,
					frontUrl: 'https://example.com/',
				},
			]);
			const plain = await elepay.runColumns([{ ...row, orderNo: 'B' }]);
			expect(Object.keys(plain.json[0]!).length).toBeGreaterThan(10);
		});

		it('lacks what the response lacks when simplified', async () => {
			answer({ id: 'code_1', codeUrl: 'https://example.com/', secretField: 1 });
			const { json } = await elepay.run([{ amount: 1, orderNo: 'A' }], {
				parameters: { simplify: '={{ true }}' },
			});
			expect(json).toEqual([{ id: 'code_1', codeUrl: 'https://example.com/' }]);
		});

		it('comes in the order of the rows, each item linked to its row', async () => {
			const { faults } = elepay.sandbox;
			faults.set([{ latency: { min: 0, max: 60 } }], 7);
			const rows = Array.from({ length: 12 }, (_, index) => ({ amount: 1, orderNo: `R-${index}` }));
			const { json, items, linked } = await elepay.run(rows);
			expect(json.map(({ orderNo }) => orderNo)).toEqual(rows.map(({ orderNo }) => orderNo));
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_, item) => ({ item })));
			expect(linked).toEqual(rows);
		});

		it('tells test from live codes, as the key decides', async () => {
			const credential = { secretKey: 'sk_live_sandbox0000', baseUrl: elepay.sandbox.url };
			const { json } = await elepay.run([{ amount: 1, orderNo: 'A' }], { credential });
			expect(json[0]?.liveMode).toBe(true);
			expect(elepay.sandbox.state.live.codes.size).toBe(1);
			expect(elepay.sandbox.state.test.codes.size).toBe(0);
		});
	});

	describe('the request', () => {
		it('is one POST of JSON with the key, asking for English', async () => {
			const code = { id: 'code_1', codeUrl: 'https://example.com/' };
			const server = await startServer(answerJson(code, 201));
			try {
				const credential = { secretKey: TEST_KEY, baseUrl: `${server.url}/` };
				await elepay.run([{ amount: 1, orderNo: '注文 1' }], { credential });
				expect(server.requests).toHaveLength(1);
				const [request] = server.requests;
				expect(request).toMatchObject({
					method: 'POST',
					path: '/codes',
					headers: {
						authorization: `Bearer ${TEST_KEY}`,
						accept: 'application/json',
						'accept-language': 'en',
						'content-type': expect.stringMatching(/^application\/json/) as string,
					},
				});
				expect(JSON.parse(request!.body)).toEqual({
					amount: 1,
					currency: 'JPY',
					orderNo: '注文 1',
				});
			} finally {
				await server.close();
			}
		});

		it('goes below the path of the base URL, if it has one', async () => {
			const code = { id: 'code_1', codeUrl: 'https://example.com/' };
			const server = await startServer(answerJson(code, 201));
			try {
				const credential = { secretKey: ` ${TEST_KEY}\n`, baseUrl: ` ${server.url}/elepay/v1// ` };
				await elepay.run([{ amount: 1, orderNo: 'A' }], { credential });
				expect(server.requests.map(({ path }) => path)).toEqual(['/elepay/v1/codes']);
				expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${TEST_KEY}`);
			} finally {
				await server.close();
			}
		});
	});
});

describe('n8n', () => {
	const elepay = useElepay();

	it('evaluates neither dragged columns nor fixed values', async () => {
		const rows = Array.from({ length: 20 }, (_, index) => ({ amount: 1, orderNo: `E-${index}` }));
		const parameters = { amount: '100', additionalFields: { description: 'fixed' } };
		await elepay.run(rows, { parameters });
		const forFollowers = 20;
		expect(elepay.engine.stats.evaluations - forFollowers).toBe(0);
	});

	it('evaluates what is computed once a row', async () => {
		const rows = Array.from({ length: 20 }, (_, index) => ({ amount: 1, orderNo: `E-${index}` }));
		await elepay.run(rows, {
			parameters: { amount: '={{ $json.amount + 1 }}', orderNo: '=X{{ $itemIndex }}' },
		});
		expect(elepay.engine.stats.evaluations - 20).toBe(2 * 20);
	});
	it('evaluates no expression at all', async () => {
		const rows = Array.from({ length: 50 }, (_, index) => ({ amount: 1, orderNo: `N-${index}` }));
		const { json } = await elepay.runColumns(rows, { onError: 'stopWorkflow' });
		const forFollowers = 50;
		expect(json).toHaveLength(50);
		expect(elepay.engine.stats.evaluations - forFollowers).toBe(0);
	});
});
