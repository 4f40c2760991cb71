import type { INodeParameters } from 'n8n-workflow';

import { CODE_PAYMENT_METHODS, PAYMENT_METHODS } from '../../sandbox/world/data/paymentMethods';
import { useElepay } from '../support/elepay';

const elepay = useElepay();

const list = async (parameters: INodeParameters = {}) =>
	await elepay.run([{}], {
		parameters: { resource: 'paymentMethod', operation: 'getAll', ...parameters },
	});

it('gives one item for each payment method', async () => {
	const { json, items } = await list({ returnAll: true });
	expect(json.length).toBeGreaterThan(5);
	expect(json.map(({ paymentMethod }) => paymentMethod)).toContain('paypay');
	expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
});

it.each([
	['nothing is said, as in older workflows', {}, CODE_PAYMENT_METHODS],
	['EasyQR codes are meant', { availableFor: 'code' }, CODE_PAYMENT_METHODS],
	['the account is meant', { availableFor: 'account' }, PAYMENT_METHODS],
])('gives those that are enabled, where %s', async (_case, parameters, methods) => {
	const { json } = await list({ returnAll: true, ...(parameters as INodeParameters) });
	expect(json).toEqual(JSON.parse(JSON.stringify(methods)));
});

it('gives no more than the limit', async () => {
	expect((await list({ limit: 2 })).json).toHaveLength(2);
	expect((await list({ limit: 500 })).json).toEqual((await list({ returnAll: true })).json);
});

it.each([0, -1, 1.5])('refuses a limit of %d', async (limit) => {
	expect((await list({ limit })).error?.message).toMatch(/^Limit needs to be /);
});

it('says what to do about a refused key', async () => {
	const { error } = await elepay.run([{}], {
		parameters: { resource: 'paymentMethod', operation: 'getAll' },
		credential: { secretKey: 'sk_test_invalid00', baseUrl: elepay.sandbox.url },
	});
	expect(error?.message).toContain("elepay didn't accept the secret key");
	expect(error?.description).toContain('Developer settings > API keys');
});
