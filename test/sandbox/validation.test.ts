import { call, order, refusal } from './support/client';
import { useSandbox } from './support/sandboxes';

const keys = (count: number) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'x']));

const without = (fields: object, name: string) =>
	Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

const item = { name: 'Tea', price: 1, count: 1 };

describe('what a code may be made of', () => {
	const sandbox = useSandbox();

	test.each<[string, Record<string, unknown>]>([
		['an amount of nothing', { amount: 0 }],
		['the highest amount', { amount: 10_000_000 }],
		['an order number of 50 characters', { orderNo: 'あ'.repeat(50) }],
		['another currency', { currency: 'TWD' }],
		['a description of 255 characters', { description: '説'.repeat(255) }],
		['an empty description', { description: '' }],
		['the shortest life', { expiryDuration: 3 }],
		['the longest life', { expiryDuration: 30 }],
		['twenty metadata keys', { metadata: keys(20) }],
		['a metadata key of 20 characters', { metadata: { ['k'.repeat(20)]: '' } }],
		['a metadata value of 255 bytes', { metadata: { key: 'あ'.repeat(85) } }],
		['a metadata key that begins like a reserved one', { metadata: { router: 'x', _x: 'y' } }],
		['twenty extra keys', { extra: keys(20) }],
		['an extra value of any length', { extra: { key: 'あ'.repeat(300) } }],
		['an extra key that metadata reserves', { extra: { route: 'x', __x: 'y' } }],
		['no items', { items: [] }],
		['an item without image', { items: [item] }],
		['a front URL of plain http', { frontUrl: 'http://localhost:3000/' }],
		['a front URL with every allowed sign', { frontUrl: 'https://a.example/-+&@#/%?=~_|!:,.;x' }],
	])('%s is accepted', async (_name, fields) => {
		const answer = await call(sandbox, 'POST /codes', { body: order(fields) });
		expect([answer.status, answer.json?.errorCode]).toEqual([201, undefined]);
	});

	test.each(['amount', 'orderNo'])('without %s nothing is created', async (name) => {
		const body = without(order(), name);
		const answer = await call(sandbox, 'POST /codes', { body });
		expect(refusal(answer)).toEqual([400, 'M002001', name]);
	});

	test.each(['name', 'price', 'count'])('an item needs its %s', async (name) => {
		const items = [item, without(item, name)];
		const answer = await call(sandbox, 'POST /codes', { body: order({ items }) });
		expect(refusal(answer)).toEqual([400, 'M002001', `items[1].${name}`]);
	});

	test.each<[string, Record<string, unknown>, string]>([
		['an amount as text', { amount: '1200' }, 'amount'],
		['a fraction', { amount: 12.5 }, 'amount'],
		['a negative amount', { amount: -1 }, 'amount'],
		['no amount at all', { amount: null }, 'amount'],
		['an amount of true', { amount: true }, 'amount'],
		['an empty order number', { orderNo: '' }, 'orderNo'],
		['an order number of 51 characters', { orderNo: 'x'.repeat(51) }, 'orderNo'],
		['an order number as number', { orderNo: 17 }, 'orderNo'],
		['a currency of four letters', { currency: 'YENS' }, 'currency'],
		['a currency of digits', { currency: '392' }, 'currency'],
		['an empty currency', { currency: '' }, 'currency'],
		['a description of 256 characters', { description: 'x'.repeat(256) }, 'description'],
		['a description of null', { description: null }, 'description'],
		['two minutes of life', { expiryDuration: 2 }, 'expiryDuration'],
		['31 minutes of life', { expiryDuration: 31 }, 'expiryDuration'],
		['a life as text', { expiryDuration: '10' }, 'expiryDuration'],
		['a front URL without scheme', { frontUrl: 'shop.example/thanks' }, 'frontUrl'],
		['a front URL of another scheme', { frontUrl: 'javascript://shop.example/x' }, 'frontUrl'],
		['a front URL with something before it', { frontUrl: 'x https://shop.example/' }, 'frontUrl'],
		['a front URL with a line break', { frontUrl: 'https://shop.example/\n' }, 'frontUrl'],
		['a front URL with a space', { frontUrl: 'https://shop.example/a b' }, 'frontUrl'],
		['a front URL in Japanese', { frontUrl: 'https://店.example/' }, 'frontUrl'],
		['a front URL that ends in a full stop', { frontUrl: 'https://shop.example/a.' }, 'frontUrl'],
		['21 metadata keys', { metadata: keys(21) }, 'metadata'],
		['a metadata key of 21 characters', { metadata: { ['k'.repeat(21)]: '' } }, 'metadata'],
		['a metadata value of 256 bytes', { metadata: { key: `x${'あ'.repeat(85)}` } }, 'metadata.key'],
		['a metadata value as number', { metadata: { key: 1 } }, 'metadata.key'],
		['the reserved name route', { metadata: { route: 'x' } }, 'metadata'],
		['a reserved name with underscores', { metadata: { __x: 'x' } }, 'metadata'],
		['metadata as text', { metadata: '{}' }, 'metadata'],
		['metadata as list', { metadata: [] }, 'metadata'],
		['21 extra keys', { extra: keys(21) }, 'extra'],
		['an extra key of 21 characters', { extra: { ['k'.repeat(21)]: '' } }, 'extra'],
		['an extra value as object', { extra: { key: {} } }, 'extra.key'],
		['items as object', { items: item }, 'items'],
		['an item as text', { items: ['Tea'] }, 'items[0]'],
		['a price as text', { items: [{ ...item, price: '1' }] }, 'items[0].price'],
		['half a piece', { items: [{ ...item, count: 0.5 }] }, 'items[0].count'],
		['an image that is no URL', { items: [{ ...item, image: 'tea.png' }] }, 'items[0].image'],
		['an unknown part of an item', { items: [{ ...item, tax: 1 }] }, 'items[0].tax'],
		['a location id of 33 characters', { locationId: 'x'.repeat(33) }, 'locationId'],
		['a customer id of 33 characters', { customerId: 'x'.repeat(33) }, 'customerId'],
		['a source id of 33 characters', { sourceId: 'x'.repeat(33) }, 'sourceId'],
		['a switch as text', { shouldCreateSource: 'true' }, 'shouldCreateSource'],
		['an unknown parameter', { ordernumber: 'x' }, 'ordernumber'],
	])('%s is refused by name', async (_name, fields, parameterName) => {
		const answer = await call(sandbox, 'POST /codes', { body: order(fields) });
		expect(refusal(answer)).toEqual([400, 'M002002', parameterName]);
		expect(sandbox.state.codes()).toHaveLength(0);
	});

	test.each(['GBP', 'jpy'])('the currency %s is not supported', async (currency) => {
		const answer = await call(sandbox, 'POST /codes', { body: order({ currency }) });
		expect(refusal(answer)).toEqual([400, 'M002009', 'currency']);
	});

	test('more than the account’s limit is refused', async () => {
		const answer = await call(sandbox, 'POST /codes', { body: order({ amount: 10_000_001 }) });
		expect(refusal(answer)).toEqual([400, 'M007001', 'amount']);
	});

	test.each([
		['half a body', { raw: '{"amount":1,' }],
		['a list', { raw: '[]' }],
		['null', { raw: 'null' }],
		['an empty body', { raw: '' }],
		['no body', {}],
		['a prototype', { raw: '{"amount":1,"orderNo":"x","__proto__":{"currency":"JPY"}}' }],
		['another content type', { raw: 'amount=1', headers: { 'content-type': 'text/plain' } }],
		['two megabytes', { body: order({ extra: { key: 'x'.repeat(2 ** 21) } }) }],
	])('%s in place of an order is refused', async (_name, options) => {
		const answer = await call(sandbox, 'POST /codes', options);
		expect(refusal(answer)).toEqual([400, 'M002002', null]);
	});
});
