import { call, type Json, LIVE_KEY, refusal } from './support/client';
import { useSandbox } from './support/sandboxes';

const DAY = 24 * 60 * 60_000;

const sandbox = useSandbox();

const seed = async (body: object) => {
	const answer = await call(sandbox, 'POST /_sandbox/seeds', { body, key: null });
	expect(answer.status).toBe(204);
};

interface Reading {
	query?: string;
	limit?: number;
	/** What happens after a page was read, by its number from 0. */
	between?: (page: number) => Promise<void>;
}

/** The ids on all pages, read until one comes back shorter than asked for. */
async function readAll(
	path: string,
	name: string,
	{ query = '', limit = 100, between }: Reading = {},
): Promise<string[]> {
	const ids: string[] = [];
	for (let page = 0; ; page += 1) {
		const url = `GET ${path}?limit=${limit}&offset=${ids.length}${query}`;
		const { status, json } = await call(sandbox, url);
		expect(status).toBe(200);
		ids.push(...json[name].map(({ id }: Json) => id));
		if (json[name].length < limit) return ids;
		await between?.(page);
	}
}

const LISTS = [
	['/charges', 'charges'],
	['/customers', 'customers'],
	['/invoices', 'invoices'],
	['/locations', 'locations'],
	['/subscriptions', 'subscriptions'],
	['/disputes', 'disputes'],
	['/terminal/readers', 'readers'],
] as const;

describe.each(LISTS)('GET %s', (path, name) => {
	beforeEach(async () => {
		if (name === 'disputes') await seed({ charges: 1 });
	});

	test.each([0, 1, 100, 101, 2345])('gives all of %p, each once', async (count) => {
		await seed({ [name]: count });
		const ids = await readAll(path, name);
		expect(ids).toHaveLength(count);
		expect(new Set(ids).size).toBe(count);
		const { json } = await call(sandbox, `GET ${path}`);
		expect([json.total, json[name].length]).toEqual([count, Math.min(20, count)]);
		const beyond = await call(sandbox, `GET ${path}?offset=${count}`);
		expect(beyond.json).toEqual({ total: count, [name]: [] });
	});

	test('pages of any size are pieces of the same list', async () => {
		await seed({ [name]: 50 });
		const ids = await readAll(path, name);
		for (const limit of [1, 7, 49, 50]) {
			expect(await readAll(path, name, { limit })).toEqual(ids);
		}
	});

	test('what comes in meanwhile moves the others on into the next page', async () => {
		await seed({ [name]: 150 });
		const first = (await call(sandbox, `GET ${path}?limit=100`)).json[name];
		await arrive(name);
		const second = (await call(sandbox, `GET ${path}?limit=100&offset=100`)).json[name];
		expect(second[0].id).toBe(first[99].id);
		expect(second).toHaveLength(51);
	});

	test('the other mode has its own', async () => {
		if (name === 'disputes') await seed({ charges: 1, liveMode: true });
		await seed({ [name]: 3 });
		await seed({ [name]: 5, liveMode: true });
		expect((await call(sandbox, `GET ${path}`)).json.total).toBe(3);
		expect((await call(sandbox, `GET ${path}`, { key: LIVE_KEY })).json.total).toBe(5);
	});
});

let arrived = 0;

/** One more object of a kind, made as a client or somebody else makes it. */
async function arrive(name: (typeof LISTS)[number][1]): Promise<void> {
	arrived += 1;
	const charge = async () => {
		const body = {
			amount: 1,
			orderNo: `ARRIVED-${arrived}`,
			paymentMethod: 'paypay',
			resource: 'cpm',
			extra: { token: '1' },
		};
		return (await call(sandbox, 'POST /charges', { body })).json.id;
	};
	const add = (path: string, body: object) => call(sandbox, `POST ${path}`, { body });
	const customerId = async () => (await add('/customers', {})).json.id;
	switch (name) {
		case 'charges':
			await charge();
			break;
		case 'customers':
			await customerId();
			break;
		case 'invoices':
			await add('/invoices', { amount: 1, customerId: await customerId() });
			break;
		case 'locations':
			await add('/locations', { name: {}, tel: '1', zip: '1', address: {} });
			break;
		case 'subscriptions':
			await add('/subscriptions', { customerId: await customerId() });
			break;
		case 'disputes':
			await call(sandbox, `POST /_sandbox/charges/${await charge()}/dispute`);
			break;
		case 'readers':
			await add('/terminal/readers', { locationId: 'tml_0001' });
	}
}

