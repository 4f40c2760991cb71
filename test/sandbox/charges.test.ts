import { call, create, type Json, LIVE_KEY, refusal } from './support/client';
import { capturing, useSandbox } from './support/sandboxes';

const DAY = 24 * 60 * 60_000;

/** The stored card of a customer of the sandbox's data. */
const STORED = {
	paymentMethod: 'creditcard',
	customerId: 'cus_test_0001',
	sourceId: 'src_test_0001_1',
};

const SCANNED = { paymentMethod: 'paypay', resource: 'cpm', extra: { token: '2812345678901234' } };

describe('charges', () => {
	const sandbox = useSandbox();
	const events = capturing(sandbox);

	let orders = 0;
	const charge = (fields: object, options = {}) => {
		orders += 1;
		const body = { amount: 1200, orderNo: `CHARGE-${orders}`, ...fields };
		return call(sandbox, 'POST /charges', { body, ...options });
	};
	const charged = async (fields: object): Promise<Json> => {
		const answer = await charge(fields);
		expect([answer.status, answer.json.errorCode]).toEqual([201, undefined]);
		return answer.json;
	};
	const act = (id: string, action: string, body?: object) =>
		call(sandbox, `POST /charges/${id}/${action}`, { body });
	const play = (id: string, action: string, body?: object) =>
		call(sandbox, `POST /_sandbox/charges/${id}/${action}`, { body, key: null });
	const get = async (id: string): Promise<Json> => (await call(sandbox, `GET /charges/${id}`)).json;

	test('a stored payment means is charged at once, and all documented keys are there', async () => {
		const fields = {
			...STORED,
			description: '説'.repeat(1024),
			metadata: { row: '1' },
			clientIp: '2001:0db8:0000:0000:0000:ff00:0042:8329',
			locationId: 'loc_0007',
		};
		const made = await charged(fields);
		expect(made).toEqual({
			id: expect.stringMatching(/^ch_[0-9a-f]{24}$/),
			appId: 'app_sandbox',
			object: 'charge',
			liveMode: false,
			amount: 1200,
			authorizeAmount: 1200,
			currency: 'JPY',
			authorize: false,
			paymentMethod: 'creditcard',
			resource: 'web',
			orderNo: made.orderNo,
			description: fields.description,
			location: expect.objectContaining({ id: 'loc_0007' }),
			extra: {},
			metadata: { row: '1' },
			cardInfo: expect.objectContaining({ brand: 'mastercard', issuerName: null }),
			voucherNo: expect.any(String),
			clientIp: fields.clientIp,
			paid: true,
			refunded: false,
			disputed: false,
			refunds: { amount: 0, totalCount: 0, data: [] },
			status: 'captured',
			codeContent: null,
			credential: expect.any(String),
			paidTime: expect.any(Number),
			refundTime: null,
			expiryTime: expect.any(Number),
			settleTime: null,
			createTime: expect.any(Number),
		});
		expect(made.paidTime).toBeGreaterThanOrEqual(made.createTime);
		expect(made.voucherNo.length).toBeLessThanOrEqual(32);
		expect(await get(made.id)).toEqual(made);
		expect(events()).toEqual([['charge.succeeded', made.id]]);
	});

	test('the status has a call of its own', async () => {
		const { id } = await charged(STORED);
		const { json } = await call(sandbox, `GET /charges/${id}/status`);
		expect(json).toEqual({ id, appId: 'app_sandbox', liveMode: false, status: 'captured' });
	});

	test('a scanned code pays at once', async () => {
		expect(await charged(SCANNED)).toMatchObject({ status: 'captured', paid: true });
		const auto = await charged({ ...SCANNED, paymentMethod: 'auto' });
		expect(auto).toMatchObject({ paymentMethod: 'paypay', paid: true, credential: null });
	});

	test('a customer who types a PIN needs ten seconds', async () => {
		const { id, status, paid } = await charged({ ...SCANNED, extra: { token: 'pending-1' } });
		expect([status, paid]).toEqual(['pending', false]);
		await sandbox.clock.advance(9000);
		expect(await get(id)).toMatchObject({ status: 'pending' });
		await sandbox.clock.advance(1000);
		expect(await get(id)).toMatchObject({ status: 'captured', paid: true });
		expect(events()).toEqual([['charge.succeeded', id]]);
	});

	test.each(['U001000', 'U004001', 'U006000'])(
		'a scanned code of %s is refused, and its order number stays free',
		async (token) => {
			const answer = await charge({ ...SCANNED, orderNo: 'FREE', extra: { token } });
			expect(refusal(answer)).toEqual([400, token, null]);
			expect(answer.json.message).not.toBe('');
			expect(sandbox.state.test.charges.size).toBe(0);
			expect((await charge({ ...SCANNED, orderNo: 'FREE' })).status).toBe(201);
		},
	);

	test('a charge at a card terminal is paid there', async () => {
		const reader = await call(sandbox, 'POST /terminal/readers', {
			body: { locationId: 'tml_0001' },
		});
		const fields = {
			paymentMethod: 'creditcard',
			resource: 'reader',
			extra: { readerId: reader.json.id },
		};
		expect(refusal(await charge(fields))).toEqual([400, 'M002012', 'extra.readerId']);
		await call(sandbox, `POST /_sandbox/readers/${reader.json.id}/activate`);
		const { id } = await charged(fields);
		expect(refusal(await act(id, 'revoke'))).toEqual([400, 'M006005', 'id']);
		await sandbox.clock.advance(10_000);
		expect(await get(id)).toMatchObject({ paid: true, resource: 'reader' });
	});

	test('other charges wait for somebody who pays', async () => {
		const shown = await charged({ paymentMethod: 'paypay', resource: 'mpm' });
		expect(shown).toMatchObject({ status: 'pending', codeContent: expect.any(String) });
		const extra = { frontUrl: 'https://shop.example/' };
		const web = await charged({ paymentMethod: 'paypay', extra });
		expect(web).toMatchObject({ status: 'pending', credential: expect.any(String), extra });
		expect((await play(web.id, 'pay')).json).toMatchObject({ status: 'captured', paid: true });
		expect(refusal(await play(web.id, 'pay'))).toEqual([400, 'M006000', 'id']);
	});

	test('a charge that nobody pays is revoked after half an hour', async () => {
		const { id } = await charged({ paymentMethod: 'paypay', resource: 'mpm' });
		await sandbox.clock.advance(30 * 60_000);
		expect(await get(id)).toMatchObject({ status: 'revoked', paid: false });
		expect(events()).toEqual([['charge.revoked', id]]);
	});

	test('a failed attempt is told to nobody', async () => {
		const { id } = await charged({ paymentMethod: 'paypay', resource: 'mpm' });
		expect((await play(id, 'fail')).json.status).toBe('failed');
		expect(refusal(await act(id, 'revoke'))).toEqual([400, 'M006000', 'id']);
		expect(refusal(await play(id, 'fail'))).toEqual([400, 'M006000', 'id']);
		await sandbox.clock.advance(30 * 60_000);
		expect(events()).toEqual([]);
	});

	test('a payment at a convenience store goes through its states', async () => {
		const extra = { frontUrl: 'https://shop.example/' };
		const { id } = await charged({ paymentMethod: 'konbini', extra });
		expect((await play(id, 'wait')).json).toMatchObject({ status: 'waiting', paid: false });
		expect(refusal(await play(id, 'wait'))).toEqual([400, 'M006000', 'id']);
		expect((await play(id, 'notify')).json).toMatchObject({ status: 'notified', paid: false });
		await sandbox.clock.advance(DAY);
		expect((await play(id, 'pay')).json).toMatchObject({ status: 'captured', paid: true });
		expect(events()).toEqual([
			['charge.waiting', id],
			['charge.notified', id],
			['charge.succeeded', id],
		]);
	});

	test('a bank transfer of another sum is no payment', async () => {
		const extra = { frontUrl: 'https://shop.example/' };
		const { id } = await charged({ paymentMethod: 'banktransfer', extra });
		expect((await play(id, 'mismatch', { amount: 1000 })).json).toMatchObject({
			status: 'amount_mismatch',
			paid: false,
			cardInfo: { receivedAmount: 1000, receivedTime: expect.any(Number) },
		});
		expect(events()).toEqual([['charge.mismatched', id]]);
		const card = await charged(STORED);
		for (const action of ['wait', 'notify', 'mismatch']) {
			expect(refusal(await play(card.id, action))).toEqual([400, 'M002005', 'id']);
		}
	});

	test.each<[string, object, string, string | null]>([
		['an order number that is paid', { ...SCANNED, orderNo: 'PAID' }, 'M002007', 'orderNo'],
		['an unknown location', { ...STORED, locationId: 'loc_none' }, 'M002003', 'locationId'],
		['an unknown customer', { ...STORED, customerId: 'cus_none' }, 'M002003', 'customerId'],
		['an unknown source', { ...STORED, sourceId: 'src_none' }, 'M002003', 'sourceId'],
		[
			'the source of someone else',
			{ ...STORED, customerId: 'cus_test_0002' },
			'M002003',
			'sourceId',
		],
		[
			'a source that isn’t active',
			{ paymentMethod: 'linepay', customerId: 'cus_test_0003', sourceId: 'src_test_0003_3' },
			'M002003',
			'sourceId',
		],
		[
			'a source without its customer',
			{ paymentMethod: 'creditcard', sourceId: 'src_test_0001_1' },
			'M002001',
			'customerId',
		],
		[
			'a source of another kind',
			{ ...STORED, paymentMethod: 'paypay' },
			'M001002',
			'paymentMethod',
		],
		[
			'a brand that isn’t switched on',
			{ ...SCANNED, paymentMethod: 'dana' },
			'M001001',
			'paymentMethod',
		],
		[
			'a brand that can’t be scanned',
			{ ...SCANNED, paymentMethod: 'konbini' },
			'M001002',
			'resource',
		],
		['auto without a scanned code', { paymentMethod: 'auto' }, 'M001001', 'paymentMethod'],
		['no scanned code', { ...SCANNED, extra: {} }, 'M002001', 'extra.token'],
		[
			'no card terminal',
			{ paymentMethod: 'creditcard', resource: 'reader' },
			'M002001',
			'extra.readerId',
		],
		['nowhere to come back to', { paymentMethod: 'konbini' }, 'M002001', 'extra.frontUrl'],
		['a wallet that can’t only authorise', { ...SCANNED, capture: false }, 'M001004', 'capture'],
		['less than the brand takes', { ...STORED, amount: 49 }, 'U008000', 'amount'],
		['more than the brand takes', { ...SCANNED, amount: 1_000_001 }, 'U008000', 'amount'],
		['more than the account may', { ...SCANNED, amount: 10_000_001 }, 'M007001', 'amount'],
		['a currency that isn’t supported', { ...SCANNED, currency: 'GBP' }, 'M002009', 'currency'],
		['an amount of nothing', { ...SCANNED, amount: 0 }, 'M002002', 'amount'],
		[
			'an order number of 51 characters',
			{ ...SCANNED, orderNo: 'x'.repeat(51) },
			'M002002',
			'orderNo',
		],
		[
			'1025 characters of description',
			{ ...STORED, description: 'x'.repeat(1025) },
			'M002002',
			'description',
		],
		['an address of 40 characters', { ...STORED, clientIp: 'x'.repeat(40) }, 'M002002', 'clientIp'],
		['an unknown brand', { ...SCANNED, paymentMethod: 'cash' }, 'M002002', 'paymentMethod'],
		['an unknown resource', { ...SCANNED, resource: 'tv' }, 'M002002', 'resource'],
		['no brand', { resource: 'cpm' }, 'M002001', 'paymentMethod'],
	])('%s is refused', async (_name, fields, errorCode, parameterName) => {
		await charged({ ...SCANNED, orderNo: 'PAID' });
		expect(refusal(await charge(fields))).toEqual([400, errorCode, parameterName]);
		expect(sandbox.state.test.charges.size).toBe(1);
	});

	describe('that are only authorised', () => {
		const authorized = async (fields = {}) => charged({ ...STORED, capture: false, ...fields });

		test('are captured in full unless told otherwise', async () => {
			const made = await authorized();
			expect(made).toMatchObject({ status: 'uncaptured', authorize: true, paid: false });
			expect(events()).toEqual([]);
			const { status, json } = await act(made.id, 'capture');
			expect([status, json.status, json.amount, json.paid]).toEqual([200, 'captured', 1200, true]);
			expect(events()).toEqual([['charge.succeeded', made.id]]);
			expect(refusal(await act(made.id, 'capture'))).toEqual([400, 'M006002', 'id']);
		});

		test('are captured in part once, which leaves the rest with the customer', async () => {
			const { id } = await authorized();
			expect(refusal(await act(id, 'capture', { amount: 1201 }))).toEqual([
				400,
				'M002002',
				'amount',
			]);
			expect(refusal(await act(id, 'capture', { amount: 0 }))).toEqual([400, 'M002002', 'amount']);
			const { json } = await act(id, 'capture', { amount: 500, extra: { a: 'b' } });
			expect(json).toMatchObject({ status: 'captured', amount: 500, authorizeAmount: 1200 });
			expect(refusal(await act(id, 'capture', { amount: 700 }))).toEqual([400, 'M006002', 'id']);
		});

		test('are captured in full where the amount is the authorised one', async () => {
			const { id } = await authorized();
			expect((await act(id, 'capture', { amount: 1200 })).json.status).toBe('captured');
		});

		test('are captured in full only with Apple Pay', async () => {
			const { id } = await charged({ paymentMethod: 'applepay', capture: false });
			expect((await play(id, 'pay')).json.status).toBe('uncaptured');
			expect(refusal(await act(id, 'capture', { amount: 500 }))).toEqual([
				400,
				'M002002',
				'amount',
			]);
			expect((await act(id, 'capture', { amount: 1200 })).status).toBe(200);
		});

		test('are released by a revocation', async () => {
			const { id } = await authorized();
			const { status, json } = await act(id, 'revoke');
			expect([status, json.status, json.paid]).toEqual([200, 'revoked', false]);
			expect(events()).toEqual([['charge.revoked', id]]);
			expect(refusal(await act(id, 'revoke'))).toEqual([400, 'M006002', 'id']);
			expect(refusal(await act(id, 'capture'))).toEqual([400, 'M006000', 'id']);
		});

		test('stay authorised however long it takes', async () => {
			const { id } = await authorized();
			await sandbox.clock.advance(DAY);
			expect((await get(id)).status).toBe('uncaptured');
		});
	});

	test('what is paid can’t be revoked, what isn’t authorised can’t be captured', async () => {
		const paid = await charged(STORED);
		expect(refusal(await act(paid.id, 'revoke'))).toEqual([400, 'M006007', 'id']);
		const pending = await charged({ paymentMethod: 'paypay', resource: 'mpm' });
		expect(refusal(await act(pending.id, 'capture'))).toEqual([400, 'M006000', 'id']);
	});

	test('revoking the payment of a code closes the code', async () => {
		const code = await create(sandbox);
		const started = await call(sandbox, `POST /_sandbox/codes/${code.id}/start`);
		await act(started.json.charge.id, 'revoke');
		const { json } = await call(sandbox, `GET /codes/${code.id}`);
		expect(json).toMatchObject({ status: 'closed', expired: false, charge: { status: 'revoked' } });
	});

	test('a code can be tried again after a failed attempt', async () => {
		const code = await create(sandbox);
		const started = await call(sandbox, `POST /_sandbox/codes/${code.id}/start`);
		await play(started.json.charge.id, 'fail');
		const { json } = await call(sandbox, `POST /_sandbox/codes/${code.id}/pay`);
		expect(json).toMatchObject({ status: 'captured', charge: { status: 'captured' } });
		expect(json.charge.id).not.toBe(started.json.charge.id);
	});
});

