import { call, create, LIVE_KEY, refusal, TEST_KEY } from './support/client';
import { useSandbox } from './support/sandboxes';

const METHODS = 'GET /code-setting/payment-methods';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('who may call', () => {
	const sandbox = useSandbox();

	test.each([
		['a test key as bearer token', `Bearer ${TEST_KEY}`],
		['a live key as bearer token', `Bearer ${LIVE_KEY}`],
		['any scheme spelling', `bearer ${TEST_KEY}`],
		['a key as user name without password', basic(`${TEST_KEY}:`)],
		['a key as user name without colon', basic(TEST_KEY)],
		['the shortest key', 'Bearer sk_test_12345678'],
	])('%s is let in', async (_name, authorization) => {
		const answer = await call(sandbox, METHODS, { key: null, headers: { authorization } });
		expect(answer.status).toBe(200);
	});

	test.each([
		['no header', undefined, 'M004002'],
		['a scheme without a key', 'Bearer', 'M004002'],
		['another scheme', 'Digest abc', 'M004002'],
		['a key without a scheme', TEST_KEY, 'M004002'],
		['an empty user name', basic(':'), 'M004002'],
		['a key that is too short', 'Bearer sk_test_1234567', 'M004001'],
		['a key of neither mode', 'Bearer sk_other_12345678', 'M004001'],
		['something else', 'Bearer hello', 'M004001'],
		['an invalid key', 'Bearer sk_test_invalid00', 'M004001'],
		['a revoked key', 'Bearer sk_live_revoked00', 'M004001'],
		['a password beside the key', basic(`${TEST_KEY}:secret`), 'M004001'],
		['a publishable test key', 'Bearer pk_test_12345678', 'M004003'],
		['a publishable live key as user name', basic('pk_live_12345678:'), 'M004003'],
	])('%s is refused with HTTP 400', async (_name, authorization, errorCode) => {
		const headers: Record<string, string> = authorization ? { authorization } : {};
		const answer = await call(sandbox, METHODS, { key: null, headers });
		expect(refusal(answer)).toEqual([400, errorCode, null]);
	});

	test('the key is checked before the body', async () => {
		const answer = await call(sandbox, 'POST /codes', { key: 'sk_test_invalid00', body: {} });
		expect(answer.json.errorCode).toBe('M004001');
	});

	test.each(['sk_test_invalid00', 'pk_live_12345678', 'sk_live_sandbox0000'])(
		'no refusal repeats the key %s',
		async (key) => {
			const answers = await Promise.all([
				call(sandbox, METHODS, { key }),
				call(sandbox, `GET /${key}`, { key }),
				call(sandbox, `GET /codes/${key}`, { key }),
				call(sandbox, `GET /codes/%zz${key}`, { key }),
				call(sandbox, 'POST /codes', { key, body: { amount: 1, orderNo: 'x', [key]: key } }),
				call(sandbox, 'POST /codes', { key, raw: `{ ${key}` }),
			]);
			for (const answer of answers)
				expect(answer.text + JSON.stringify(answer.headers)).not.toContain(key);
		},
	);
});

describe('test and live mode', () => {
	const sandbox = useSandbox();

	test('the key decides the mode of a code', async () => {
		expect(await create(sandbox)).toMatchObject({ liveMode: false });
		expect(await create(sandbox, {}, { key: LIVE_KEY })).toMatchObject({ liveMode: true });
	});

	test('keys of one mode see each other’s codes', async () => {
		const { id } = await create(sandbox);
		const answer = await call(sandbox, `GET /codes/${id}`, { key: 'sk_test_another00' });
		expect(answer.status).toBe(200);
	});

	test('keys of the other mode see nothing of it', async () => {
		const { id } = await create(sandbox, { orderNo: 'SAME' });
		for (const route of [`GET /codes/${id}`, `DELETE /codes/${id}`]) {
			const answer = await call(sandbox, route, { key: LIVE_KEY });
			expect(refusal(answer)).toEqual([400, 'M002003', 'codeId']);
		}
		await create(sandbox, { orderNo: 'SAME' }, { key: LIVE_KEY });
		const customer = { customerId: 'cus_live_0001' };
		expect((await create(sandbox, customer, { key: LIVE_KEY })).customer.liveMode).toBe(true);
		const crossed = await call(sandbox, 'POST /codes', {
			body: { amount: 1, orderNo: 'X', ...customer },
		});
		expect(refusal(crossed)).toEqual([400, 'M002003', 'customerId']);
	});
});
