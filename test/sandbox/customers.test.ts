import { call, create, type Json, LIVE_KEY, order, refusal } from './support/client';
import { capturing, useSandbox } from './support/sandboxes';

describe('customers', () => {
	const sandbox = useSandbox();
	const events = capturing(sandbox);

	const add = (body: object = {}) => call(sandbox, 'POST /customers', { body });
	const update = (id: string, body: object) => call(sandbox, `POST /customers/${id}`, { body });
	const get = (id: string) => call(sandbox, `GET /customers/${id}`);

	test('a customer of nothing has all documented keys', async () => {
		const { status, json } = await add();
		expect(status).toBe(201);
		expect(json).toEqual({
			id: expect.stringMatching(/^cus_[0-9a-f]{24}$/),
			object: 'customer',
			liveMode: false,
			defaultSource: null,
			name: null,
			description: null,
			email: null,
			phone: null,
			remark: null,
			operator: null,
			status: 'active',
			metadata: {},
			updateTime: expect.any(Number),
		});
		expect((await get(json.id)).json).toEqual(json);
		const live = await call(sandbox, `GET /customers/${json.id}`, { key: LIVE_KEY });
		expect(refusal(live)).toEqual([400, 'M002003', 'customerId']);
	});

	test('what is given comes back, and comes first in the list', async () => {
		const fields = {
			name: '山'.repeat(255),
			description: 'd'.repeat(255),
			email: 'e'.repeat(255),
			phone: '0'.repeat(255),
			remark: 'r'.repeat(1000),
			metadata: { row: '1' },
		};
		const { json } = await add(fields);
		expect(json).toMatchObject(fields);
		const list = (await call(sandbox, 'GET /customers?limit=1')).json;
		expect(list).toEqual({ total: 251, customers: [json] });
	});

	test('the same e-mail twice makes two customers, which a keyword finds', async () => {
		const email = 'Twice@Example.com';
		const first = (await add({ email })).json;
		const second = (await add({ email, name: 'Other' })).json;
		const { json } = await call(sandbox, 'GET /customers?keyword=twice@example');
		expect(json).toEqual({ total: 2, customers: [second, first] });
	});

	test('an update changes what is given and nothing else', async () => {
		const { json } = await add({ name: 'A', email: 'a@example.com', metadata: { a: '1', b: '2' } });
		await sandbox.clock.advance(1000);
		const changed = await update(json.id, { name: 'B', metadata: { c: '3' } });
		expect(changed.status).toBe(200);
		expect(changed.json).toEqual({
			...json,
			name: 'B',
			metadata: { c: '3' },
			updateTime: expect.any(Number),
		});
		expect(changed.json.updateTime).toBeGreaterThan(json.updateTime);
		expect((await update(json.id, {})).json).toMatchObject({ name: 'B', email: 'a@example.com' });
	});

	test('the default source is one of the customer’s own that can be charged', async () => {
		const id = 'cus_test_0003';
		const { json } = await update(id, { defaultSource: 'src_test_0003_2' });
		expect(json.defaultSource).toBe('src_test_0003_2');
		for (const defaultSource of ['src_test_0003_3', 'src_test_0001_1', 'src_none']) {
			const answer = await update(id, { defaultSource });
			expect(refusal(answer)).toEqual([400, 'M002003', 'defaultSource']);
		}
	});

	test('a deleted customer is gone, with what could be charged; a look by id says so', async () => {
		const id = 'cus_test_0002';
		const answer = await call(sandbox, `DELETE /customers/${id}`);
		expect([answer.status, answer.text]).toEqual([204, '']);
		expect((await get(id)).json).toMatchObject({ id, status: 'deleted' });
		expect((await call(sandbox, 'GET /customers?limit=1')).json.total).toBe(249);
		const gone = [400, 'M002003', 'customerId'];
		for (const route of [
			`DELETE /customers/${id}`,
			`GET /customers/${id}/sources`,
			`GET /customers/${id}/sources/src_test_0002_1`,
		]) {
			expect(refusal(await call(sandbox, route))).toEqual(gone);
		}
		expect(refusal(await update(id, {}))).toEqual(gone);
		const bodies: Record<string, object> = {
			'POST /codes': order({ customerId: id }),
			'POST /charges': order({ customerId: id, paymentMethod: 'paypay', resource: 'mpm' }),
			'POST /invoices': { amount: 1, customerId: id },
			'POST /subscriptions': { customerId: id },
		};
		for (const [route, body] of Object.entries(bodies)) {
			expect(refusal(await call(sandbox, route, { body }))).toEqual(gone);
		}
		expect(events()).toEqual([
			['source.inactivated', 'src_test_0002_1'],
			['source.inactivated', 'src_test_0002_2'],
		]);
	});

	test.each<[string, object, string]>([
		['a name of 256 characters', { name: 'x'.repeat(256) }, 'name'],
		['a description of 256 characters', { description: 'x'.repeat(256) }, 'description'],
		['an e-mail of 256 characters', { email: 'x'.repeat(256) }, 'email'],
		['a phone of 256 characters', { phone: 'x'.repeat(256) }, 'phone'],
		['a phone as number', { phone: 81 }, 'phone'],
		['no name at all', { name: null }, 'name'],
		[
			'21 metadata keys',
			{ metadata: Object.fromEntries(Array.from(Array(21).keys(), (n) => [n, ''])) },
			'metadata',
		],
		['a parameter of another call', { customerId: 'x' }, 'customerId'],
	])('%s is refused', async (_name, body, parameterName) => {
		expect(refusal(await add(body))).toEqual([400, 'M002002', parameterName]);
		expect(refusal(await update('cus_test_0001', body))).toEqual([400, 'M002002', parameterName]);
	});

	test('a default source can be given in an update only', async () => {
		const answer = await add({ defaultSource: 'src_test_0001_1' });
		expect(refusal(answer)).toEqual([400, 'M002002', 'defaultSource']);
	});
});

