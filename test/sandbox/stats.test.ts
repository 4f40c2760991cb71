import { call, create, LIVE_KEY } from './support/client';
import { until, useSandbox } from './support/sandboxes';

describe('what the sandbox counts', () => {
	const sandbox = useSandbox();

	const stats = async () => (await call(sandbox, 'GET /_sandbox/stats', { key: null })).json;

	test('requests are counted by route, refused ones too, its own calls not', async () => {
		const { id } = await create(sandbox);
		await call(sandbox, `GET /codes/${id}`);
		await call(sandbox, 'GET /codes/none');
		await call(sandbox, `DELETE /codes/${id}`, { key: null });
		await call(sandbox, 'GET /nothing');
		expect((await stats()).requests).toEqual({
			'POST /codes': 1,
			'GET /codes/{codeId}': 2,
			'DELETE /codes/{codeId}': 1,
		});
	});

	test('the most requests in flight at once are remembered', async () => {
		sandbox.faults.set([{ connection: 'hang', times: 7 }]);
		const clients = new AbortController();
		const hanging = Array.from({ length: 7 }, () =>
			call(sandbox, 'GET /locations', { signal: clients.signal }),
		);
		await until(() => sandbox.state.stats.inFlight === 7);
		clients.abort(new Error('given up'));
		await Promise.allSettled(hanging);
		await until(() => sandbox.state.stats.inFlight === 0);
		await create(sandbox);
		expect(await stats()).toMatchObject({ inFlight: 0, maxInFlight: 7 });
	});

	test('who hangs up is not in flight any more', async () => {
		sandbox.faults.set([{ connection: 'hang' }]);
		const client = new AbortController();
		const answer = call(sandbox, 'GET /locations', { signal: client.signal });
		await until(() => sandbox.state.stats.inFlight === 1);
		client.abort(new Error('given up'));
		await expect(answer).rejects.toThrow('given up');
		await until(() => sandbox.state.stats.inFlight === 0);
		expect(await stats()).toMatchObject({ inFlight: 0, maxInFlight: 1 });
	});

	test('attempts and codes are counted by order number', async () => {
		for (const amount of [1, '1', 1]) {
			await call(sandbox, 'POST /codes', { body: { amount, orderNo: 'A' } });
		}
		await call(sandbox, 'POST /codes', { body: { amount: 1, orderNo: 'A' }, key: LIVE_KEY });
		await call(sandbox, 'POST /codes', { body: { amount: 1, orderNo: 7 } });
		await call(sandbox, 'POST /codes', { raw: 'null' });
		expect(await stats()).toMatchObject({
			attemptsPerOrderNo: { A: 4 },
			codesPerOrderNo: { test: { A: 1 }, live: { A: 1 } },
		});
	});

	test('a charge uses an order number up as well', async () => {
		const body = { amount: 1, orderNo: 'A', paymentMethod: 'paypay', resource: 'mpm' };
		await call(sandbox, 'POST /charges', { body });
		await call(sandbox, 'POST /charges', { body });
		await call(sandbox, 'POST /codes', { body: { amount: 1, orderNo: 'A' } });
		sandbox.state.stats.attempt({ orderNo: 'A' });
		expect(await stats()).toMatchObject({
			attemptsPerOrderNo: { A: 4 },
			codesPerOrderNo: { test: {} },
		});
	});

	test('counting starts again after a reset', async () => {
		await create(sandbox);
		await call(sandbox, 'DELETE /_sandbox/codes');
		expect(await stats()).toEqual({
			requests: {},
			inFlight: 0,
			maxInFlight: 0,
			attemptsPerOrderNo: {},
			codesPerOrderNo: { test: {}, live: {} },
		});
	});
});
