import type { INodeParameters } from 'n8n-workflow';

import type { Reader } from '../../sandbox/elepay/reader/reader';
import { TERMINAL_LOCATIONS } from '../../sandbox/world/data/terminalLocations';
import { TEST_KEY, useElepay } from '../support/elepay';
import { countOf, play, seed } from '../support/operations';

const elepay = useElepay();

const TYPE = 'n8n-nodes-elepay.elepay';

const search = async (
	method: string,
	filter?: string,
	page?: string,
	additionalFields: INodeParameters = {},
	engine = elepay.engine,
) =>
	await engine.callListSearch(
		TYPE,
		method,
		{ resource: 'code', operation: 'create', additionalFields },
		filter,
		page,
	);

const store = () => elepay.sandbox.state.test;

/** All pages, as scrolling to the end loads them. */
async function searchAll(method: string, filter?: string) {
	const results = [];
	let page: string | undefined;
	let pages = 0;
	do {
		const found = await search(method, filter, page);
		results.push(...found.results);
		page = found.paginationToken as string | undefined;
		pages++;
	} while (page !== undefined);
	return { results, pages };
}

const locator = (value: string, mode = 'list') => ({ __rl: true, mode, value });

describe('Location', () => {
	it('loads all locations, 100 at a time', async () => {
		const { results, pages } = await searchAll('searchLocations');
		expect(new Set(results.map(({ value }) => value)).size).toBe(230);
		expect(pages).toBe(3);
	});

	it.each([
		['kanji', '新宿本店'],
		['kana', 'シンジュクホンテン'],
		['kana in hiragana', 'しんじゅくほんてん'],
		['kana of half width', 'ｼﾝｼﾞｭｸﾎﾝﾃﾝ'],
		['romaji in any case', 'SHINJUKU main'],
	])('finds a name in %s', async (_script, filter) => {
		const { results } = await searchAll('searchLocations', filter);
		expect(results.map(({ name }) => name)).toContain('新宿本店 (Shinjuku Main Store)');
		expect(results.length).toBeLessThan(5);
	});

	it('looks through later pages for a name that the first one does not have', async () => {
		const last = (await searchAll('searchLocations')).results.at(-1)!;
		const { results } = await search('searchLocations', last.name.split(' (')[0]);
		expect(results.map(({ value }) => value)).toContain(last.value);
	});

	it('finds nothing where there is nothing', async () => {
		expect(await searchAll('searchLocations', 'zzzz')).toMatchObject({ results: [] });
	});
});

describe.each(['n8n-nodes-elepay.elepayTrigger', 'n8n-nodes-elepay.elepayPaymentsTrigger'])(
	'Location Names or IDs of %s',
	(type) => {
		it('lists every location by its names', async () => {
			const options = await elepay.engine.loadOptions(type, 'loadLocations', {});
			expect(new Set(options.map(({ value }) => value)).size).toBe(230);
			expect(options.map(({ name }) => name)).toContain('新宿本店 (Shinjuku Main Store)');
		});

		it('asks for the credential while none is chosen', async () => {
			const { loadOptions } = elepay.engine;
			await expect(loadOptions(type, 'loadLocations', {}, {})).rejects.toThrow(
				'Choose the Elepay API credential above',
			);
		});

		it('says what to do where the key is refused, without the key', async () => {
			elepay.sandbox.faults.set([{ answer: { errorCode: 'M004001' } }]);
			const message = await elepay.engine.loadOptions(type, 'loadLocations', {}).then(
				() => '',
				(error: Error) => error.message,
			);
			expect(message).toContain("elepay didn't accept the secret key");
			expect(message).toContain('Developer settings > API keys');
			expect(message).not.toContain(TEST_KEY);
		});
	},
);

describe('Customer', () => {
	it('loads all customers, 100 at a time', async () => {
		const { results, pages } = await searchAll('searchCustomers');
		expect(new Set(results.map(({ value }) => value)).size).toBe(250);
		expect(pages).toBe(3);
	});

	it('lets elepay search', async () => {
		const { results } = await searchAll('searchCustomers', '佐藤');
		expect(results.length).toBeGreaterThan(0);
		expect(results.every(({ name }) => name.includes('佐藤'))).toBe(true);
	});
});

