import { createClock } from '../../sandbox/world/clock';
import { call, create, LIVE_KEY, order, refusal } from './support/client';
import { useSandbox } from './support/sandboxes';

const NOON = Date.UTC(2026, 0, 15, 12);
const MINUTE = 60_000;

describe('creating a code', () => {
	// Stands still.
	const sandbox = useSandbox({ clock: createClock(() => NOON) });

	test('a fresh code shows every documented key and no charge', async () => {
		const answer = await call(sandbox, 'POST /codes', { body: { amount: 1200, orderNo: 'A-17' } });
		expect(answer.status).toBe(201);
		expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
		expect(answer.json).toEqual({
			id: expect.stringMatching(/^code_[0-9a-f]{24}$/),
			object: 'code',
			liveMode: false,
			codeUrl: `${sandbox.url}/easyqr/${answer.json.id}`,
			amount: 1200,
			currency: 'JPY',
			orderNo: 'A-17',
			description: null,
			extra: {},
			metadata: {},
			status: 'pending',
			activeSources: [],
			frontUrl: null,
			items: [],
			locationId: null,
			expired: false,
			expiryTime: NOON + 10 * MINUTE,
			expiryPeriod: 10 * MINUTE,
			createTime: NOON,
			shouldCreateSource: false,
		});
	});

	test('everything given comes back', async () => {
		const fields = {
			amount: 5,
			currency: 'USD',
			orderNo: '注文-1',
			description: 'お茶 🍵',
			extra: { defaultPaymentMethod: 'paypay' },
			metadata: { row: '7' },
			frontUrl: 'https://shop.example/thanks?a=1',
			items: [{ name: '煎茶', price: 5, count: 1, image: 'http://shop.example/tea.png' }],
			locationId: 'loc_0001',
			shouldCreateSource: false,
		};
		const code = await create(sandbox, { ...fields, expiryDuration: 30 });
		expect(code).toMatchObject(fields);
		expect(code.expiryTime).toBe(NOON + 30 * MINUTE);
	});

	test('a customer and a source come back as objects', async () => {
		const code = await create(sandbox, {
			customerId: 'cus_test_0001',
			sourceId: 'src_test_0001_1',
		});
		expect(code.customer).toMatchObject({
			id: 'cus_test_0001',
			object: 'customer',
			name: '佐藤 健',
		});
		expect(code.source).toMatchObject({ object: 'source', cardInfo: { brand: 'mastercard' } });
		expect(code).not.toHaveProperty('customerId');
		expect(code).not.toHaveProperty('sourceId');
	});

	test.each([
		['an unknown location', { locationId: 'loc_none' }, 'locationId'],
		['an empty location', { locationId: '' }, 'locationId'],
		['an unknown customer', { customerId: 'cus_none' }, 'customerId'],
		['an unknown source', { sourceId: 'src_none' }, 'sourceId'],
		[
			'a source of someone else',
			{ customerId: 'cus_test_0002', sourceId: 'src_test_0001_1' },
			'sourceId',
		],
	])('%s is refused', async (_name, fields, parameterName) => {
		const answer = await call(sandbox, 'POST /codes', { body: order(fields) });
		expect(refusal(answer)).toEqual([400, 'M002003', parameterName]);
	});

	describe('an order number', () => {
		const again = (key?: string) =>
			call(sandbox, 'POST /codes', { body: { amount: 1, orderNo: 'SAME' }, ...(key && { key }) });
		const isTaken = async () => {
			expect(refusal(await again())).toEqual([400, 'M002007', 'orderNo']);
		};

		test('is taken while a code of it is open', async () => {
			await again();
			await isTaken();
			expect((await again(LIVE_KEY)).status).toBe(201);
		});

		test('is taken for good once its code is paid, refunded or not', async () => {
			const { id } = (await again()).json;
			await call(sandbox, `POST /_sandbox/codes/${id}/pay`);
			await isTaken();
			await call(sandbox, `POST /_sandbox/codes/${id}/refund`);
			await sandbox.clock.advance(60 * MINUTE);
			await isTaken();
		});

		test('may be used again after its code was closed', async () => {
			const { id } = (await again()).json;
			await call(sandbox, `POST /_sandbox/codes/${id}/start`);
			await call(sandbox, `DELETE /codes/${id}`);
			const second = await again();
			expect(second.status).toBe(201);
			await isTaken();
			const { test: store } = sandbox.state;
			expect(store.codesByOrderNo.get('SAME')?.id).toBe(second.json.id);
			expect(store.codes.size).toBe(2);
			expect(store.codesPerOrderNo()).toEqual(new Map([['SAME', 1]]));
		});

		test('may be used again after its code has expired, looked at or not', async () => {
			await again();
			await sandbox.clock.advance(10 * MINUTE);
			expect(sandbox.state.test.codesPerOrderNo().size).toBe(0);
			expect((await again()).status).toBe(201);
			expect(sandbox.state.test.codesPerOrderNo()).toEqual(new Map([['SAME', 1]]));
		});

		test('is shared with charges that were made without a code', async () => {
			const body = {
				amount: 1,
				paymentMethod: 'paypay',
				orderNo: 'SAME',
				resource: 'mpm',
			};
			const { id } = (await call(sandbox, 'POST /charges', { body })).json;
			await isTaken();
			await call(sandbox, `POST /charges/${id}/revoke`);
			expect((await again()).status).toBe(201);
			const charge = await call(sandbox, 'POST /charges', { body });
			expect(refusal(charge)).toEqual([400, 'M002007', 'orderNo']);
		});
	});

	test('of many attempts at once with one order number a single one succeeds', async () => {
		const attempts = Array.from({ length: 20 }, () =>
			call(sandbox, 'POST /codes', { body: { amount: 1, orderNo: 'RACE' } }),
		);
		const statuses = (await Promise.all(attempts)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 201)).toHaveLength(1);
	});
});

