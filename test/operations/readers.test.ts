import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Reader } from '../../sandbox/elepay/reader/reader';
import { TERMINAL_LOCATIONS } from '../../sandbox/world/data/terminalLocations';
import { useElepay, type RunSetup } from '../support/elepay';
import { COLUMNS, countOf, requestsTo, RETRY_ON_FAIL, runnerOf, seed } from '../support/operations';
import { itReadsPages } from './support/lists';

const elepay = useElepay();

const run = runnerOf(elepay, 'reader');

const CREATE = 'POST /terminal/readers';
const DELETE = 'DELETE /terminal/readers/{readerId}';

const store = () => elepay.sandbox.state.test.readers;
const plain = (reader: Reader) => JSON.parse(JSON.stringify(reader)) as IDataObject;
const locationId = TERMINAL_LOCATIONS[0]!.id;

describe('Create', () => {
	it('takes every field, below or from columns, and gives the registration code', async () => {
		const requests = requestsTo(elepay, CREATE);
		const below = await run('create', [{}], {
			locationId: { __rl: true, mode: 'list', value: locationId },
			additionalFields: { metadata: { entry: [{ key: 'till', value: '2' }] } },
		});
		const columns = await run('create', [{ locationId, 'metadata.till': 2 }], COLUMNS);
		for (const { body } of requests) expect(body).toEqual({ locationId, metadata: { till: '2' } });
		for (const { json, items } of [below, columns]) {
			expect(json).toEqual([plain(store().get(String(json[0]!.id))!)]);
			expect(json[0]!.registrationCode).toMatch(/\S/);
			expect(items[0]!.pairedItem).toEqual({ item: 0 });
		}
	});

	it.each([
		[{ 'metadata.till': '1' }, 'None of the columns is the Terminal Location'],
		[{ locationId: 'x'.repeat(33) }, 'Terminal Location has '],
		[{ locationId, 'metadata.__x': '1' }, 'Metadata uses a name that elepay reserves'],
		[{ locationId: 'tml_x' }, "elepay couldn't find the value of Terminal Location"],
	])('refuses %j, and keeps the good row', async (row, message) => {
		const { failed, json } = await run('create', [row, { locationId }], COLUMNS);
		expect(failed[0]!.elepayError).toContain(message);
		expect(json).toHaveLength(1);
	});

	it('sends nothing that elepay refuses, whatever the metadata', async () => {
		const text = fc.string({ unit: 'grapheme', maxLength: 100 });
		const metadata = fc.dictionary(fc.string({ maxLength: 21 }), text, { maxKeys: 21 });
		await fc.assert(
			fc.asyncProperty(fc.array(metadata, { minLength: 20, maxLength: 20 }), async (maps) => {
				const before = countOf(elepay, CREATE);
				const rows = maps.map((map) => ({ locationId, metadata: map }));
				const { json, failed } = await run('create', rows, COLUMNS);
				expect(json.length + failed.length).toBe(rows.length);
				expect(countOf(elepay, CREATE) - before).toBe(json.length);
			}),
			{ numRuns: 15 },
		);
	});

	it.each([true, false])(
		"is never repeated, and says where to look, also with n8n's Retry On Fail (processed: %p)",
		async (processed) => {
			elepay.sandbox.faults.set([{ route: CREATE, connection: 'reset', processed, times: 1 }]);
			const { error } = await run('create', [{ locationId }], COLUMNS, {
				onError: 'stopWorkflow',
				node: RETRY_ON_FAIL,
				options: { maxTries: 5 },
			});
			expect(error?.message).toContain(
				`A reader at terminal location '${locationId}' may still have been created`,
			);
			expect(error?.description).toMatch(
				/^The node doesn't send it twice\. Check with Reader > Get Many/,
			);
			expect(countOf(elepay, CREATE)).toBe(1);
			expect(store().size).toBe(processed ? 1 : 0);
		},
	);
});

describe('Get', () => {
	it('gives a reader whole', async () => {
		await seed(elepay, { readers: 1 });
		const [reader] = [...store().values()] as [Reader];
		const { json } = await run('get', [{}], { readerId: reader.id });
		expect(json).toEqual([plain(reader)]);
	});

	it('says so where elepay does not know it', async () => {
		const { failed } = await run('get', [{}], { readerId: 'rdr_x' });
		expect(failed[0]!.elepayError).toBe("elepay couldn't find reader 'rdr_x' [item 0]");
	});
});

describe('Get Many', () => {
	itReadsPages(elepay, {
		resource: 'reader',
		route: 'GET /terminal/readers',
		kind: 'readers',
		add() {
			const [any] = [...store().values()];
			const added = { ...any!, id: `rdr_new_${store().size}` };
			store().add(added);
			return added;
		},
	});
});

describe('Get Many Terminal Locations', () => {
	it('gives each of them, or no more than the limit', async () => {
		const all = await run('getAllLocations', [{}]);
		expect(all.json).toEqual(TERMINAL_LOCATIONS);
		expect(all.items.map(({ pairedItem }) => pairedItem)).toEqual(
			TERMINAL_LOCATIONS.map(() => ({ item: 0 })),
		);
		const two = await run('getAllLocations', [{}], { limit: 2 });
		expect(two.json).toEqual(TERMINAL_LOCATIONS.slice(0, 2));
	});
});

describe('Delete', () => {
	const remove = async (ids: string[], setup: RunSetup = {}) =>
		await run(
			'delete',
			ids.map((id) => ({ id })),
			{ readerId: '={{ $json.id }}' },
			setup,
		);

	it.each([true, false])(
		'is done once after a cut connection (processed: %p)',
		async (processed) => {
			await seed(elepay, { readers: 2 });
			const [id] = [...store().keys()] as [string];
			elepay.sandbox.faults.set([{ route: DELETE, connection: 'reset', processed, times: 1 }]);
			const { json, failed } = await remove([id, 'rdr_x'], {
				options: { maxTries: 2, maxConcurrency: 1 },
			});
			expect(json).toEqual([{ id, deleted: true }]);
			expect(failed[0]!.elepayError).toBe("elepay couldn't find reader 'rdr_x' [item 1]");
			expect(store().size).toBe(1);
		},
	);
});