describe('Invoice', () => {
	beforeEach(async () => await seed(elepay, { invoices: 101 }));

	it('loads all invoices, 100 at a time, with customer, amount and state', async () => {
		const { results, pages } = await searchAll('searchInvoices');
		expect(new Set(results.map(({ value }) => value))).toEqual(new Set(store().invoices.keys()));
		expect(pages).toBe(2);
		expect(results[0]!.name).toMatch(/^Invoice 101 \(.+, 201 JPY, draft\)$/);
	});

	it('lets elepay search', async () => {
		const { results } = await searchAll('searchInvoices', 'Invoice 57');
		expect(results.map(({ name }) => name)).toEqual([expect.stringMatching(/^Invoice 57 /)]);
	});
});

describe('Subscription', () => {
	it('loads all subscriptions by their customers, and filters them', async () => {
		await seed(elepay, { subscriptions: 101 });
		const { results, pages } = await searchAll('searchSubscriptions');
		expect(new Set(results.map(({ value }) => value))).toEqual(
			new Set(store().subscriptions.keys()),
		);
		expect(pages).toBe(2);
		const [first] = store().subscriptions.keys();
		const found = await search('searchSubscriptions', first);
		expect(found.results).toEqual([
			{ name: expect.stringMatching(`.+ \\(.*new, ${first}\\)`) as string, value: first },
		]);
	});
});

describe('Reader', () => {
	it('shows serial number or registration code, and state', async () => {
		await seed(elepay, { readers: 2 });
		const [one, two] = [...store().readers.values()] as [Reader, Reader];
		await play(elepay, `readers/${one.id}/activate`);
		const { results } = await searchAll('searchReaders');
		expect(new Map(results.map(({ name, value }) => [value, name]))).toEqual(
			new Map([
				[one.id, `${one.serialNumber} (active)`],
				[two.id, `${two.registrationCode} (pending)`],
			]),
		);
		expect((await search('searchReaders', 'ACTIVE')).results).toHaveLength(1);
	});

	it.each([
		[0, 1],
		[100, 2],
		[101, 2],
	])('ends at a short page: %d readers', async (count, pages) => {
		await seed(elepay, { readers: count });
		const { results } = await searchAll('searchReaders');
		expect(results).toHaveLength(count);
		expect(countOf(elepay, 'GET /terminal/readers')).toBe(pages);
	});
});

describe('Terminal Location', () => {
	it('shows all of them, and filters them', async () => {
		const all = await search('searchTerminalLocations');
		expect(all.paginationToken).toBeUndefined();
		expect(all.results).toEqual(
			TERMINAL_LOCATIONS.map(({ id, name, description }) => ({
				name: `${name} (${description})`,
				value: id,
			})),
		);
		expect((await search('searchTerminalLocations', '新宿')).results).toEqual([all.results[1]]);
	});
});