describe('getting and closing a code', () => {
	const sandbox = useSandbox();

	test('a code is read back as it was made', async () => {
		const code = await create(sandbox);
		const answer = await call(sandbox, `GET /codes/${code.id}`);
		expect(answer.status).toBe(200);
		expect(answer.json).toEqual({ ...code, expiryPeriod: expect.any(Number) });
	});

	test.each(['GET', 'DELETE'])('%s of an unknown code is refused', async (method) => {
		const answer = await call(sandbox, `${method} /codes/code_none`);
		expect(refusal(answer)).toEqual([400, 'M002003', 'codeId']);
	});

	test('closing answers 204 without a body, and the code is closed', async () => {
		const { id } = await create(sandbox);
		const answer = await call(sandbox, `DELETE /codes/${id}`);
		expect([answer.status, answer.text]).toEqual([204, '']);
		const { json } = await call(sandbox, `GET /codes/${id}`);
		expect(json).toMatchObject({ status: 'closed', expired: false });
	});

	test('a content type on a DELETE without body does no harm', async () => {
		const { id } = await create(sandbox);
		const headers = { 'content-type': 'application/json' };
		expect((await call(sandbox, `DELETE /codes/${id}`, { headers })).status).toBe(204);
	});

	test('what is closed or paid can’t be closed', async () => {
		const closed = await create(sandbox);
		await call(sandbox, `DELETE /codes/${closed.id}`);
		const paid = await create(sandbox);
		await call(sandbox, `POST /_sandbox/codes/${paid.id}/pay`);
		for (const { id } of [closed, paid]) {
			const answer = await call(sandbox, `DELETE /codes/${id}`);
			expect(refusal(answer)).toEqual([400, 'M006003', 'codeId']);
		}
	});
});

describe('expiry', () => {
	const sandbox = useSandbox();

	test('a code lives until its time is over', async () => {
		const { id } = await create(sandbox, { expiryDuration: 3 });
		await sandbox.clock.advance(2 * MINUTE);
		const alive = (await call(sandbox, `GET /codes/${id}`)).json;
		expect(alive).toMatchObject({ status: 'pending', expired: false });
		expect(alive.expiryPeriod).toBeGreaterThan(0.9 * MINUTE);
		expect(alive.expiryPeriod).toBeLessThanOrEqual(MINUTE);
		await sandbox.clock.advance(MINUTE);
		const over = (await call(sandbox, `GET /codes/${id}`)).json;
		expect(over).toMatchObject({ status: 'closed', expired: true, expiryPeriod: 0 });
	});

	test('an expired code can’t be closed', async () => {
		const { id } = await create(sandbox);
		await sandbox.clock.advance(10 * MINUTE);
		const answer = await call(sandbox, `DELETE /codes/${id}`);
		expect(refusal(answer)).toEqual([400, 'M006004', 'codeId']);
	});

	test('a paid code does not expire', async () => {
		const { id } = await create(sandbox);
		await call(sandbox, `POST /_sandbox/codes/${id}/pay`);
		await sandbox.clock.advance(10 * MINUTE);
		const { json } = await call(sandbox, `GET /codes/${id}`);
		expect(json).toMatchObject({ status: 'captured', expired: false });
	});

	test('the clock moves over HTTP too, and only forward', async () => {
		const { now } = (await call(sandbox, 'GET /_sandbox/clock')).json;
		const moved = await call(sandbox, 'POST /_sandbox/clock', { body: { advanceMs: MINUTE } });
		expect(moved.json.now).toBeGreaterThanOrEqual(now + MINUTE);
		expect(sandbox.clock.now()).toBeGreaterThanOrEqual(now + MINUTE);
		const back = await call(sandbox, 'POST /_sandbox/clock', { body: { advanceMs: -1 } });
		expect(refusal(back)).toEqual([400, 'M002002', 'advanceMs']);
	});
});

describe('payment methods', () => {
	const sandbox = useSandbox();

	test('the list carries what the reference documents', async () => {
		const { status, json } = await call(sandbox, 'GET /code-setting/payment-methods');
		expect(status).toBe(200);
		expect(json.total).toBe(json.paymentMethods.length);
		const names = json.paymentMethods.map(
			(method: { paymentMethod: string }) => method.paymentMethod,
		);
		expect(names).toEqual(expect.arrayContaining(['paypay', 'aupay', 'creditcard', 'applepay']));
		expect(
			json.paymentMethods.find(
				(method: { paymentMethod: string }) => method.paymentMethod === 'creditcard',
			),
		).toEqual({
			paymentMethod: 'creditcard',
			resources: expect.arrayContaining(['web']),
			brand: expect.arrayContaining(['visa', 'jcb']),
			ua: null,
			channelProperties: {
				isSupportRefund: true,
				isSupportPartialRefund: true,
				isSupportMultipleRefund: true,
				isSupportSource: true,
				isSupportMultipleSource: true,
				maxAmount: expect.any(Number),
				minAmount: expect.any(Number),
				resourceWebEnv: 'all',
			},
			customerProperties: { isSupportCustomer: true, isSupportMultipleSource: true },
		});
	});
});
