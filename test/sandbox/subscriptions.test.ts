import { addIntervals } from '../../sandbox/elepay/subscription/interval';
import { createClock } from '../../sandbox/world/clock';
import { call, type Json, LIVE_KEY, refusal } from './support/client';
import { capturing, useSandbox } from './support/sandboxes';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

describe('subscriptions', () => {
	// Stands still between the steps, so that times can be told to the millisecond.
	const sandbox = useSandbox({ clock: createClock(() => Date.UTC(2026, 0, 31, 12)) });
	const events = capturing(sandbox);

	const MONTHLY = { customerId: 'cus_test_0001', amount: 980, interval: 'month' };
	const add = (fields: object = {}) =>
		call(sandbox, 'POST /subscriptions', { body: { ...MONTHLY, ...fields } });
	const created = async (fields: object = {}): Promise<Json> => {
		const answer = await add(fields);
		expect([answer.status, answer.json.errorCode]).toEqual([200, undefined]);
		return answer.json;
	};
	const act = (id: string, action: string) => call(sandbox, `POST /subscriptions/${id}/${action}`);
	const get = async (id: string): Promise<Json> =>
		(await call(sandbox, `GET /subscriptions/${id}`)).json;
	const periods = async (id: string, query = ''): Promise<Json> =>
		(await call(sandbox, `GET /subscriptions/${id}/periods?${query}`)).json;
	/** Until the charge that begins now is through. */
	const settle = () => sandbox.clock.advance(2 * SECOND);
	const started = async (fields: object = {}): Promise<Json> => {
		const { id } = await created(fields);
		expect((await act(id, 'start')).status).toBe(200);
		await settle();
		return get(id);
	};

	test('a new one has all documented keys, and takes no money', async () => {
		const json = await created({ name: 'x'.repeat(20), metadata: { plan: 'tea' } });
		expect(json).toEqual({
			id: expect.stringMatching(/^sub_/),
			appId: 'app_sandbox',
			object: 'subscription',
			liveMode: false,
			customerId: 'cus_test_0001',
			customer: expect.objectContaining({ id: 'cus_test_0001' }),
			nextChargeTime: null,
			isCharging: false,
			chargedPeriods: 0,
			metadata: { plan: 'tea' },
			status: 'new',
			createTime: sandbox.clock.now(),
			updateTime: sandbox.clock.now(),
		});
		await sandbox.clock.advance(60 * DAY);
		expect(await get(json.id)).toEqual(json);
		expect(sandbox.state.test.charges.size).toBe(0);
		const live = await call(sandbox, `GET /subscriptions/${json.id}`, { key: LIVE_KEY });
		expect(refusal(live)).toEqual([400, 'M002003', 'subscriptionId']);
	});

	test('a start charges the first period, which takes two seconds', async () => {
		const { id } = await created({ name: 'Tea' });
		const start = sandbox.clock.now();
		const { json } = await act(id, 'start');
		expect(json).toMatchObject({ status: 'active', isCharging: true, chargedPeriods: 0 });
		for (const action of ['start', 'resume', 'cancel']) {
			expect(refusal(await act(id, action))).toEqual([400, 'M006001', 'subscriptionId']);
		}
		await settle();
		const end = addIntervals(start, 'month', 1);
		expect(await get(id)).toMatchObject({
			isCharging: false,
			chargedPeriods: 1,
			nextChargeTime: end,
		});
		const { total, periods: list } = await periods(id);
		expect(total).toBe(1);
		expect(list).toEqual([
			{
				id: expect.stringMatching(/^prd_/),
				object: 'subscription_period',
				startTime: start,
				endTime: end,
				charge: expect.objectContaining({ amount: 980, paid: true, description: 'Tea' }),
			},
		]);
		expect(events()).toEqual([
			['charge.succeeded', list[0].charge.id],
			['subscription.renewed', id],
		]);
		expect(refusal(await act(id, 'start'))).toEqual([400, 'M006002', 'subscriptionId']);
	});

	test('each period is charged when it begins', async () => {
		const { id } = await started({ interval: 'week', intervalSpan: 2 });
		await sandbox.clock.advance(14 * DAY - 2 * SECOND);
		expect(await get(id)).toMatchObject({ isCharging: true, chargedPeriods: 1 });
		await settle();
		expect(await get(id)).toMatchObject({ isCharging: false, chargedPeriods: 2 });
		await sandbox.clock.advance(28 * DAY);
		const { total, periods: list } = await periods(id);
		expect(total).toBe(4);
		expect(list[0].startTime).toBe(list[1].endTime);
		expect((await get(id)).chargedPeriods).toBe(4);
		expect(events().filter(([type]) => type === 'subscription.renewed')).toHaveLength(4);
		expect(sandbox.state.test.charges.size).toBe(4);
		expect((await periods(id, 'limit=2&offset=1')).periods).toEqual(list.slice(1, 3));
		expect(await periods(id, 'limit=0')).toEqual({ total: 4, periods: [] });
		const answer = await call(sandbox, `GET /subscriptions/${id}/periods?limit=101`);
		expect(refusal(answer)).toEqual([400, 'M002002', 'limit']);
	});

	test('the initial amount is taken at the start, the first period at its time', async () => {
		const firstChargeTime = sandbox.clock.now() + 3 * DAY;
		const { id } = await created({ initialAmount: 5000, firstChargeTime });
		const { json } = await act(id, 'start');
		expect(json).toMatchObject({ isCharging: false, nextChargeTime: firstChargeTime });
		const amounts = () => [...sandbox.state.test.charges.values()].map(({ amount }) => amount);
		expect(amounts()).toEqual([5000]);
		expect((await periods(id)).total).toBe(0);
		await sandbox.clock.advance(3 * DAY);
		expect((await periods(id)).periods[0].startTime).toBe(firstChargeTime);
		expect(amounts()).toEqual([5000, 980]);
	});

	test('where nothing can be charged it pauses, and can be resumed', async () => {
		const { id } = await started({ interval: 'day' });
		const sourceId = 'src_test_0001_1';
		await call(sandbox, `POST /_sandbox/sources/${sourceId}/inactivate`);
		await sandbox.clock.advance(DAY);
		expect(await get(id)).toMatchObject({ status: 'past_due', chargedPeriods: 1 });
		expect(events().at(-1)).toEqual(['subscription.paused', id]);
		await sandbox.clock.advance(10 * DAY);
		expect((await periods(id)).total).toBe(1);
		expect(refusal(await act(id, 'resume'))).toEqual([400, 'M002003', 'customerId']);

		const code = await call(sandbox, 'POST /codes', {
			body: { shouldCreateSource: true, customerId: 'cus_test_0001' },
		});
		const pay = await call(sandbox, `POST /_sandbox/codes/${code.json.id}/pay`);
		const body = { defaultSource: pay.json.source.id };
		await call(sandbox, 'POST /customers/cus_test_0001', { body });
		const now = sandbox.clock.now();
		const { status, json } = await act(id, 'resume');
		expect([status, json.status, json.isCharging]).toEqual([200, 'active', true]);
		await settle();
		expect(await get(id)).toMatchObject({ chargedPeriods: 2, nextChargeTime: now + DAY });
		expect((await periods(id)).periods[0].startTime).toBe(now);
		expect(refusal(await act(id, 'resume'))).toEqual([400, 'M006000', 'subscriptionId']);
	});

	test('it pauses too where its customer was deleted', async () => {
		const { id } = await started({ interval: 'day' });
		await call(sandbox, 'DELETE /customers/cus_test_0001');
		await sandbox.clock.advance(DAY);
		expect(await get(id)).toMatchObject({ status: 'past_due', customer: { status: 'deleted' } });
	});

	test('a cancelled one ends with its running period, for good', async () => {
		const { id } = await started({ interval: 'day' });
		const { status, json } = await act(id, 'cancel');
		expect([status, json.status, json.nextChargeTime]).toEqual([200, 'active', null]);
		expect(refusal(await act(id, 'cancel'))).toEqual([400, 'M006002', 'subscriptionId']);
		await sandbox.clock.advance(DAY);
		expect(await get(id)).toMatchObject({ status: 'canceled', chargedPeriods: 1 });
		expect(refusal(await act(id, 'start'))).toEqual([400, 'M006000', 'subscriptionId']);
		expect(refusal(await act(id, 'resume'))).toEqual([400, 'M006000', 'subscriptionId']);
		expect(refusal(await act(id, 'cancel'))).toEqual([400, 'M006002', 'subscriptionId']);
		expect((await periods(id)).total).toBe(1);
	});

	test('where no period is running, a cancelled one ends at once', async () => {
		const fresh = await created();
		const firstChargeTime = sandbox.clock.now() + DAY;
		const waiting = await created({ firstChargeTime });
		await act(waiting.id, 'start');
		for (const { id } of [fresh, waiting]) {
			expect((await act(id, 'cancel')).json.status).toBe('canceled');
		}
		await sandbox.clock.advance(2 * DAY);
		expect(sandbox.state.test.charges.size).toBe(0);
	});

	test('an update changes metadata and nothing else', async () => {
		const { id } = await created({ metadata: { a: '1' } });
		const change = (body: object) => call(sandbox, `POST /subscriptions/${id}`, { body });
		expect((await change({ metadata: { b: '2' } })).json.metadata).toEqual({ b: '2' });
		expect((await change({})).json.metadata).toEqual({ b: '2' });
		expect(refusal(await change({ amount: 1 }))).toEqual([400, 'M002002', 'amount']);
	});

	test.each<[string, object, string, string]>([
		['nobody to charge', { customerId: undefined }, 'M002001', 'customerId'],
		['an unknown customer', { customerId: 'cus_none' }, 'M002003', 'customerId'],
		['a name of 21 characters', { name: 'x'.repeat(21) }, 'M002002', 'name'],
		['an amount of nothing', { amount: 0 }, 'M002002', 'amount'],
		['more than the account may', { amount: 10_000_001 }, 'M007001', 'amount'],
		['an unknown interval', { interval: 'hour' }, 'M002002', 'interval'],
		['no span at all', { intervalSpan: 0 }, 'M002002', 'intervalSpan'],
		['a date as text', { firstChargeTime: '2026-01-01' }, 'M002002', 'firstChargeTime'],
	])('%s is refused', async (_name, fields, errorCode, parameterName) => {
		expect(refusal(await add(fields))).toEqual([400, errorCode, parameterName]);
	});

	test.each([
		['an amount', { amount: undefined }, 'M002001', 'amount'],
		['an interval', { interval: undefined }, 'M002001', 'interval'],
		['anything to charge', { customerId: 'cus_test_0004' }, 'M002003', 'customerId'],
	])('without %s it can be created, not started', async (_name, fields, errorCode, name) => {
		const { id } = await created(fields);
		expect(refusal(await act(id, 'start'))).toEqual([400, errorCode, name]);
		expect((await get(id)).status).toBe('new');
	});

	test('the list is filtered by customer, status and time of creation', async () => {
		const first = await created();
		await sandbox.clock.advance(SECOND);
		const second = await created({ customerId: 'cus_test_0002' });
		await act(second.id, 'cancel');
		const ids = async (query: string) =>
			(await call(sandbox, `GET /subscriptions?${query}`)).json.subscriptions.map(
				({ id }: Json) => id,
			);
		expect(await ids('')).toEqual([second.id, first.id]);
		expect(await ids('customerId=cus_test_0001')).toEqual([first.id]);
		expect(await ids('status=canceled')).toEqual([second.id]);
		expect(await ids(`from=${first.createTime}&to=${first.createTime}`)).toEqual([first.id]);
		const answer = await call(sandbox, 'GET /subscriptions?status=ended');
		expect(refusal(answer)).toEqual([400, 'M002002', 'status']);
	});
});

test.each([
	['2026-01-31', 'month', 1, '2026-02-28'],
	['2026-01-31', 'month', 2, '2026-03-31'],
	['2026-11-30', 'month', 3, '2027-02-28'],
	['2024-02-29', 'year', 1, '2025-02-28'],
	['2024-02-29', 'year', 4, '2028-02-29'],
	['2026-12-31', 'day', 1, '2027-01-01'],
	['2026-02-25', 'week', 1, '2026-03-04'],
	['2026-05-05', 'month', 0, '2026-05-05'],
] as const)('%s: %s × %s later it is %s', (from, interval, count, to) => {
	expect(addIntervals(Date.parse(from), interval, count)).toBe(Date.parse(to));
});
