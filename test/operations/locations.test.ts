import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Location } from '../../sandbox/elepay/location/location';
import { useElepay, type RunSetup } from '../support/elepay';
import { COLUMNS, countOf, requestsTo, RETRY_ON_FAIL, runnerOf, seed } from '../support/operations';
import { itReadsPages } from './support/lists';

const elepay = useElepay();

const run = runnerOf(elepay, 'location');

const CREATE = 'POST /locations';
const UPDATE = 'POST /locations/{locationId}';
const DELETE = 'DELETE /locations/{locationId}';

const store = () => elepay.sandbox.state.test.locations;
const plain = (location: Location | undefined) =>
	JSON.parse(JSON.stringify(location)) as IDataObject;

const NAME = { kanji: '渋谷店', kana: 'シブヤテン', romaji: 'Shibuya Store' };
const ADDRESS = {
	kanji: { pref: '東京都', city: '渋谷区', town: '神南', address1: '1-1-1', address2: '3F' },
	kana: { pref: 'トウキョウト', city: 'シブヤク', town: 'ジンナン', address1: '1', address2: '3F' },
	romaji: { pref: 'Tokyo', city: 'Shibuya-ku', town: 'Jinnan', address1: '1', address2: '3F' },
};
const DETAILS = { latitude: 35.681236, longitude: -139.5, note: 'New', status: 'submitted' };
const ALL = { name: NAME, tel: '03-0000-0000', zip: '150-0041', address: ADDRESS, ...DETAILS };

/** All values in columns of their own. */
const FLAT: IDataObject = {
	'name.kanji': NAME.kanji,
	'Name.Kana': NAME.kana,
	'name.ROMAJI': NAME.romaji,
	tel: ALL.tel,
	郵便番号: ALL.zip,
	...Object.fromEntries(
		Object.entries(ADDRESS).flatMap(([script, parts]) =>
			Object.entries(parts).map(([part, value]) => [`address.${script}.${part}`, value]),
		),
	),
	latitude: '35.681236',
	longitude: '-139.5',
	note: 'New',
	status: 'submitted',
};

const LEAST = { 'name.kanji': '店', tel: '1', zip: '1', 'address.kanji.pref': '東京都' };

const REFUSED: Array<[IDataObject, string]> = [
	[{ tel: '1'.repeat(21) }, 'Phone has 21 characters; the limit is 20'],
	[{ zip: '123456789' }, 'Postal Code has 9 characters; the limit is 8'],
	[{ latitude: 90.0001 }, 'Latitude needs to be '],
	[{ latitude: '35.6N' }, "Latitude isn't a number"],
	[{ latitude: '35,6' }, "Latitude isn't a number"],
	[{ latitude: NaN }, "Latitude isn't a number"],
	[{ longitude: -180.5 }, 'Longitude needs to be '],
	[{ longitude: Infinity }, "Longitude isn't a number"],
	[{ status: 'open' }, "Status isn't one of its choices"],
	[{ name: '渋谷店', 'name.kanji': '' }, "Name isn't valid JSON"],
	[{ name: { kanji: 'x' }, 'name.kanji': 'y' }, 'Two columns are both read as name.kanji'],
	[{ address: { hiragana: {} } }, 'Address has an unknown property: "hiragana"'],
	[{ 'address.kana': '渋谷' }, "Address Kana isn't valid JSON"],
	[{ 'address.kanji.city': { a: 1 } }, "Address Kanji City isn't text"],
];

const cut = (route: typeof CREATE | typeof UPDATE | typeof DELETE, processed: boolean) => ({
	route,
	connection: 'reset' as const,
	processed,
	times: 1,
});