describe('sources', () => {
	const sandbox = useSandbox();
	const events = capturing(sandbox);

	const path = (customerId: string) => `/customers/${customerId}/sources`;
	const add = (customerId: string, body: object = {}) =>
		call(sandbox, `POST ${path(customerId)}`, {
			body: { paymentMethod: 'creditcard', resource: 'web', ...body },
		});
	const play = (id: string, action: string) =>
		call(sandbox, `POST /_sandbox/sources/${id}/${action}`, { key: null });
	const newCustomer = async () => (await call(sandbox, 'POST /customers', { body: {} })).json.id;

	test('a source waits for its customer, becomes the default, and lapses', async () => {
		const customerId = await newCustomer();
		const fields = { description: 'd'.repeat(255), extra: { openid: 'x' }, metadata: { a: 'b' } };
		const { status, json } = await add(customerId, fields);
		expect(status).toBe(201);
		expect(json).toEqual({
			id: expect.stringMatching(/^src_/),
			object: 'source',
			customerId,
			liveMode: false,
			paymentMethod: 'creditcard',
			resource: 'web',
			...fields,
			info: {},
			cardInfo: null,
			credential: expect.any(String),
			status: 'pending',
		});
		expect((await call(sandbox, `GET ${path(customerId)}/${json.id}`)).json).toEqual(json);

		const active = (await play(json.id, 'activate')).json;
		expect(active).toMatchObject({
			status: 'active',
			credential: null,
			cardInfo: { last4: '1111' },
		});
		const customer = await call(sandbox, `GET /customers/${customerId}`);
		expect(customer.json.defaultSource).toBe(json.id);
		expect(refusal(await play(json.id, 'activate'))).toEqual([400, 'M006000', 'sourceId']);

		expect((await play(json.id, 'inactivate')).json.status).toBe('inactive');
		const body = order({ customerId, sourceId: json.id, paymentMethod: 'creditcard' });
		const charge = await call(sandbox, 'POST /charges', { body });
		expect(refusal(charge)).toEqual([400, 'M002003', 'sourceId']);
		expect(events()).toEqual([
			['source.activated', json.id],
			['source.inactivated', json.id],
		]);
	});

	test('a source that its customer doesn’t authorise has failed', async () => {
		const { id } = (await add(await newCustomer())).json;
		expect((await play(id, 'fail')).json.status).toBe('failed');
		expect(refusal(await play(id, 'inactivate'))).toEqual([400, 'M006000', 'sourceId']);
		expect(events()).toEqual([]);
	});

	test('a deleted source is gone, and isn’t the default any more', async () => {
		const [customerId, id] = ['cus_test_0001', 'src_test_0001_1'];
		const answer = await call(sandbox, `DELETE ${path(customerId)}/${id}`);
		expect([answer.status, answer.text]).toEqual([204, '']);
		for (const route of [
			`GET ${path(customerId)}/${id}`,
			`DELETE ${path(customerId)}/${id}`,
			`GET /sources/${id}/status`,
		]) {
			expect(refusal(await call(sandbox, route))).toEqual([400, 'M002003', 'sourceId']);
		}
		expect((await call(sandbox, `GET ${path(customerId)}`)).json).toEqual({
			total: 0,
			sources: [],
		});
		const customer = await call(sandbox, `GET /customers/${customerId}`);
		expect(customer.json.defaultSource).toBeNull();
		expect(events()).toEqual([['source.inactivated', id]]);
	});

	test('a source is found with its own customer only', async () => {
		const answer = await call(sandbox, `GET ${path('cus_test_0002')}/src_test_0001_1`);
		expect(refusal(answer)).toEqual([400, 'M002003', 'sourceId']);
	});

	test('the status has a call of its own, for publishable keys too', async () => {
		for (const key of ['sk_test_sandbox0000', 'pk_test_sandbox0000']) {
			const { json } = await call(sandbox, 'GET /sources/src_test_0001_1/status', { key });
			expect(json).toEqual({
				id: 'src_test_0001_1',
				appId: 'app_sandbox',
				liveMode: false,
				status: 'active',
			});
		}
		const live = await call(sandbox, 'GET /sources/src_test_0001_1/status', {
			key: 'pk_live_sandbox0000',
		});
		expect(refusal(live)).toEqual([400, 'M002003', 'sourceId']);
	});

	test.each<[string, object, string, string]>([
		['a brand that can’t be stored', { paymentMethod: 'alipay' }, 'M002005', 'paymentMethod'],
		['a brand that isn’t switched on', { paymentMethod: 'dana' }, 'M001001', 'paymentMethod'],
		['a resource that the brand lacks', { resource: 'liff' }, 'M001002', 'resource'],
		['an unknown resource', { resource: 'tv' }, 'M002002', 'resource'],
		['no brand', { paymentMethod: undefined }, 'M002001', 'paymentMethod'],
		['no resource', { resource: undefined }, 'M002001', 'resource'],
		['256 characters of description', { description: 'x'.repeat(256) }, 'M002002', 'description'],
	])('%s is refused', async (_name, body, errorCode, parameterName) => {
		const answer = await add('cus_test_0001', body);
		expect(refusal(answer)).toEqual([400, errorCode, parameterName]);
	});
});

