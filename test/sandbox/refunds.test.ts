import { call, create, type Json, LIVE_KEY, refusal } from './support/client';
import { capturing, useSandbox } from './support/sandboxes';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

describe('refunds', () => {
	const sandbox = useSandbox();
	const events = capturing(sandbox);

	const pay = async (paymentMethod = 'paypay', fields = {}): Promise<Json> => {
		const { id } = await create(sandbox, { amount: 1000, ...fields });
		const body = { paymentMethod };
		return (await call(sandbox, `POST /_sandbox/codes/${id}/pay`, { body })).json.charge;
	};
	const refund = (id: string, body: object) =>
		call(sandbox, `POST /charges/${id}/refunds`, { body });
	const get = async (id: string): Promise<Json> => (await call(sandbox, `GET /charges/${id}`)).json;
	const list = async (id: string): Promise<Json> =>
		(await call(sandbox, `GET /charges/${id}/refunds`)).json;

	test('a refund is pending first, counts at once and arrives five seconds later', async () => {
		const charge = await pay();
		const body = { amount: 300, reason: '返'.repeat(255), metadata: { reference: 'R-1' } };
		const { status, json } = await refund(charge.id, body);
		expect(status).toBe(201);
		expect(json).toEqual({
			id: expect.stringMatching(/^ref_/),
			object: 'refund',
			chargeId: charge.id,
			liveMode: false,
			amount: 300,
			currency: 'JPY',
			metadata: { reference: 'R-1' },
			reason: body.reason,
			status: 'pending',
			refundedTime: null,
			createTime: expect.any(Number),
		});
		expect(await get(charge.id)).toMatchObject({
			status: 'captured',
			refunded: false,
			refundTime: null,
			refunds: { amount: 300, totalCount: 1, data: [json] },
		});
		await sandbox.clock.advance(4 * SECOND);
		expect((await list(charge.id)).refunds[0].status).toBe('pending');
		await sandbox.clock.advance(SECOND);
		const [arrived] = (await list(charge.id)).refunds;
		expect(arrived).toEqual({ ...json, status: 'refunded', refundedTime: expect.any(Number) });
		expect(arrived.refundedTime).toBeGreaterThanOrEqual(json.createTime + 5 * SECOND);
		expect(await get(charge.id)).toMatchObject({
			status: 'partially_refunded',
			refunded: false,
			refundTime: arrived.refundedTime,
			refunds: { amount: 300, totalCount: 1 },
		});
		expect(events()).toEqual([
			['charge.succeeded', charge.id],
			['refund.succeeded', json.id],
		]);
	});

	test('refunds are listed and got with both ids', async () => {
		const charge = await pay();
		expect(await list(charge.id)).toEqual({ total: 0, refunds: [] });
		const first = (await refund(charge.id, { amount: 1 })).json;
		const second = (await refund(charge.id, { amount: 2 })).json;
		expect(await list(charge.id)).toEqual({ total: 2, refunds: [first, second] });
		const path = `GET /charges/${charge.id}/refunds`;
		expect((await call(sandbox, `${path}/${second.id}`)).json).toEqual(second);
		expect(refusal(await call(sandbox, `${path}/none`))).toEqual([400, 'M002003', 'refundId']);
		const other = await pay();
		const crossed = await call(sandbox, `GET /charges/${other.id}/refunds/${second.id}`);
		expect(refusal(crossed)).toEqual([400, 'M002003', 'refundId']);
		const live = await call(sandbox, path, { key: LIVE_KEY });
		expect(refusal(live)).toEqual([400, 'M002003', 'id']);
	});

	test('two equal refunds are two refunds, and all of them never exceed the payment', async () => {
		const { id } = await pay();
		await refund(id, { amount: 400 });
		await refund(id, { amount: 400 });
		expect(refusal(await refund(id, { amount: 201 }))).toEqual([400, 'M007002', 'amount']);
		await refund(id, { amount: 200 });
		expect(refusal(await refund(id, { amount: 1 }))).toEqual([400, 'M007002', 'amount']);
		await sandbox.clock.advance(5 * SECOND);
		expect(await get(id)).toMatchObject({
			status: 'refunded',
			refunded: true,
			refunds: { amount: 1000, totalCount: 3 },
		});
		expect(refusal(await refund(id, { amount: 1 }))).toEqual([400, 'M006002', 'id']);
	});

	test('of many attempts at once no more goes back than was paid', async () => {
		const { id } = await pay();
		const attempts = Array.from({ length: 20 }, () => refund(id, { amount: 300 }));
		const statuses = (await Promise.all(attempts)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 201)).toHaveLength(3);
		expect((await get(id)).refunds.amount).toBe(900);
	});

	test('of an authorisation no more goes back than was captured', async () => {
		const body = {
			amount: 1000,
			orderNo: 'AUTHORIZED',
			paymentMethod: 'creditcard',
			customerId: 'cus_test_0001',
			sourceId: 'src_test_0001_1',
			capture: false,
		};
		const { id } = (await call(sandbox, 'POST /charges', { body })).json;
		expect(refusal(await refund(id, { amount: 1 }))).toEqual([400, 'M006000', 'id']);
		await call(sandbox, `POST /charges/${id}/capture`, { body: { amount: 600 } });
		expect(refusal(await refund(id, { amount: 601 }))).toEqual([400, 'M007002', 'amount']);
		await refund(id, { amount: 600 });
		await sandbox.clock.advance(5 * SECOND);
		expect(await get(id)).toMatchObject({ status: 'refunded', amount: 600 });
	});

	test('what isn’t paid can’t be refunded', async () => {
		const code = await create(sandbox);
		const { charge } = (await call(sandbox, `POST /_sandbox/codes/${code.id}/start`)).json;
		expect(refusal(await refund(charge.id, { amount: 1 }))).toEqual([400, 'M006000', 'id']);
		await call(sandbox, `DELETE /codes/${code.id}`);
		expect(refusal(await refund(charge.id, { amount: 1 }))).toEqual([400, 'M006000', 'id']);
	});

	test('what is disputed can’t be refunded unless the merchant wins', async () => {
		for (const [status, refusedThen] of [
			['lost', true],
			['won', false],
		]) {
			const { id } = await pay();
			const dispute = await call(sandbox, `POST /_sandbox/charges/${id}/dispute`);
			expect(dispute.status).toBe(200);
			expect(refusal(await refund(id, { amount: 1 }))).toEqual([400, 'M006006', 'id']);
			const [{ id: disputeId }] = (await call(sandbox, `GET /disputes?chargeId=${id}`)).json
				.disputes;
			await call(sandbox, `POST /_sandbox/disputes/${disputeId}/resolve`, { body: { status } });
			expect((await refund(id, { amount: 1 })).status).toBe(refusedThen ? 400 : 201);
		}
	});

	test('90 days after the payment it is too late', async () => {
		const { id } = await pay();
		await sandbox.clock.advance(90 * DAY - 60 * SECOND);
		expect((await refund(id, { amount: 1 })).status).toBe(201);
		await sandbox.clock.advance(2 * 60 * SECOND);
		expect(refusal(await refund(id, { amount: 1 }))).toEqual([400, 'U007002', 'id']);
	});

	test('a brand that can’t be refunded in parts', async () => {
		const { id } = await pay('docomopay');
		expect(refusal(await refund(id, { amount: 999 }))).toEqual([400, 'M002005', 'amount']);
		expect((await refund(id, { amount: 1000 })).status).toBe(201);
	});

	test('a brand that can be refunded once', async () => {
		const { id } = await pay('unionpay');
		expect((await refund(id, { amount: 1 })).status).toBe(201);
		expect(refusal(await refund(id, { amount: 1 }))).toEqual([400, 'M006001', 'id']);
		await sandbox.clock.advance(5 * SECOND);
		expect(refusal(await refund(id, { amount: 1 }))).toEqual([400, 'M002005', 'id']);
	});

	test.each(['konbini', 'banktransfer'])('%s can’t be refunded at all', async (paymentMethod) => {
		const { id } = await pay(paymentMethod);
		expect(refusal(await refund(id, { amount: 1000 }))).toEqual([400, 'M002005', 'id']);
	});

	test('what a brand can do is told by the list of payment methods', async () => {
		const { json } = await call(sandbox, 'GET /payment-methods');
		expect(json.total).toBe(json.paymentMethods.length);
		const can = Object.fromEntries(
			json.paymentMethods.map(({ paymentMethod, channelProperties }: Json) => [
				paymentMethod,
				[
					channelProperties.isSupportRefund,
					channelProperties.isSupportPartialRefund,
					channelProperties.isSupportMultipleRefund,
				],
			]),
		);
		expect(can).toMatchObject({
			paypay: [true, true, true],
			docomopay: [true, false, false],
			unionpay: [true, true, false],
			konbini: [false, false, false],
			googlepay: [true, true, true],
		});
	});

	test.each<[string, object, string, string]>([
		['no amount', {}, 'M002001', 'amount'],
		['an amount of nothing', { amount: 0 }, 'M002002', 'amount'],
		['an amount below nothing', { amount: -1 }, 'M002002', 'amount'],
		['an amount as text', { amount: '1' }, 'M002002', 'amount'],
		['256 characters of reason', { amount: 1, reason: 'x'.repeat(256) }, 'M002002', 'reason'],
		['another currency', { amount: 1, currency: 'USD' }, 'M002009', 'currency'],
		['reserved metadata', { amount: 1, metadata: { __x: '' } }, 'M002002', 'metadata'],
	])('%s is refused', async (_name, body, errorCode, parameterName) => {
		const { id } = await pay();
		expect(refusal(await refund(id, body))).toEqual([400, errorCode, parameterName]);
		expect(await list(id)).toEqual({ total: 0, refunds: [] });
	});

	test('another currency than yen has to be named', async () => {
		const { id } = await pay('creditcard', { currency: 'USD' });
		expect(refusal(await refund(id, { amount: 1 }))).toEqual([400, 'M002009', 'currency']);
		expect((await refund(id, { amount: 1, currency: 'USD' })).json.currency).toBe('USD');
	});

	test('nothing of it happens after all was forgotten', async () => {
		await refund((await pay()).id, { amount: 1 });
		sandbox.state.reset();
		await sandbox.clock.advance(DAY);
		expect(events().map(([type]) => type)).toEqual(['charge.succeeded']);
	});
});