describe('Create', () => {
	it('takes every field: below, in columns of their own, and as objects', async () => {
		const requests = requestsTo(elepay, CREATE);
		const outcomes = [
			await run('create', [{ shop: NAME.kanji, city: ' 渋谷区 ' }], {
				name: { scripts: { ...NAME, kanji: '={{ $json.shop }}' } },
				tel: ALL.tel,
				zip: ALL.zip,
				address: { ...ADDRESS, kanji: { ...ADDRESS.kanji, city: '={{ $json["city"] + "" }}' } },
				additionalFields: { ...DETAILS, latitude: '35.681236', longitude: '-139.5' },
			}),
			await run('create', [FLAT], COLUMNS),
			await run('create', [ALL], COLUMNS),
			await run('create', [{ ...ALL, name: JSON.stringify(NAME) }], COLUMNS),
			await run(
				'create',
				[
					{
						...ALL,
						address: { ...ADDRESS, kana: null },
						'address.kana': JSON.stringify(ADDRESS.kana),
					},
				],
				COLUMNS,
			),
		];
		expect(requests).toHaveLength(5);
		for (const { body } of requests) expect(body).toEqual(ALL);
		for (const { json, items } of outcomes) {
			expect(json).toEqual([plain(store().get(String(json[0]!.id)))]);
			expect(items[0]!.pairedItem).toEqual({ item: 0 });
		}
	});

	it('needs no more than one part of the name and of the address', async () => {
		const requests = requestsTo(elepay, CREATE);
		const { json } = await run(
			'create',
			[{ ...LEAST, 'name.kana': '', 'address.kana.pref': ' ' }],
			COLUMNS,
		);
		expect(json).toHaveLength(1);
		expect(requests[0]!.body).toEqual({
			name: { kanji: '店' },
			tel: '1',
			zip: '1',
			address: { kanji: { pref: '東京都' } },
		});
	});

	it.each(Object.keys(LEAST))('refuses a row without %s', async (column) => {
		const { failed } = await run('create', [{ ...LEAST, [column]: '' }], COLUMNS);
		expect(failed[0]!.elepayError).toMatch(
			/^(Name|Phone|Postal Code|Address) is empty \[item 0\]$/,
		);
		expect(countOf(elepay, CREATE)).toBe(0);
	});

	it.each(REFUSED)(
		'refuses %j before anything is sent, and keeps the good row',
		async (change, message) => {
			const { failed, json } = await run('create', [{ ...LEAST, ...change }, LEAST], COLUMNS);
			expect(failed).toHaveLength(1);
			expect(failed[0]!.elepayError).toContain(message);
			expect(json).toHaveLength(1);
			expect(countOf(elepay, CREATE)).toBe(1);
		},
	);

	it('says how to give a name that is only text', async () => {
		const { failed } = await run('create', [{ ...LEAST, 'name.kanji': '', name: '店' }], COLUMNS);
		expect(failed[0]!.elepayHelp).toContain('in columns such as name.kanji');
	});

	it('finds, after a cut connection, the location that it has made', async () => {
		const before = store().size;
		elepay.sandbox.faults.set([cut(CREATE, true)]);
		const { json } = await run('create', [FLAT], COLUMNS);
		expect(json[0]).toMatchObject({ name: NAME, tel: ALL.tel });
		expect(store().size).toBe(before + 1);
	});

	it("makes none twice with n8n's Retry On Fail", async () => {
		const before = store().size;
		elepay.sandbox.faults.set([cut(CREATE, false)]);
		const { error } = await run('create', [FLAT], COLUMNS, {
			onError: 'stopWorkflow',
			node: RETRY_ON_FAIL,
		});
		expect(error?.message).toContain("so the new location '渋谷店' may still have been created");
		expect(countOf(elepay, CREATE)).toBe(1);
		expect(store().size).toBe(before);
	});

	it('passes on whatever the node lets through', async () => {
		const value = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 24 }),
			fc.string({ unit: 'binary', maxLength: 9 }),
			fc.double(),
			fc.integer(),
			fc.constantFrom(null, '', ' ', '35.68', '-91', '1e2', 'active', '{}', '{"kanji":"x"}', true),
		);
		const columns = [...Object.keys(FLAT), 'name', 'address', 'address.kanji'];
		const row = fc
			.dictionary(fc.constantFrom(...columns), value, { maxKeys: 8 })
			.map((cells) => ({ ...LEAST, ...cells }));
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 20, maxLength: 40 }), async (rows) => {
				const before = countOf(elepay, CREATE);
				const { json, failed } = await run('create', rows as IDataObject[], COLUMNS);
				expect(json.length + failed.length).toBe(rows.length);
				expect(countOf(elepay, CREATE) - before).toBe(json.length);
			}),
			{ numRuns: 15 },
		);
	});
});