describe('Source', () => {
	const withSources = async () => {
		const { results } = await search('searchCustomers');
		for (const { value } of results) {
			const found = await search('searchSources', '', undefined, {
				customerId: locator(String(value)),
			});
			if (found.results.length > 0) return { customerId: String(value), results: found.results };
		}
		throw new Error('no customer of the sandbox has a source');
	};

	it('shows method and last four digits of the chosen customer', async () => {
		const { results } = await withSources();
		expect(results[0]!.value).toEqual(expect.any(String));
		const cards = results.filter(({ name }) => name.startsWith('creditcard'));
		expect(cards.every(({ name }) => /•••• \d{4}/.test(name))).toBe(true);
	});

	it('takes the customer also as plain text, as older workflows have it', async () => {
		const { customerId, results } = await withSources();
		expect((await search('searchSources', '', undefined, { customerId })).results).toEqual(results);
	});

	it.each([
		['charge', 'create'],
		['source', 'get'],
		['customer', 'update'],
		['code', 'registerPaymentMethod'],
	])('takes the customer from the top of %s > %s too', async (resource, operation) => {
		const { customerId, results } = await withSources();
		const found = await elepay.engine.callListSearch(TYPE, 'searchSources', {
			resource,
			operation,
			customerId: locator(customerId),
			additionalFields: {},
		});
		expect(found.results).toEqual(results);
	});

	it('says in the message itself how to go on: n8n shows nothing else', async () => {
		await expect(search('searchSources')).rejects.toThrow(
			'Choose a customer first. The list shows the saved payment methods of the customer in the field Customer',
		);
		await expect(
			search('searchSources', '', undefined, { customerId: locator('={{ $json.c }}', 'id') }),
		).rejects.toThrow('Choose By ID instead');
	});

	it.each([
		['none is chosen', {}, 'Choose a customer first'],
		['it is empty', { customerId: locator('') }, 'Choose a customer first'],
		[
			'it is an expression',
			{ customerId: locator('={{ $json.c }}', 'id') },
			'is set by an expression',
		],
		[
			'it would lead elsewhere',
			{ customerId: locator('../charges', 'id') },
			"Customer isn't an ID",
		],
		[
			'elepay does not know it',
			{ customerId: locator('cus_x', 'id') },
			"couldn't find the value of Customer",
		],
	])('says what to do when %s', async (_case, fields, message) => {
		await expect(search('searchSources', '', undefined, fields as INodeParameters)).rejects.toThrow(
			message,
		);
	});
});

describe('a picker that cannot be filled', () => {
	it.each([
		[
			'a refused key',
			'sk_test_invalid00',
			"elepay didn't accept the secret key. Open the credential",
		],
		['a publishable key', 'pk_test_00000000', 'Use the secret key'],
		['an empty key', '', 'is empty'],
	])('says what to do about %s', async (_case, secretKey, message) => {
		const engine = elepay.engineWith({ secretKey, baseUrl: elepay.sandbox.url });
		await expect(search('searchCustomers', '', undefined, {}, engine)).rejects.toThrow(message);
	});

	it('says so when elepay cannot be reached', async () => {
		const engine = elepay.engineWith({ secretKey: TEST_KEY, baseUrl: 'http://127.0.0.1:9' });
		await expect(search('searchLocations', '', undefined, {}, engine)).rejects.toThrow(
			'The server refused the connection',
		);
	});

	it('never shows the key', async () => {
		elepay.sandbox.faults.set([
			{ route: 'GET /customers', answer: { errorCode: 'M001000', message: `no ${TEST_KEY}` } },
		]);
		const thrown = await search('searchCustomers').catch((error: unknown) => error);
		expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain(TEST_KEY);
	});
});

describe('Create with picked values', () => {
	const ids = async () => ({
		locationId: String((await search('searchLocations')).results[0]!.value),
		customerId: String((await search('searchCustomers')).results[0]!.value),
	});

	it('sends the IDs that were picked', async () => {
		const { locationId, customerId } = await ids();
		await elepay.run([{ amount: 1, orderNo: 'A' }], {
			parameters: {
				additionalFields: {
					locationId: locator(locationId),
					customerId: locator(customerId, 'id'),
				},
			},
		});
		expect(elepay.bodies).toEqual([expect.objectContaining({ locationId, customerId })]);
	});

	it('sends the plain texts of a workflow that was saved with them', async () => {
		const { locationId, customerId } = await ids();
		await elepay.run([{ amount: 1, orderNo: 'A' }], {
			parameters: { additionalFields: { locationId, customerId } },
		});
		expect(elepay.bodies).toEqual([expect.objectContaining({ locationId, customerId })]);
	});

	it('leaves an empty picker out of the request', async () => {
		await elepay.run([{ amount: 1, orderNo: 'A' }], {
			parameters: { additionalFields: { locationId: locator('') } },
		});
		expect(elepay.bodies[0]).not.toHaveProperty('locationId');
	});
});
