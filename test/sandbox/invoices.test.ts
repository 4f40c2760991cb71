import { request } from 'undici';

import { call, type Json, LIVE_KEY, refusal } from './support/client';
import { capturing, useSandbox } from './support/sandboxes';

const DAY = 24 * 60 * 60_000;

describe('invoices', () => {
	const sandbox = useSandbox();
	const events = capturing(sandbox);

	const add = (fields: object = {}) =>
		call(sandbox, 'POST /invoices', {
			body: { customerId: 'cus_test_0001', amount: 5500, ...fields },
		});
	const draft = async (fields: object = {}): Promise<Json> => {
		const answer = await add(fields);
		expect([answer.status, answer.json.errorCode]).toEqual([200, undefined]);
		return answer.json;
	};
	const act = (id: string, action: string) => call(sandbox, `POST /invoices/${id}/${action}`);
	const get = async (id: string): Promise<Json> =>
		(await call(sandbox, `GET /invoices/${id}`)).json;
	const pay = (id: string, body?: object) =>
		call(sandbox, `POST /_sandbox/invoices/${id}/pay`, { body, key: null });

	test('a draft has all documented keys, and no address to pay at', async () => {
		const json = await draft();
		expect(json).toEqual({
			id: expect.stringMatching(/^inv_/),
			object: 'invoice',
			liveMode: false,
			customer: expect.objectContaining({ id: 'cus_test_0001', email: 'sato.ken@example.com' }),
			invoiceNo: 'INV-000001',
			name: null,
			memo: null,
			amount: 5500,
			currency: 'JPY',
			status: 'draft',
			operator: null,
			invoiceTime: json.createTime,
			sendTime: null,
			paidTime: null,
			expiryTime: json.createTime + 30 * DAY,
			createTime: expect.any(Number),
			fields: [],
			items: [],
			remark: null,
			metadata: {},
			enableAutoCharge: false,
		});
		expect(await get(json.id)).toEqual(json);
		const live = await call(sandbox, `GET /invoices/${json.id}`, { key: LIVE_KEY });
		expect(refusal(live)).toEqual([400, 'M002003', 'invoiceId']);
	});

	const FIELDS = {
		name: '請'.repeat(255),
		memo: 'm'.repeat(255),
		remark: 'Thank you',
		currency: 'USD',
		invoiceTime: 1_700_000_000_000,
		expiryTime: 4_000_000_000_000,
		fields: ['name'],
		metadata: { row: '1' },
		enableAutoCharge: true,
	};
	const ITEM = {
		name: 'Tea',
		unitPrice: 500,
		quantity: 11,
		unit: 'cup',
		taxRateType: 'reduced',
		currency: 'JPY',
		transactionTime: 1_700_000_000_000,
	};

	test('what is given comes back, but for taxes and the time of an automatic charge', async () => {
		const json = await draft({
			...FIELDS,
			items: [ITEM, {}],
			taxType: 'included',
			taxCalcType: 'round5',
			autoChargeTime: 4_000_000_000_000,
		});
		expect(json).toMatchObject(FIELDS);
		const ids = { id: expect.stringMatching(/^item_/), object: 'invoiceItem' };
		const nothing = Object.fromEntries(Object.keys(ITEM).map((key) => [key, null]));
		expect(json.items).toEqual([
			{ ...ITEM, ...ids },
			{ ...nothing, ...ids },
		]);
		for (const key of ['taxType', 'taxCalcType', 'autoChargeTime', 'code', 'sends']) {
			expect(json).not.toHaveProperty(key);
		}
	});

	test('an update writes the whole draft anew', async () => {
		const { id, createTime, invoiceNo } = await draft({ ...FIELDS, items: [ITEM] });
		const body = { customerId: 'cus_test_0002', amount: 1, name: 'Second' };
		const { status, json } = await call(sandbox, `POST /invoices/${id}`, { body });
		expect(status).toBe(200);
		expect(json).toMatchObject({
			id,
			createTime,
			invoiceNo,
			customer: { id: 'cus_test_0002' },
			amount: 1,
			name: 'Second',
			memo: null,
			remark: null,
			currency: 'JPY',
			items: [],
			fields: [],
			metadata: {},
			enableAutoCharge: false,
			expiryTime: createTime + 30 * DAY,
		});
		await act(id, 'submit');
		const late = await call(sandbox, `POST /invoices/${id}`, { body });
		expect(refusal(late)).toEqual([400, 'M006000', 'invoiceId']);
	});

	test('an invoice is finalised, sent and paid, each with its success code', async () => {
		const { id, invoiceNo } = await draft({ name: 'Tea' });
		expect(refusal(await act(id, 'send'))).toEqual([400, 'M006000', 'invoiceId']);
		const submitted = await act(id, 'submit');
		expect([submitted.status, submitted.json.status]).toEqual([200, 'submit']);
		expect(refusal(await act(id, 'submit'))).toEqual([400, 'M006002', 'invoiceId']);
		const sent = await act(id, 'send');
		expect([sent.status, sent.json.status]).toEqual([202, 'sent']);
		expect(sent.json.sendTime).toEqual(expect.any(Number));

		expect((await pay(id, { paymentMethod: 'aupay' })).status).toBe(200);
		const paid = await get(id);
		expect(paid).toMatchObject({ status: 'paid', paidTime: expect.any(Number) });
		const [charge] = (await call(sandbox, 'GET /charges')).json.charges;
		expect(charge).toMatchObject({
			amount: 5500,
			orderNo: invoiceNo,
			description: 'Tea',
			paymentMethod: 'aupay',
			paid: true,
			paidTime: paid.paidTime,
		});
		expect(events()).toEqual([['charge.succeeded', charge.id]]);
		for (const action of ['submit', 'send', 'cancel']) {
			expect(refusal(await act(id, action))).toEqual([400, 'M006000', 'invoiceId']);
		}
		await call(sandbox, `POST /charges/${charge.id}/refunds`, { body: { amount: 5500 } });
		await sandbox.clock.advance(5000);
		expect((await get(id)).status).toBe('paid');
	});

	test('sending twice sends twice', async () => {
		const { id } = await draft();
		await act(id, 'submit');
		await act(id, 'send');
		await act(id, 'send');
		const { json } = await call(sandbox, 'GET /_sandbox/invoices', { key: null });
		expect(json).toMatchObject({
			total: 1,
			invoices: [{ id, sends: 2, url: `${sandbox.url}/invoice/${id}`, codeId: expect.any(String) }],
		});
	});

	test('a cancelled invoice can’t be paid, and a payment under way is revoked', async () => {
		const first = await draft();
		expect((await act(first.id, 'cancel')).json.status).toBe('canceled');
		expect(refusal(await act(first.id, 'cancel'))).toEqual([400, 'M006002', 'invoiceId']);
		expect(refusal(await act(first.id, 'submit'))).toEqual([400, 'M006000', 'invoiceId']);

		const { id } = await draft();
		await act(id, 'submit');
		const codeId = sandbox.state.test.invoices.get(id)!.code!.id;
		const started = await call(sandbox, `POST /_sandbox/codes/${codeId}/start`);
		await act(id, 'cancel');
		expect(refusal(await pay(id))).toEqual([400, 'M006003', 'codeId']);
		expect(events()).toEqual([['charge.revoked', started.json.charge.id]]);
	});

	test('an invoice that nobody pays expires, once it was finalised', async () => {
		const expiryTime = sandbox.clock.now() + DAY;
		const never = await draft({ expiryTime });
		const { id } = await draft({ expiryTime });
		await act(id, 'submit');
		await act(id, 'send');
		await sandbox.clock.advance(DAY - 60_000);
		expect((await get(id)).status).toBe('sent');
		await sandbox.clock.advance(60_000);
		expect((await get(id)).status).toBe('expired');
		expect((await get(never.id)).status).toBe('draft');
		expect(refusal(await pay(id))).toEqual([400, 'M006004', 'codeId']);
		for (const action of ['submit', 'send', 'cancel']) {
			expect(refusal(await act(id, action))).toEqual([400, 'M006000', 'invoiceId']);
		}
		expect(events()).toEqual([]);
	});

	test('an invoice is paid on a page', async () => {
		const { id, invoiceNo } = await draft({ name: '<b>Tea</b>', remark: 'Thank you' });
		const url = `${sandbox.url}/invoice/${id}`;
		expect((await request(url)).statusCode).toBe(400);
		expect(refusal(await pay(id))).toEqual([400, 'M006000', 'id']);
		await act(id, 'submit');
		const { statusCode, headers } = await request(url);
		expect(statusCode).toBe(303);
		const page = `${sandbox.url}${String(headers.location)}`;
		const html = await (await request(page)).body.text();
		expect(html).toContain('5,500 JPY');
		expect(html).toContain(`Invoice ${invoiceNo}<br>&#60;b&#62;Tea&#60;/b&#62;<br>Thank you`);
		const pressed = await request(`${page}/pay`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'paymentMethod=paypay',
		});
		expect(pressed.statusCode).toBe(303);
		expect((await get(id)).status).toBe('paid');
		const code = await call(sandbox, `GET /codes/${page.split('/').at(-1)}`);
		expect(code.json).toMatchObject({
			status: 'captured',
			invoice: { id, status: 'paid' },
			customer: { id: 'cus_test_0001' },
		});
	});

	describe('that pay themselves', () => {
		test('do so when they are finalised', async () => {
			const { id } = await draft({ enableAutoCharge: true });
			await act(id, 'submit');
			await sandbox.clock.advance(1);
			expect(await get(id)).toMatchObject({ status: 'paid', enableAutoCharge: true });
			const [charge] = (await call(sandbox, 'GET /charges')).json.charges;
			expect(charge).toMatchObject({ paid: true, paymentMethod: 'creditcard' });
			expect(charge.cardInfo.brand).toBe('mastercard');
			expect(events()).toEqual([['charge.succeeded', charge.id]]);
		});

		test('do so at their time', async () => {
			const autoChargeTime = sandbox.clock.now() + DAY;
			const { id } = await draft({ enableAutoCharge: true, autoChargeTime });
			await act(id, 'submit');
			await sandbox.clock.advance(DAY - 60_000);
			expect((await get(id)).status).toBe('submit');
			await sandbox.clock.advance(60_000);
			expect((await get(id)).status).toBe('paid');
		});

		test('stay as they are where the customer has nothing to charge', async () => {
			const { id } = await draft({ customerId: 'cus_test_0004', enableAutoCharge: true });
			await act(id, 'submit');
			await sandbox.clock.advance(DAY);
			expect((await get(id)).status).toBe('submit');
		});

		test('don’t do so after they were cancelled or paid by hand', async () => {
			const autoChargeTime = sandbox.clock.now() + DAY;
			const cancelled = await draft({ enableAutoCharge: true, autoChargeTime });
			const paid = await draft({ enableAutoCharge: true, autoChargeTime });
			for (const { id } of [cancelled, paid]) await act(id, 'submit');
			await act(cancelled.id, 'cancel');
			await pay(paid.id);
			await sandbox.clock.advance(DAY);
			expect(sandbox.state.test.charges.size).toBe(1);
		});
	});

	test.each<[string, object, string, string]>([
		['no customer', { customerId: undefined }, 'M002001', 'customerId'],
		['an unknown customer', { customerId: 'cus_none' }, 'M002003', 'customerId'],
		['no amount', { amount: undefined }, 'M002001', 'amount'],
		['an amount of nothing', { amount: 0 }, 'M002002', 'amount'],
		['a fraction', { amount: 1.5 }, 'M002002', 'amount'],
		['more than the account may', { amount: 10_000_001 }, 'M007001', 'amount'],
		['a currency that isn’t supported', { currency: 'GBP' }, 'M002009', 'currency'],
		['a name of 256 characters', { name: 'x'.repeat(256) }, 'M002002', 'name'],
		['a memo of 256 characters', { memo: 'x'.repeat(256) }, 'M002002', 'memo'],
		['a date as text', { expiryTime: '2026-01-01' }, 'M002002', 'expiryTime'],
		['an unknown tax', { taxType: 'none' }, 'M002002', 'taxType'],
		['an unknown rounding', { taxCalcType: 'half' }, 'M002002', 'taxCalcType'],
		['fields as text', { fields: 'name' }, 'M002002', 'fields'],
		['a switch as text', { enableAutoCharge: 'yes' }, 'M002002', 'enableAutoCharge'],
		['items as object', { items: {} }, 'M002002', 'items'],
		['half a piece', { items: [{ quantity: 0.5 }] }, 'M002002', 'items[0].quantity'],
		['an unknown tax rate', { items: [{ taxRateType: 'low' }] }, 'M002002', 'items[0].taxRateType'],
		['an unknown part of an item', { items: [{ price: 1 }] }, 'M002002', 'items[0].price'],
	])('%s is refused', async (_name, fields, errorCode, parameterName) => {
		expect(refusal(await add(fields))).toEqual([400, errorCode, parameterName]);
		const { id } = await draft();
		const body = { customerId: 'cus_test_0001', amount: 1, ...fields };
		const answer = await call(sandbox, `POST /invoices/${id}`, { body });
		expect(refusal(answer)).toEqual([400, errorCode, parameterName]);
	});

	describe('in the list', () => {
		const names = async (query: string) =>
			(await call(sandbox, `GET /invoices?${query}`)).json.invoices.map(({ name }: Json) => name);
		let times: number[] = [];

		beforeEach(async () => {
			times = [];
			for (const [name, customerId, ...actions] of [
				['Draft', 'cus_test_0001'],
				['Sent', 'cus_test_0011', 'submit', 'send'],
				['Paid', 'cus_test_0021', 'submit', 'pay'],
				['Late', 'cus_test_0031', 'submit'],
			] as string[][]) {
				const expiryTime = sandbox.clock.now() + (name === 'Late' ? 60_000 : DAY);
				const { id, createTime } = await draft({ name, customerId, expiryTime });
				times.push(createTime);
				for (const action of actions) await (action === 'pay' ? pay(id) : act(id, action));
				await sandbox.clock.advance(60_000);
			}
		});

		test.each([
			['', ['Late', 'Paid', 'Sent', 'Draft']],
			['status=draft', ['Draft']],
			['status=expired', ['Late']],
			['status=sent&status=paid', ['Paid', 'Sent']],
			['keyword=INV-000002', ['Sent']],
			['keyword=draft', ['Draft']],
			['keyword=sato.ken@', ['Draft']],
			['keyword=zzz', []],
			['limit=1&offset=1', ['Paid']],
		])('are filtered by %s', async (query, expected) => {
			expect(await names(query)).toEqual(expected);
		});

		test('a period has both of its ends', async () => {
			expect(await names(`from=${times[1]}&to=${times[2]}`)).toEqual(['Paid', 'Sent']);
			expect(await names(`from=${times[1]! + 1}&to=${times[2]! - 1}`)).toEqual([]);
		});

		test.each([
			['limit=0', 'limit'],
			['status=open', 'status'],
			['status=sent,paid', 'status'],
			['from=x', 'from'],
		])('%s is refused', async (query, parameterName) => {
			const answer = await call(sandbox, `GET /invoices?${query}`);
			expect(refusal(answer)).toEqual([400, 'M002002', parameterName]);
		});
	});
});
