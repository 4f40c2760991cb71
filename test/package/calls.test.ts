import { resources } from '../../dist/nodes/Elepay/resources';

/** All calls of elepay's public API, as its reference writes them. */
const CALLS = [
	'GET /charges',
	'POST /charges',
	'GET /charges/{id}',
	'GET /charges/{id}/status',
	'POST /charges/{id}/capture',
	'POST /charges/{id}/revoke',
	'GET /charges/{id}/refunds',
	'POST /charges/{id}/refunds',
	'GET /charges/{id}/refunds/{refundId}',
	'GET /customers',
	'POST /customers',
	'GET /customers/{customerId}',
	'POST /customers/{customerId}',
	'DELETE /customers/{customerId}',
	'GET /customers/{customerId}/sources',
	'POST /customers/{customerId}/sources',
	'GET /customers/{customerId}/sources/{sourceId}',
	'DELETE /customers/{customerId}/sources/{sourceId}',
	'GET /sources/{sourceId}/status',
	'POST /codes',
	'GET /codes/{codeId}',
	'DELETE /codes/{codeId}',
	'GET /code-setting/payment-methods',
	'GET /payment-methods',
	'GET /invoices',
	'POST /invoices',
	'GET /invoices/{invoiceId}',
	'POST /invoices/{invoiceId}',
	'POST /invoices/{invoiceId}/submit',
	'POST /invoices/{invoiceId}/send',
	'POST /invoices/{invoiceId}/cancel',
	'GET /locations',
	'POST /locations',
	'GET /locations/{locationId}',
	'POST /locations/{locationId}',
	'DELETE /locations/{locationId}',
	'GET /subscriptions',
	'POST /subscriptions',
	'GET /subscriptions/{subscriptionId}',
	'POST /subscriptions/{subscriptionId}',
	'POST /subscriptions/{subscriptionId}/start',
	'POST /subscriptions/{subscriptionId}/resume',
	'POST /subscriptions/{subscriptionId}/cancel',
	'GET /subscriptions/{subscriptionId}/periods',
	'GET /disputes',
	'GET /disputes/{id}',
	'GET /terminal/locations',
	'GET /terminal/readers',
	'POST /terminal/readers',
	'GET /terminal/readers/{readerId}',
	'DELETE /terminal/readers/{readerId}',
];

/** Those that are of no use in a workflow, and why. */
const LEFT_OUT = new Map([
	[
		'POST /customers/{customerId}/sources',
		"the customer has to finish it in elepay's client SDK; EasyQR Code > Register Payment Method does it without",
	],
	['GET /charges/{id}/status', 'a part of Charge > Get'],
	['GET /sources/{sourceId}/status', 'a part of Source > Get'],
]);

/** Those that an operation sends in place of its own, by a setting. */
const BY_SETTING = ['GET /payment-methods'];

/** The node has names of its own for some of the IDs in paths. */
const comparable = (call: string) => call.replace(/\{\w+\}/g, '{}');

const offered = new Set(
	[
		...resources.flatMap(({ operations }) => operations.map(({ request }) => request)),
		...BY_SETTING,
	].map(comparable),
);

it('elepay has 51 calls, of which three are left out', () => {
	expect(new Set(CALLS.map(comparable)).size).toBe(51);
	expect([...LEFT_OUT.keys()].filter((call) => !CALLS.includes(call))).toEqual([]);
	expect(LEFT_OUT.size).toBe(3);
});

it.each(CALLS.filter((call) => !LEFT_OUT.has(call)))('the node offers %s', (call) => {
	expect(offered).toContain(comparable(call));
});

it.each([...LEFT_OUT])('the node leaves %s out: %s', (call) => {
	expect(offered).not.toContain(comparable(call));
});

it('the node offers no call that elepay has not', () => {
	const known = new Set(CALLS.map(comparable));
	expect([...offered].filter((call) => !known.has(call))).toEqual([]);
});