describe('the list of charges', () => {
	const sandbox = useSandbox();

	const list = async (query = '', options = {}): Promise<Json> =>
		(await call(sandbox, `GET /charges?${query}`, options)).json;
	const orderNos = async (query = '') =>
		(await list(query)).charges.map(({ orderNo }: Json) => orderNo);

	/** A, B and C, paid in this order a minute apart, but created C, B, A. D isn't paid. */
	const times: Record<string, number> = {};
	beforeEach(async () => {
		const codes: Record<string, Json> = {};
		for (const orderNo of ['C', 'B', 'A']) {
			codes[orderNo] = await create(sandbox, { orderNo, expiryDuration: 30 });
			await call(sandbox, `POST /_sandbox/codes/${codes[orderNo].id}/start`, {
				body: { paymentMethod: orderNo === 'B' ? 'creditcard' : 'paypay' },
			});
			await sandbox.clock.advance(60_000);
		}
		for (const orderNo of ['A', 'B', 'C']) {
			const paid = await call(sandbox, `POST /_sandbox/codes/${codes[orderNo].id}/pay`);
			times[orderNo] = paid.json.charge.paidTime;
			times[`${orderNo} created`] = paid.json.charge.createTime;
			await sandbox.clock.advance(60_000);
		}
		const unpaid = await create(sandbox, { orderNo: 'D' });
		await call(sandbox, `POST /_sandbox/codes/${unpaid.id}/start`);
	});

	test('has the payments of codes, newest first', async () => {
		expect(await orderNos()).toEqual(['D', 'A', 'B', 'C']);
		expect((await list()).total).toBe(4);
		expect((await list('', { key: LIVE_KEY })).total).toBe(0);
	});

	test.each([
		['order=asc', ['C', 'B', 'A', 'D']],
		['sort=paid_time', ['C', 'B', 'A', 'D']],
		['sort=paid_time&order=asc', ['D', 'A', 'B', 'C']],
		['status=pending', ['D']],
		['status=captured', ['A', 'B', 'C']],
		['status=refunded', []],
		['paymentMethod=creditcard', ['B']],
		['paymentMethod=creditcard&paymentMethod=paypay&status=captured', ['A', 'B', 'C']],
		['paymentMethod=alipay', []],
		['limit=2', ['D', 'A']],
		['limit=2&offset=1', ['A', 'B']],
		['limit=1&offset=2&status=captured&order=asc', ['A']],
		['offset=4', []],
		['orderNo=A', ['D', 'A', 'B', 'C']],
	])('filters and sorts by %s', async (query, expected) => {
		expect(await orderNos(query)).toEqual(expected);
	});

	test('a period has both of its ends', async () => {
		const { A, B, C } = times;
		expect(await orderNos(`dateField=paid_time&from=${A}&to=${B}`)).toEqual(['A', 'B']);
		expect(await orderNos(`dateField=paid_time&from=${A! + 1}&to=${C! - 1}`)).toEqual(['B']);
		expect(await orderNos(`dateField=paid_time&from=${B}`)).toEqual(['B', 'C']);
		expect(await orderNos(`dateField=paid_time&to=${B}&sort=paid_time&order=asc`)).toEqual([
			'A',
			'B',
		]);
		expect(await orderNos(`to=${times['B created']}`)).toEqual(['B', 'C']);
		expect(await orderNos(`from=${times['B created']}&to=${times['B created']}`)).toEqual(['B']);
		expect(await orderNos(`from=${C}&to=${A}`)).toEqual([]);
	});

	test.each([
		['limit=0', 'limit'],
		['limit=101', 'limit'],
		['offset=-1', 'offset'],
		['from=yesterday', 'from'],
		['to=2026-01-01', 'to'],
		['from=1.5', 'from'],
		['dateField=paidTime', 'dateField'],
		['sort=amount', 'sort'],
		['order=up', 'order'],
		['status=paid', 'status'],
		['status=captured&status=refunded', 'status'],
		['status=captured,refunded', 'status'],
		['paymentMethod=cash', 'paymentMethod'],
		['paymentMethod=paypay,alipay', 'paymentMethod'],
		['paymentMethod=paypay&paymentMethod=cash', 'paymentMethod'],
	])('refuses %s', async (query, parameterName) => {
		const answer = await call(sandbox, `GET /charges?${query}`);
		expect(refusal(answer)).toEqual([400, 'M002002', parameterName]);
	});
});
