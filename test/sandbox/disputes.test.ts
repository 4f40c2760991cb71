import { call, create, type Json, LIVE_KEY, refusal } from './support/client';
import { capturing, useSandbox } from './support/sandboxes';

describe('disputes', () => {
	const sandbox = useSandbox();
	const events = capturing(sandbox);

	const pay = async (): Promise<Json> => {
		const { id } = await create(sandbox);
		return (await call(sandbox, `POST /_sandbox/codes/${id}/pay`)).json.charge;
	};
	const open = (id: string, body?: object) =>
		call(sandbox, `POST /_sandbox/charges/${id}/dispute`, { body, key: null });
	const resolve = (id: string, body: object) =>
		call(sandbox, `POST /_sandbox/disputes/${id}/resolve`, { body, key: null });
	const list = async (query = ''): Promise<Json> =>
		(await call(sandbox, `GET /disputes?${query}`)).json;

	test('a dispute is opened and resolved by others, and told to nobody', async () => {
		const charge = await pay();
		const opened = await open(charge.id, { amount: 700, reason: 'Not received' });
		expect(opened.json).toMatchObject({ id: charge.id, disputed: true });
		const [dispute] = (await list()).disputes;
		expect(dispute).toEqual({
			id: expect.stringMatching(/^dsp_/),
			object: 'dispute',
			chargeId: charge.id,
			liveMode: false,
			amount: 700,
			currency: 'JPY',
			metadata: {},
			reason: 'Not received',
			status: 'new',
			resolvedTime: null,
			createTime: expect.any(Number),
		});
		expect((await call(sandbox, `GET /disputes/${dispute.id}`)).json).toEqual(dispute);
		const live = await call(sandbox, `GET /disputes/${dispute.id}`, { key: LIVE_KEY });
		expect(refusal(live)).toEqual([400, 'M002003', 'id']);
		expect(refusal(await open(charge.id))).toEqual([400, 'M006002', 'id']);

		expect((await resolve(dispute.id, { status: 'lost' })).json).toMatchObject({
			status: 'lost',
			resolvedTime: expect.any(Number),
		});
		expect(refusal(await resolve(dispute.id, { status: 'won' }))).toEqual([400, 'M006002', 'id']);
		expect(refusal(await resolve(dispute.id, { status: 'new' }))).toEqual([
			400,
			'M002002',
			'status',
		]);
		expect((await call(sandbox, `GET /charges/${charge.id}`)).json.disputed).toBe(true);
		expect(events()).toEqual([['charge.succeeded', charge.id]]);
	});

	test('what isn’t paid can’t be disputed', async () => {
		const { id } = await create(sandbox);
		const { charge } = (await call(sandbox, `POST /_sandbox/codes/${id}/start`)).json;
		expect(refusal(await open(charge.id))).toEqual([400, 'M006000', 'id']);
	});

	test('the list is filtered and sorted', async () => {
		const ids: string[] = [];
		const chargeIds: string[] = [];
		const times: number[] = [];
		for (let count = 0; count < 3; count += 1) {
			const { id } = await pay();
			await open(id);
			const [dispute] = (await list()).disputes;
			ids.push(dispute.id);
			chargeIds.push(id);
			times.push(dispute.createTime);
			await sandbox.clock.advance(60_000);
		}
		const [first, second, third] = ids as [string, string, string];
		await resolve(second, { status: 'won' });
		await sandbox.clock.advance(60_000);
		const resolved = (await resolve(first, { status: 'lost' })).json;
		const found = async (query: string) => (await list(query)).disputes.map(({ id }: Json) => id);

		expect(await found('')).toEqual([third, second, first]);
		expect(await found('order=asc')).toEqual([first, second, third]);
		expect(await found('sort=resolved_time')).toEqual([first, second, third]);
		expect(await found('status=new')).toEqual([third]);
		expect(await found('status=won')).toEqual([second]);
		expect(await found(`chargeId=${chargeIds[0]}`)).toEqual([first]);
		expect(await found(`from=${times[1]}&to=${times[2]}`)).toEqual([third, second]);
		expect(await found(`from=${resolved.resolvedTime}&dateField=resolved_time`)).toEqual([first]);
		expect(await found('from=0&dateField=resolved_time')).toEqual([second, first]);
		expect(await found('limit=1&offset=1')).toEqual([second]);
		for (const [query, parameterName] of [
			['status=open', 'status'],
			['dateField=paid_time', 'dateField'],
			['sort=paid_time', 'sort'],
			['limit=0', 'limit'],
		]) {
			const answer = await call(sandbox, `GET /disputes?${query}`);
			expect(refusal(answer)).toEqual([400, 'M002002', parameterName]);
		}
	});
});
