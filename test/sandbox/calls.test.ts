import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { API_ROUTES, CALLS } from '../../sandbox/elepay/calls';
import { call, refusal } from './support/client';
import { useSandbox } from './support/sandboxes';

const sandbox = useSandbox();

/** All operations of elepay's public API, written down from its reference. */
const OPERATIONS = `
	GET /charges
	POST /charges
	GET /charges/{id}
	GET /charges/{id}/status
	POST /charges/{id}/capture
	POST /charges/{id}/revoke
	GET /charges/{id}/refunds
	POST /charges/{id}/refunds
	GET /charges/{id}/refunds/{refundId}
	GET /customers
	POST /customers
	GET /customers/{customerId}
	POST /customers/{customerId}
	DELETE /customers/{customerId}
	GET /customers/{customerId}/sources
	POST /customers/{customerId}/sources
	GET /customers/{customerId}/sources/{sourceId}
	DELETE /customers/{customerId}/sources/{sourceId}
	GET /sources/{sourceId}/status
	POST /codes
	GET /codes/{codeId}
	DELETE /codes/{codeId}
	GET /code-setting/payment-methods
	GET /payment-methods
	GET /invoices
	POST /invoices
	GET /invoices/{invoiceId}
	POST /invoices/{invoiceId}
	POST /invoices/{invoiceId}/submit
	POST /invoices/{invoiceId}/send
	POST /invoices/{invoiceId}/cancel
	GET /locations
	POST /locations
	GET /locations/{locationId}
	POST /locations/{locationId}
	DELETE /locations/{locationId}
	GET /subscriptions
	POST /subscriptions
	GET /subscriptions/{subscriptionId}
	POST /subscriptions/{subscriptionId}
	POST /subscriptions/{subscriptionId}/start
	POST /subscriptions/{subscriptionId}/resume
	POST /subscriptions/{subscriptionId}/cancel
	GET /subscriptions/{subscriptionId}/periods
	GET /disputes
	GET /disputes/{id}
	GET /terminal/locations
	GET /terminal/readers
	POST /terminal/readers
	GET /terminal/readers/{readerId}
	DELETE /terminal/readers/{readerId}
`
	.trim()
	.split('\n')
	.map((line) => line.trim());

test('the sandbox has all 51 operations of elepay and no others', () => {
	expect(OPERATIONS).toHaveLength(51);
	expect([...API_ROUTES].sort()).toEqual([...OPERATIONS].sort());
});

test('the README names every one of them once', () => {
	const readme = readFileSync(join(__dirname, '../../sandbox/README.md'), 'utf8');
	for (const route of OPERATIONS) expect(readme.split(`| \`${route}\` `)).toHaveLength(2);
});

/** Bodies that pass the schema, for the calls that need one. */
const BODIES: Record<string, object> = {
	'POST /charges': { amount: 1, orderNo: 'A', paymentMethod: 'paypay' },
	'POST /codes': { amount: 1, orderNo: 'A' },
	'POST /invoices': { customerId: 'cus_test_0001', amount: 1 },
	'POST /locations': { name: {}, tel: '1', zip: '1', address: {} },
	'POST /subscriptions': { customerId: 'cus_test_0001' },
	'POST /terminal/readers': { locationId: 'tml_0001' },
	'POST /charges/{id}/refunds': { amount: 1 },
	'POST /customers/{customerId}/sources': { paymentMethod: 'creditcard', resource: 'web' },
	'POST /customers/{customerId}': {},
	'POST /invoices/{invoiceId}': { customerId: 'cus_test_0001', amount: 1 },
	'POST /locations/{locationId}': {},
	'POST /subscriptions/{subscriptionId}': {},
};

describe.each(OPERATIONS)('%s', (route) => {
	const path = route.replace(/\{\w+\}/g, 'none');

	test('wants a key', async () => {
		const answer = await call(sandbox, path, { key: null });
		expect(refusal(answer)).toEqual([400, 'M004002', null]);
	});

	test('counts, and can go wrong by plan', async () => {
		sandbox.faults.set([
			{ route: route as (typeof API_ROUTES)[number], answer: { errorCode: 'S001000' } },
		]);
		expect((await call(sandbox, path)).json.errorCode).toBe('S001000');
		expect(Object.fromEntries(sandbox.state.stats.requests)).toEqual({ [route]: 1 });
	});

	const [name] = /\{(\w+)\}/.exec(route)?.slice(1) ?? [];
	if (name === undefined) return;

	test('refuses an id that nothing has', async () => {
		const answer = await call(sandbox, path, { body: BODIES[route] });
		expect(refusal(answer)).toEqual([400, 'M002003', name]);
	});
});

const BODY_CALLS = Object.entries(CALLS).flatMap(([route, spec]) =>
	'body' in spec ? [[route, spec.body as { type: string | string[] }] as const] : [],
);

describe.each(BODY_CALLS)('the body of %s', (route, schema) => {
	const send = (options: object) =>
		call(sandbox, route.replace(/\{\w+\}/g, 'none'), { ...BODIES[route], ...options });

	test('has no other parameters than the documented ones', async () => {
		const answer = await send({ body: { ...BODIES[route], unknown: 1 } });
		expect(refusal(answer)).toEqual([400, 'M002002', 'unknown']);
	});

	test('is an object', async () => {
		expect(refusal(await send({ body: [] }))).toEqual([400, 'M002002', null]);
		expect(refusal(await send({ raw: '{' }))).toEqual([400, 'M002002', null]);
	});

	if (schema.type !== 'object') return;

	test('can’t be left out', async () => {
		expect(refusal(await send({}))).toEqual([400, 'M002002', null]);
	});
});
