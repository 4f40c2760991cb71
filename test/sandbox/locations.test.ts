import { call, create, LIVE_KEY, refusal } from './support/client';
import { useSandbox } from './support/sandboxes';

const LOCATION = {
	name: { kanji: '丸の内店', kana: 'マルノウチテン', romaji: 'Marunouchi Store' },
	tel: '03-0000-0000-000-000',
	zip: '100-0005',
	address: {
		kanji: { pref: '東京都', city: '千代田区', town: '丸の内', address1: '1-1', address2: '' },
		romaji: { pref: 'Tokyo' },
	},
};

describe('locations', () => {
	const sandbox = useSandbox();

	const add = (fields: object = {}) =>
		call(sandbox, 'POST /locations', { body: { ...LOCATION, ...fields } });
	const update = (id: string, body: object) => call(sandbox, `POST /locations/${id}`, { body });

	test('a new one comes first in the list of its mode', async () => {
		const { status, json } = await add();
		expect(status).toBe(201);
		const empty = { pref: null, city: null, town: null, address1: null, address2: null };
		expect(json).toEqual({
			...LOCATION,
			id: expect.stringMatching(/^loc_[0-9a-f]{24}$/),
			address: {
				kanji: LOCATION.address.kanji,
				kana: null,
				romaji: { ...empty, pref: 'Tokyo' },
			},
			latitude: null,
			longitude: null,
			note: null,
			status: 'active',
		});
		expect((await call(sandbox, `GET /locations/${json.id}`)).json).toEqual(json);
		const list = (await call(sandbox, 'GET /locations?limit=1')).json;
		expect(list).toEqual({ total: 231, locations: [json] });
		expect((await call(sandbox, 'GET /locations', { key: LIVE_KEY })).json.total).toBe(230);
	});

	test('where it lies and what else is given comes back', async () => {
		const fields = {
			latitude: 35.68,
			longitude: 139.77,
			note: 'Ground floor',
			status: 'submitted',
		};
		expect((await add(fields)).json).toMatchObject(fields);
	});

	test('an update changes what is given, names and addresses as a whole', async () => {
		const { json } = await add();
		const changed = await update(json.id, { name: { kanji: '新店' }, note: 'New' });
		expect(changed.status).toBe(200);
		expect(changed.json).toEqual({
			...json,
			name: { kanji: '新店', kana: null, romaji: null },
			note: 'New',
		});
		expect((await call(sandbox, `GET /locations/${json.id}`)).json).toEqual(changed.json);
		expect((await update(json.id, {})).json).toEqual(changed.json);
	});

	test('a deleted one is gone, but stays on what was paid there', async () => {
		const { id } = await create(sandbox, { locationId: 'loc_0001' });
		const { charge } = (await call(sandbox, `POST /_sandbox/codes/${id}/pay`)).json;
		const answer = await call(sandbox, 'DELETE /locations/loc_0001');
		expect([answer.status, answer.text]).toEqual([204, '']);
		for (const method of ['GET', 'POST', 'DELETE']) {
			const body = method === 'POST' ? {} : undefined;
			const gone = await call(sandbox, `${method} /locations/loc_0001`, { body });
			expect(refusal(gone)).toEqual([400, 'M002003', 'locationId']);
		}
		const list = (await call(sandbox, 'GET /locations?limit=1')).json;
		expect([list.total, list.locations[0].id]).toEqual([229, 'loc_0002']);
		const paid = await call(sandbox, `GET /charges/${charge.id}`);
		expect(paid.json.location.id).toBe('loc_0001');
	});

	test.each(['name', 'tel', 'zip', 'address'])('it needs its %s', async (name) => {
		expect(refusal(await add({ [name]: undefined }))).toEqual([400, 'M002001', name]);
	});

	test.each<[string, object, string]>([
		['a name as text', { name: '丸の内店' }, 'name'],
		['an unknown script', { name: { hangul: 'x' } }, 'name.hangul'],
		['an address as text', { address: { kanji: '東京都' } }, 'address.kanji'],
		['an unknown part of an address', { address: { kanji: { zip: '1' } } }, 'address.kanji.zip'],
		['a phone number of 21 characters', { tel: '0'.repeat(21) }, 'tel'],
		['a postal code of 9 characters', { zip: '0'.repeat(9) }, 'zip'],
		['a latitude as text', { latitude: '35' }, 'latitude'],
		['an unknown status', { status: 'closed' }, 'status'],
	])('%s is refused', async (_name, fields, parameterName) => {
		expect(refusal(await add(fields))).toEqual([400, 'M002002', parameterName]);
		expect(refusal(await update('loc_0001', fields))).toEqual([400, 'M002002', parameterName]);
	});

	test('a reset brings the first 230 back as they were', async () => {
		await call(sandbox, 'DELETE /locations/loc_0001');
		await update('loc_0002', { note: 'x' });
		await add();
		sandbox.state.reset();
		const { json } = await call(sandbox, 'GET /locations');
		expect(json.total).toBe(230);
		expect(json.locations[0].id).toBe('loc_0001');
		expect(json.locations[1].note).toBeNull();
	});
});
