import { request } from 'undici';

import { call, create, LIVE_KEY, refusal } from './support/client';
import { useSandbox } from './support/sandboxes';

const admin = (id: string, action: string) => `POST /_sandbox/codes/${id}/${action}`;

describe('playing the customer', () => {
	const sandbox = useSandbox();

	test('paying captures the code and its charge', async () => {
		const code = await create(sandbox, { metadata: { row: '1' }, locationId: 'loc_0007' });
		const answer = await call(sandbox, admin(code.id, 'pay'), { key: null });
		expect(answer.status).toBe(200);
		const { json } = await call(sandbox, `GET /codes/${code.id}`);
		expect(json.status).toBe('captured');
		expect(json.charge).toEqual(
			expect.objectContaining({
				id: expect.stringMatching(/^ch_/),
				object: 'charge',
				liveMode: false,
				amount: 1200,
				orderNo: code.orderNo,
				paymentMethod: 'paypay',
				metadata: { row: '1' },
				paid: true,
				refunded: false,
				status: 'captured',
				paidTime: expect.any(Number),
				cardInfo: null,
				location: expect.objectContaining({ id: 'loc_0007' }),
			}),
		);
	});

	test('the charge can be read by itself, in its mode', async () => {
		const { id } = await create(sandbox);
		const { charge } = (await call(sandbox, admin(id, 'pay'))).json;
		expect((await call(sandbox, `GET /charges/${charge.id}`)).json).toEqual(charge);
		const live = await call(sandbox, `GET /charges/${charge.id}`, { key: LIVE_KEY });
		expect(refusal(live)).toEqual([400, 'M002003', 'id']);
	});

	test('a payment that was started stays pending until it is paid', async () => {
		const { id } = await create(sandbox);
		const started = (await call(sandbox, admin(id, 'start'), { body: { paymentMethod: 'alipay' } }))
			.json;
		expect(started).toMatchObject({
			status: 'pending',
			charge: { status: 'pending', paid: false, paymentMethod: 'alipay', paidTime: null },
		});
		const paid = (await call(sandbox, admin(id, 'pay'))).json;
		expect(paid.charge).toMatchObject({
			id: started.charge.id,
			paymentMethod: 'alipay',
			paid: true,
		});
	});

	test('another method may be picked while nothing is paid', async () => {
		const { id } = await create(sandbox);
		await call(sandbox, admin(id, 'start'), { body: { paymentMethod: 'alipay' } });
		const { json } = await call(sandbox, admin(id, 'pay'), {
			body: { paymentMethod: 'creditcard' },
		});
		expect(json.charge).toMatchObject({ paymentMethod: 'creditcard', cardInfo: { last4: '4242' } });
	});

	test.each([
		['linepay', 'linepay'],
		['cash', 'paypay'],
	])('the default payment method %s is taken as %s', async (wanted, taken) => {
		const { id } = await create(sandbox, { extra: { defaultPaymentMethod: wanted } });
		const { json } = await call(sandbox, admin(id, 'pay'));
		expect(json.charge.paymentMethod).toBe(taken);
	});

	test('a payment method that is not switched on is refused', async () => {
		const { id } = await create(sandbox);
		const answer = await call(sandbox, admin(id, 'pay'), { body: { paymentMethod: 'dana' } });
		expect(refusal(answer)).toEqual([400, 'M001001', 'paymentMethod']);
		expect((await call(sandbox, `GET /codes/${id}`)).json).not.toHaveProperty('charge');
	});

	test.each(['pay', 'start'])(
		'%s is refused once the code is paid, closed or expired',
		async (action) => {
			const paid = await create(sandbox);
			await call(sandbox, admin(paid.id, 'pay'));
			const closed = await create(sandbox);
			await call(sandbox, `DELETE /codes/${closed.id}`);
			for (const { id } of [paid, closed]) {
				expect(refusal(await call(sandbox, admin(id, action)))).toEqual([400, 'M006003', 'codeId']);
			}
			const expired = await create(sandbox);
			await sandbox.clock.advance(600_000);
			const answer = await call(sandbox, admin(expired.id, action));
			expect(refusal(answer)).toEqual([400, 'M006004', 'codeId']);
		},
	);

	test('closing or expiry revokes a payment under way', async () => {
		const closed = await create(sandbox);
		await call(sandbox, admin(closed.id, 'start'));
		await call(sandbox, `DELETE /codes/${closed.id}`);
		const expired = await create(sandbox);
		await call(sandbox, admin(expired.id, 'start'));
		await sandbox.clock.advance(600_000);
		for (const { id } of [closed, expired]) {
			expect((await call(sandbox, `GET /codes/${id}`)).json.charge.status).toBe('revoked');
		}
	});

	test('refunds add up to what was paid and no more', async () => {
		const { id } = await create(sandbox, { amount: 1000 });
		const refund = (body?: object) => call(sandbox, admin(id, 'refund'), { body });
		expect(refusal(await refund())).toEqual([400, 'M006000', 'id']);
		await call(sandbox, admin(id, 'pay'));
		expect((await refund({ amount: 300 })).json.charge).toMatchObject({
			status: 'partially_refunded',
			refunded: false,
			refunds: { amount: 300, totalCount: 1, data: [{ object: 'refund', amount: 300 }] },
		});
		expect(refusal(await refund({ amount: 701 }))).toEqual([400, 'M007002', 'amount']);
		expect(refusal(await refund({ amount: 0 }))).toEqual([400, 'M002002', 'amount']);
		expect((await refund()).json.charge).toMatchObject({
			status: 'refunded',
			refunded: true,
			refunds: { amount: 1000, totalCount: 2 },
		});
		expect(refusal(await refund())).toEqual([400, 'M006002', 'id']);
	});

	test.each(['pay', 'start', 'refund'])('%s of an unknown code is refused', async (action) => {
		const answer = await call(sandbox, admin('code_none', action));
		expect(refusal(answer)).toEqual([400, 'M002003', 'id']);
	});

	test('all codes of both modes are listed, and forgotten on request', async () => {
		await create(sandbox, { orderNo: 'T' });
		await create(sandbox, { orderNo: 'L' }, { key: LIVE_KEY });
		const { json } = await call(sandbox, 'GET /_sandbox/codes', { key: null });
		expect(json.total).toBe(2);
		expect(json.codes.map((code: { orderNo: string }) => code.orderNo)).toEqual(['T', 'L']);
		expect((await call(sandbox, 'DELETE /_sandbox/codes')).status).toBe(204);
		expect((await call(sandbox, 'GET /_sandbox/codes')).json).toEqual({ total: 0, codes: [] });
		await create(sandbox, { orderNo: 'T' });
	});
});