describe('a code that registers a payment means', () => {
	const sandbox = useSandbox();
	const events = capturing(sandbox);

	const register = async (fields = {}): Promise<Json> => {
		const body = { shouldCreateSource: true, customerId: 'cus_test_0004', ...fields };
		const answer = await call(sandbox, 'POST /codes', { body });
		expect(answer.status).toBe(201);
		return answer.json;
	};
	const pay = (id: string, body?: object) =>
		call(sandbox, `POST /_sandbox/codes/${id}/pay`, { body, key: null });

	test('has no amount and no order number, and makes a source in place of a charge', async () => {
		const code = await register();
		expect(code).toMatchObject({
			amount: 0,
			orderNo: null,
			shouldCreateSource: true,
			status: 'pending',
			customer: { id: 'cus_test_0004', defaultSource: null },
			activeSources: [],
		});
		expect(code).not.toHaveProperty('source');
		expect((await pay(code.id, { paymentMethod: 'creditcard' })).status).toBe(200);
		const { json } = await call(sandbox, `GET /codes/${code.id}`);
		expect(json).toMatchObject({
			status: 'completed',
			expired: false,
			source: { paymentMethod: 'creditcard', customerId: 'cus_test_0004', status: 'active' },
			customer: { defaultSource: json.source.id },
			activeSources: [json.source],
		});
		expect(json).not.toHaveProperty('charge');
		expect(events()).toEqual([['source.activated', json.source.id]]);
		expect(refusal(await pay(code.id))).toEqual([400, 'M006003', 'codeId']);
		const closed = await call(sandbox, `DELETE /codes/${code.id}`);
		expect(refusal(closed)).toEqual([400, 'M006003', 'codeId']);
		const body = order({
			paymentMethod: 'creditcard',
			customerId: 'cus_test_0004',
			sourceId: json.source.id,
		});
		expect((await call(sandbox, 'POST /charges', { body })).json).toMatchObject({ paid: true });
	});

	test('may say that the amount is 0, and can be made as often as one likes', async () => {
		expect((await register({ amount: 0 })).id).not.toBe((await register()).id);
		expect(sandbox.state.test.codesPerOrderNo().size).toBe(0);
		expect(sandbox.state.stats.attemptsPerOrderNo.size).toBe(0);
	});

	test('takes brands that can be stored only, and can’t be started', async () => {
		const { id } = await register();
		expect(refusal(await pay(id, { paymentMethod: 'alipay' }))).toEqual([
			400,
			'M002005',
			'paymentMethod',
		]);
		const started = await call(sandbox, `POST /_sandbox/codes/${id}/start`);
		expect(refusal(started)).toEqual([400, 'M002005', 'codeId']);
	});

	test('expires and is closed like any other', async () => {
		const { id } = await register();
		await call(sandbox, `DELETE /codes/${id}`);
		expect((await call(sandbox, `GET /codes/${id}`)).json.status).toBe('closed');
		const second = await register();
		await sandbox.clock.advance(600_000);
		expect(refusal(await pay(second.id))).toEqual([400, 'M006004', 'codeId']);
	});

	test.each<[string, object, string, string]>([
		['no customer', { customerId: undefined }, 'M002001', 'customerId'],
		['an amount', { amount: 1 }, 'M002002', 'amount'],
		['an order number', { orderNo: 'A' }, 'M002002', 'orderNo'],
		['an amount as text', { amount: '0' }, 'M002002', 'amount'],
	])('is refused with %s', async (_name, fields, errorCode, parameterName) => {
		const body = { shouldCreateSource: true, customerId: 'cus_test_0004', ...fields };
		const answer = await call(sandbox, 'POST /codes', { body });
		expect(refusal(answer)).toEqual([400, errorCode, parameterName]);
	});

	test('the active sources of a customer are shown on every code of theirs', async () => {
		const code = await create(sandbox, { customerId: 'cus_test_0003' });
		expect(code.activeSources.map(({ id }: Json) => id)).toEqual([
			'src_test_0003_1',
			'src_test_0003_2',
		]);
	});
});
