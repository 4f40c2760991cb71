import type { IDataObject } from 'n8n-workflow';

import type { Source } from '../../sandbox/elepay/source/source';
import { useElepay } from '../support/elepay';
import { countOf, requestsTo, runnerOf } from '../support/operations';

const elepay = useElepay();

const run = runnerOf(elepay, 'source');

const LIST = 'GET /customers/{customerId}/sources';
const DELETE = 'DELETE /customers/{customerId}/sources/{sourceId}';

const store = () => elepay.sandbox.state.test;
const plain = (source: Source) => JSON.parse(JSON.stringify(source)) as IDataObject;
const aSource = () => [...store().sources.values()].find(({ cardInfo }) => cardInfo)!;

describe('Get Many', () => {
	it('gives the saved payment methods of a customer, simplified to ten properties', async () => {
		const { customerId } = aSource();
		const sources = store().sourcesOf(customerId);
		const { json, items } = await run('getAll', [{}], { customerId });
		expect(json.map(({ id }) => id)).toEqual(sources.map(({ id }) => id));
		expect(json.every((source) => Object.keys(source).length === 10)).toBe(true);
		expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	});

	it('shows nothing of a card but its brand and last digits, and no secret', async () => {
		const { id, customerId, cardInfo } = aSource();
		Object.assign(aSource(), { credential: 'secret', cardInfo: { ...cardInfo, name: 'TARO' } });
		const { json } = await run('getAll', [{}], { customerId });
		const source = json.find((one) => one.id === id);
		expect(source).toMatchObject({ brand: cardInfo!.brand, last4: cardInfo!.last4, customerId });
		expect(JSON.stringify(json)).not.toMatch(/secret|TARO/);
	});

	it('gives them whole', async () => {
		const { customerId } = aSource();
		const { json } = await run('getAll', [{}], { customerId, simplify: false });
		expect(json).toEqual(store().sourcesOf(customerId).map(plain));
	});

	it('tells the customer where elepay does not', async () => {
		const sources = [{ id: 'src_1', paymentMethod: 'paypay' }];
		const body = JSON.stringify({ total: 1, sources });
		elepay.sandbox.faults.set([{ answer: { status: 200, body, contentType: 'application/json' } }]);
		const { json } = await run('getAll', [{}], { customerId: 'cus_1' });
		expect(json).toEqual([
			{
				id: 'src_1',
				customerId: 'cus_1',
				paymentMethod: 'paypay',
				brand: null,
				last4: null,
				wallet: null,
			},
		]);
	});

	it('gives those of one payment method', async () => {
		const requests = requestsTo(elepay, LIST);
		const { customerId } = aSource();
		const { json } = await run('getAll', [{}], {
			customerId,
			filters: { paymentMethod: 'creditcard' },
		});
		expect(requests[0]!.query).toEqual({ paymentMethod: 'creditcard' });
		expect(json.length).toBeGreaterThan(0);
		expect(json.every(({ paymentMethod }) => paymentMethod === 'creditcard')).toBe(true);
	});

	it.each([0, 1, 100, 101, 2345])('gives all of %d, or no more than the limit', async (count) => {
		const { customerId, ...rest } = aSource();
		store().sources.clear();
		for (let index = 0; index < count; index++) {
			store().sources.add({ ...rest, customerId, id: `src_${index}` });
		}
		const { json } = await run('getAll', [{}], { customerId, returnAll: true });
		expect(new Set(json.map(({ id }) => id)).size).toBe(count);
		expect((await run('getAll', [{}], { customerId })).json).toHaveLength(Math.min(50, count));
		expect(countOf(elepay, LIST)).toBe(2);
	});

	it('says so where elepay does not know the customer', async () => {
		const { failed } = await run('getAll', [{}], { customerId: 'cus_x' });
		expect(failed[0]!.elepayError).toBe("elepay couldn't find customer 'cus_x' [item 0]");
	});
});

describe('Get', () => {
	it('gives a source whole, or simplified', async () => {
		const { id, customerId, status } = aSource();
		const parameters = { customerId, sourceId: id };
		expect((await run('get', [{}], parameters)).json).toEqual([plain(aSource())]);
		const { json } = await run('get', [{}], { ...parameters, simplify: true });
		expect(json[0]).toMatchObject({ id, customerId, status });
		expect(Object.keys(json[0]!)).toHaveLength(10);
	});

	it.each([
		['cus_x', '={{ "src_1" }}', "Source 'src_1': elepay couldn't find the value of Customer"],
		['={{ $json.customer }}', 'src_x', "elepay couldn't find source 'src_x'"],
		['={{ $json.customer }}', '={{ "" }}', 'Source is empty'],
		['={{ $json.customer }}', '../x', "Source isn't an ID"],
	])('says what is wrong with customer %s and source %s', async (customerId, sourceId, message) => {
		const rows = [{ customer: aSource().customerId }];
		const { failed } = await run('get', rows, { customerId, sourceId });
		expect(failed[0]!.elepayError).toContain(message);
	});
});

describe('Delete', () => {
	const remove = async (rows: IDataObject[], setup = {}) =>
		await run(
			'delete',
			rows,
			{ customerId: '={{ $json.customerId }}', sourceId: '={{ $json.id }}' },
			setup,
		);

	it('says which sources are deleted, and keeps the good rows beside a bad one', async () => {
		const { id, customerId } = aSource();
		const { json, items, failed } = await remove([
			{ id: 'src_x', customerId },
			{ id, customerId },
		]);
		expect(json).toEqual([{ id, deleted: true }]);
		expect(items[0]!.pairedItem).toEqual({ item: 1 });
		expect(failed[0]!.elepayError).toBe("elepay couldn't find source 'src_x' [item 0]");
		expect(store().sources.has(id)).toBe(false);
	});

	it.each([true, false])(
		'is done once after a cut connection (processed: %p)',
		async (processed) => {
			const { id, customerId } = aSource();
			elepay.sandbox.faults.set([{ route: DELETE, connection: 'reset', processed, times: 1 }]);
			const { json } = await remove([{ id, customerId }], { options: { maxTries: 2 } });
			expect(json).toEqual([{ id, deleted: true }]);
			expect(store().sources.has(id)).toBe(false);
		},
	);
});