describe('the payment page', () => {
	const sandbox = useSandbox();

	const open = async (id: string) => {
		const answer = await request(`${sandbox.url}/easyqr/${id}?mode=auto&locale=ja`);
		return { type: answer.headers['content-type'], html: await answer.body.text() };
	};

	const press = async (id: string, paymentMethod: string) => {
		const answer = await request(`${sandbox.url}/easyqr/${id}/pay`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: `paymentMethod=${paymentMethod}`,
		});
		await answer.body.dump();
		return { status: answer.statusCode, location: answer.headers.location as string };
	};

	test('a code’s URL leads to a page with buttons to pay', async () => {
		const code = await create(sandbox, { extra: { defaultPaymentMethod: 'linepay' } });
		expect(code.codeUrl).toBe(`${sandbox.url}/easyqr/${code.id}`);
		const { type, html } = await open(code.id);
		expect(type).toBe('text/html;charset=utf-8');
		expect(html).toContain('1,200 JPY');
		expect(html.indexOf('Pay with LINE Pay')).toBeLessThan(html.indexOf('Pay with PayPay'));
		expect(html).not.toContain('Leave as');
	});

	test('texts of the order can’t become HTML', async () => {
		const code = await create(sandbox, {
			orderNo: '<script>1</script>',
			description: '"\'&<b>',
		});
		const { html } = await open(code.id);
		expect(html).not.toMatch(/<script>|<b>/);
		expect(html).toContain('&#60;script&#62;1');
	});

	test('paying leads back to the shop', async () => {
		const code = await create(sandbox, { frontUrl: 'https://shop.example/done?order=1' });
		const page = (await open(code.id)).html.replaceAll('&#38;', '&');
		expect(page).toContain(`?order=1&status=cancelled&codeId=${code.id}`);
		expect(page).toContain(`?order=1&status=failure&codeId=${code.id}`);
		const { status, location } = await press(code.id, 'aupay');
		const { charge } = (await call(sandbox, `GET /codes/${code.id}`)).json;
		expect(charge.paymentMethod).toBe('aupay');
		expect(status).toBe(303);
		expect(location).toBe(
			`https://shop.example/done?order=1&status=captured&codeId=${code.id}&chargeId=${charge.id}`,
		);
	});

	test.each([undefined, 'https://:::x'])(
		'without a usable shop page (%s) it stays',
		async (frontUrl) => {
			const code = await create(sandbox, frontUrl ? { frontUrl } : {});
			expect((await press(code.id, 'paypay')).location).toBe(`/easyqr/${code.id}`);
			const { html } = await open(code.id);
			expect(html).toContain('Paid.');
			expect(html).not.toContain('<button');
		},
	);

	test('a closed or expired code can’t be paid', async () => {
		const closed = await create(sandbox);
		await call(sandbox, `DELETE /codes/${closed.id}`);
		expect((await open(closed.id)).html).toContain('closed');
		const expired = await create(sandbox);
		await sandbox.clock.advance(600_000);
		expect((await open(expired.id)).html).toContain('expired');
		expect((await press(expired.id, 'paypay')).status).toBe(400);
	});

	test('there is no page for an unknown code', async () => {
		expect((await open('code_none')).html).toContain('M002003');
	});
});
