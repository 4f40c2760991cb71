import { call, refusal } from './support/client';
import { capturing, useSandbox } from './support/sandboxes';

describe('readers', () => {
	const sandbox = useSandbox();
	const events = capturing(sandbox);

	const add = (body: object) => call(sandbox, 'POST /terminal/readers', { body });
	const activate = (id: string) => call(sandbox, `POST /_sandbox/readers/${id}/activate`);

	test('terminal locations come all at once, without a count', async () => {
		const { status, json } = await call(sandbox, 'GET /terminal/locations');
		expect(status).toBe(200);
		expect(Object.keys(json)).toEqual(['locations']);
		expect(json.locations[0]).toEqual({
			id: 'tml_0001',
			name: '渋谷本店',
			country: 'JP',
			description: expect.any(String),
			logoUrl: expect.stringMatching(/^https:/),
		});
	});

	test('a reader waits for its registration code to be typed in', async () => {
		const { status, json } = await add({ locationId: 'tml_0002', metadata: { desk: '1' } });
		expect(status).toBe(200);
		expect(json).toEqual({
			id: expect.stringMatching(/^rdr_/),
			appId: 'app_sandbox',
			object: 'terminal.reader',
			liveMode: false,
			locationId: 'tml_0002',
			serialNumber: null,
			registrationCode: expect.stringMatching(/^[0-9A-F]{6}$/),
			metadata: { desk: '1' },
			status: 'pending',
		});
		const active = (await activate(json.id)).json;
		expect(active).toEqual({ ...json, status: 'active', serialNumber: expect.any(String) });
		expect((await call(sandbox, `GET /terminal/readers/${json.id}`)).json).toEqual(active);
		expect(refusal(await activate(json.id))).toEqual([400, 'M006002', 'readerId']);
		expect(events()).toEqual([['reader.activated', json.id]]);
	});

	test('readers are listed newest first, and gone when deleted', async () => {
		const first = (await add({ locationId: 'tml_0001' })).json;
		const second = (await add({ locationId: 'tml_0001' })).json;
		const list = async () => (await call(sandbox, 'GET /terminal/readers')).json;
		expect(await list()).toEqual({ total: 2, readers: [second, first] });
		const answer = await call(sandbox, `DELETE /terminal/readers/${first.id}`);
		expect([answer.status, answer.text]).toEqual([204, '']);
		expect(await list()).toEqual({ total: 1, readers: [second] });
		const gone = await call(sandbox, `DELETE /terminal/readers/${first.id}`);
		expect(refusal(gone)).toEqual([400, 'M002003', 'readerId']);
	});

	test.each([
		[{}, 'M002001', 'locationId'],
		[{ locationId: 'loc_0001' }, 'M002003', 'locationId'],
		[{ locationId: 'tml_0001', serialNumber: 'x' }, 'M002002', 'serialNumber'],
	])('%p is refused', async (body, errorCode, parameterName) => {
		expect(refusal(await add(body))).toEqual([400, errorCode, parameterName]);
	});
});
