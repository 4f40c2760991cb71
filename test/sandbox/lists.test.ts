import { call, LIVE_KEY, refusal } from './support/client';
import { useSandbox } from './support/sandboxes';

interface Named {
	id: string;
}

const ids = (items: Named[]) => items.map(({ id }) => id);

describe.each([
	['/locations', 'locations', 230, 'loc_'],
	['/customers', 'customers', 250, 'cus_test_'],
])('GET %s', (path, name, total, prefix) => {
	const sandbox = useSandbox();

	test('shows the first 20 unless told otherwise', async () => {
		const { status, json } = await call(sandbox, `GET ${path}`);
		expect([status, json.total, json[name].length]).toEqual([200, total, 20]);
		expect(json[name][0].id).toBe(`${prefix}0001`);
	});

	test('gives every one once, page by page', async () => {
		const seen = new Set<string>();
		for (let offset = 0; offset < total; offset += 100) {
			const { json } = await call(sandbox, `GET ${path}?limit=100&offset=${offset}`);
			for (const id of ids(json[name])) seen.add(id);
		}
		expect(seen.size).toBe(total);
	});

	test('is empty beyond its end', async () => {
		const { json } = await call(sandbox, `GET ${path}?offset=1000`);
		expect(json).toEqual({ total, [name]: [] });
	});

	test.each([
		['limit=101', 'limit'],
		['limit=-1', 'limit'],
		['limit=ten', 'limit'],
		['limit=', 'limit'],
		['limit=1&limit=2', 'limit'],
		['offset=-1', 'offset'],
		['offset=1.5', 'offset'],
	])('refuses %s', async (query, parameterName) => {
		const answer = await call(sandbox, `GET ${path}?${query}`);
		expect(refusal(answer)).toEqual([400, 'M002002', parameterName]);
	});
});

describe('what the lists hold', () => {
	const sandbox = useSandbox();

	test('locations have their name in three scripts, and an address', async () => {
		const { json } = await call(sandbox, 'GET /locations?limit=1');
		expect(json.locations[0]).toMatchObject({
			id: 'loc_0001',
			name: { kanji: '渋谷本店', kana: 'シブヤホンテン', romaji: 'Shibuya Main Store' },
			tel: '03-0000-0001',
			zip: '150-0002',
			address: { kanji: { pref: '東京都' }, kana: {}, romaji: { pref: 'Tokyo' } },
			status: 'active',
		});
	});

	test('names of locations are all different', () => {
		const names = [...sandbox.state.test.locations.values()].map(({ name }) => name.kanji);
		expect(new Set(names).size).toBe(230);
	});

	test.each([
		['name', '佐藤', 10],
		['part of a name', 'brien', 10],
		['e-mail', 'SATO.KEN@', 1],
		['phone', '090-0000-0250', 1],
		['nobody', 'zzz', 0],
		['everybody', '', 250],
	])('customers are found by %s', async (_name, keyword, total) => {
		const { json } = await call(sandbox, `GET /customers?keyword=${encodeURIComponent(keyword)}`);
		expect(json.total).toBe(total);
	});

	test('live and test mode have their own customers', async () => {
		const { json } = await call(sandbox, 'GET /customers?limit=1', { key: LIVE_KEY });
		expect(json.customers[0]).toMatchObject({ id: 'cus_live_0001', liveMode: true });
	});

	test('customers have none to three sources', async () => {
		const counts = await Promise.all(
			[1, 2, 3, 4].map(async (number) => {
				const { json } = await call(sandbox, `GET /customers/cus_test_000${number}/sources`);
				expect(json.total).toBe(json.sources.length);
				return json.total;
			}),
		);
		expect(counts).toEqual([1, 2, 3, 0]);
	});

	test('sources are filtered by payment method', async () => {
		const path = 'GET /customers/cus_test_0003/sources';
		const { json } = await call(sandbox, `${path}?paymentMethod=creditcard`);
		expect(json.sources).toEqual([
			expect.objectContaining({
				id: 'src_test_0003_1',
				paymentMethod: 'creditcard',
				cardInfo: expect.objectContaining({ last4: expect.stringMatching(/^\d{4}$/) }),
				status: 'active',
			}),
		]);
		expect((await call(sandbox, `${path}?limit=2&offset=1`)).json.sources).toHaveLength(3);
		const unknown = await call(sandbox, `${path}?paymentMethod=cash`);
		expect(refusal(unknown)).toEqual([400, 'M002002', 'paymentMethod']);
	});

	test('an unknown customer has no sources', async () => {
		const answer = await call(sandbox, 'GET /customers/cus_none/sources');
		expect(refusal(answer)).toEqual([400, 'M002003', 'customerId']);
	});
});