describe('charges that come in while they are read', () => {
	test.each(['', '&order=asc', '&sort=paid_time&order=asc', '&status=captured'])(
		'don’t disturb who reads up to a moment (%s)',
		async (query) => {
			await seed({ charges: 450 });
			const wanted = new Set(sandbox.state.test.charges.keys());
			const to = sandbox.clock.now();
			await sandbox.clock.advance(1);
			const ids = await readAll('/charges', 'charges', {
				query: `&to=${to}${query}`,
				between: async () => await arrive('charges'),
			});
			expect(ids).toHaveLength(450);
			expect(new Set(ids)).toEqual(wanted);
			expect(sandbox.state.test.charges.size).toBe(454);
		},
	);
});

describe('a hundred thousand charges', () => {
	test('are read page by page, filtered, sorted and while one is paid', async () => {
		const to = sandbox.clock.now();
		await seed({ charges: 100_000, from: to - 10 * DAY, to });
		const ids = await readAll('/charges', 'charges', {
			query: `&to=${to}&order=asc`,
			between: async (page) => {
				if (page % 100 === 0) await arrive('charges');
			},
		});
		expect(new Set(ids).size).toBe(100_000);
		const day = `from=${to - 2 * DAY}&to=${to - DAY}&dateField=paid_time&sort=paid_time`;
		const { json } = await call(sandbox, `GET /charges?limit=100&offset=9900&${day}`);
		expect(json.total).toBe(10_000);
		expect(json.charges).toHaveLength(100);
		const { charges } = (await call(sandbox, `GET /charges?limit=1&${day}&order=asc`)).json;
		expect(charges[0].paidTime).toBeGreaterThanOrEqual(to - 2 * DAY);
	});
});

describe('seeds', () => {
	test('lie between two times, the first and the last one on them', async () => {
		const [from, to] = [1_700_000_000_000, 1_700_000_100_000];
		await seed({ charges: 3, from, to, paymentMethod: 'aupay' });
		const { charges } = (await call(sandbox, 'GET /charges?sort=paid_time&order=asc')).json;
		expect(charges.map(({ paidTime }: Json) => paidTime)).toEqual([from, from + 50_000, to]);
		for (const charge of charges) {
			expect(charge).toMatchObject({ paid: true, status: 'captured', paymentMethod: 'aupay' });
		}
		await seed({ customers: 2, invoices: 2, from, to });
		const { invoices } = (await call(sandbox, 'GET /invoices')).json;
		expect(invoices.map(({ createTime }: Json) => createTime)).toEqual([to, from]);
		expect((await call(sandbox, 'GET /charges')).json.total).toBe(3);
	});

	test('take the place of what was there', async () => {
		await seed({ customers: 0 });
		expect((await call(sandbox, 'GET /customers/cus_test_0001')).status).toBe(400);
		await arrive('customers');
		await seed({ customers: 1 });
		const { customers } = (await call(sandbox, 'GET /customers')).json;
		expect(customers).toHaveLength(1);
		expect(customers[0]).toMatchObject({ name: 'Customer 1', email: 'customer1@seed.example' });
	});

	test('are refunded like any other charge', async () => {
		await seed({ charges: 1, paymentMethod: 'paypay' });
		const [{ id }] = (await call(sandbox, 'GET /charges')).json.charges;
		const body = { amount: 1 };
		expect((await call(sandbox, `POST /charges/${id}/refunds`, { body })).status).toBe(201);
	});

	test.each([
		[{ charges: -1 }, 'charges'],
		[{ charges: '1' }, 'charges'],
		[{ refunds: 1 }, 'refunds'],
		[{ paymentMethod: 'cash' }, 'paymentMethod'],
	])('%p is refused', async (body, parameterName) => {
		const answer = await call(sandbox, 'POST /_sandbox/seeds', { body });
		expect(refusal(answer)).toEqual([400, 'M002002', parameterName]);
	});

	test.each([
		['disputes', { disputes: 1 }],
		['customers', { customers: 0, invoices: 1 }],
	])('need the %s that they are about', async (parameterName, body) => {
		const answer = await call(sandbox, 'POST /_sandbox/seeds', { body });
		expect(refusal(answer)).toEqual([400, 'M006000', parameterName]);
	});
});