describe('Get', () => {
	it('gives a location whole', async () => {
		const { json } = await run('get', [{}], { locationId: 'loc_0001' });
		expect(json).toEqual([plain(store().get('loc_0001'))]);
	});

	it('says so where elepay does not know it', async () => {
		const { failed } = await run('get', [{}], { locationId: 'loc_x' });
		expect(failed[0]!.elepayError).toBe("elepay couldn't find location 'loc_x' [item 0]");
	});
});

describe('Get Many', () => {
	itReadsPages(elepay, {
		resource: 'location',
		route: 'GET /locations',
		kind: 'locations',
		add() {
			const [any] = [...store().values()];
			const added = { ...any!, id: `loc_new_${store().size}` };
			store().add(added);
			return added;
		},
	});
});

describe('Update', () => {
	const locationId = 'loc_0001';

	it('takes every field: below, as JSON, and in columns', async () => {
		const requests = requestsTo(elepay, UPDATE);
		const { name, address, tel, zip } = ALL;
		const rest = { tel, zip, ...DETAILS, latitude: '35.681236', longitude: '-139.5' };
		await run('update', [{}], {
			locationId,
			updateFields: { ...rest, name: { scripts: name }, address },
		});
		await run('update', [{}], {
			locationId,
			updateFields: {
				...rest,
				nameJson: JSON.stringify(name),
				addressJson: JSON.stringify(address),
			},
		});
		await run('update', [{ ...FLAT, 'Location ID': locationId }], COLUMNS);
		expect(requests).toHaveLength(3);
		for (const { body } of requests) expect(body).toEqual(ALL);
	});

	it.each(Object.entries(ALL))('takes %s alone, and leaves the rest', async (field, value) => {
		const before = plain(store().get(locationId));
		const { json } = await run('update', [{ locationId, [field]: value }], COLUMNS);
		expect(json).toEqual([{ ...before, [field]: value }]);
	});

	it('refuses to update nothing', async () => {
		const { failed } = await run('update', [{}], {
			locationId,
			updateFields: { name: { scripts: { kanji: '' } } },
		});
		expect(failed[0]!.elepayError).toBe('Nothing to update [item 0]');
		expect(countOf(elepay, UPDATE)).toBe(0);
	});

	it('refuses what is given twice', async () => {
		const { failed } = await run('update', [{}], {
			locationId,
			updateFields: { address: ADDRESS, addressJson: '{}' },
		});
		expect(failed[0]!.elepayError).toBe(
			'Address is filled in twice: in the fields and as JSON [item 0]',
		);
	});

	it.each(REFUSED)('refuses %j before anything is sent', async (change, message) => {
		const { failed } = await run('update', [{ locationId, ...change }], COLUMNS);
		expect(failed[0]!.elepayError).toContain(message);
		expect(countOf(elepay, UPDATE)).toBe(0);
	});

	it('is sent again where its outcome is unknown', async () => {
		elepay.sandbox.faults.set([cut(UPDATE, true)]);
		const setup = { options: { maxTries: 2 } };
		const { json } = await run('update', [{ locationId, tel: '1' }], COLUMNS, setup);
		expect(json[0]).toMatchObject({ id: locationId, tel: '1' });
	});
});

describe('Delete', () => {
	const remove = async (ids: string[], setup: RunSetup = {}) =>
		await run(
			'delete',
			ids.map((id) => ({ id })),
			{ locationId: '={{ $json.id }}' },
			setup,
		);

	it.each([true, false])(
		'is done once after a cut connection (processed: %p)',
		async (processed) => {
			await seed(elepay, { locations: 2 });
			const [id] = [...store().keys()] as [string];
			elepay.sandbox.faults.set([cut(DELETE, processed)]);
			const { json, failed } = await remove([id, 'loc_x'], {
				options: { maxTries: 2, maxConcurrency: 1 },
			});
			expect(json).toEqual([{ id, deleted: true }]);
			expect(failed[0]!.elepayError).toBe("elepay couldn't find location 'loc_x' [item 1]");
			expect(store().size).toBe(1);
		},
	);
});
