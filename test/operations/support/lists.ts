import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ApiRoute } from '../../../sandbox/elepay/calls';
import type { Elepay } from '../../support/elepay';
import { countOf, requestsTo, runnerOf, seed } from '../../support/operations';

interface TestedList {
	resource: string;
	route: ApiRoute;
	/** What the sandbox calls its objects. */
	kind: 'customers' | 'locations' | 'readers' | 'disputes';
	/** Makes one more object. */
	add(): { id: string };
}

/** Tests that Get Many reads a list of elepay's that comes in pages. */
export function itReadsPages(elepay: Elepay, { resource, route, kind, add }: TestedList): void {
	const list = async (parameters: INodeParameters = {}) =>
		await runnerOf(elepay, resource)('getAll', [{}], parameters);

	const allIds = () => [...elepay.sandbox.state.test[kind].keys()];
	const idsOf = (json: IDataObject[]) => json.map(({ id }) => id);

	it.each([
		[0, 1],
		[1, 1],
		[100, 2],
		[101, 2],
		[2345, 24],
	])('gives all of %d, each once, linked to its row', async (count, pages) => {
		await seed(elepay, { [kind]: count });
		const { json, items, failed } = await list({ returnAll: true });
		expect(failed).toEqual([]);
		expect(json).toHaveLength(count);
		expect(new Set(idsOf(json))).toEqual(new Set(allIds()));
		expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
		expect(countOf(elepay, route)).toBe(pages);
	});

	it('misses and doubles none while new ones come in', async () => {
		await seed(elepay, { [kind]: 450 });
		const before = allIds();
		requestsTo(elepay, route, add);
		const { json } = await list({ returnAll: true });
		const ids = idsOf(json);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(expect.arrayContaining(before));
	});

	it.each([
		[1, 1],
		[100, 1],
		[150, 2],
	])('gives the first %d and asks for no more', async (limit, pages) => {
		await seed(elepay, { [kind]: 450 });
		const { json } = await list({ limit });
		expect(json).toHaveLength(limit);
		expect(countOf(elepay, route)).toBe(pages);
	});

	it('gives 50 unless told otherwise', async () => {
		await seed(elepay, { [kind]: 450 });
		expect((await list()).json).toHaveLength(50);
	});

	it('lists once for each row', async () => {
		await seed(elepay, { [kind]: 2 });
		const { items } = await runnerOf(elepay, resource)('getAll', [{ a: 1 }, { a: 2 }]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
	});

	it('tries again what only reads', async () => {
		await seed(elepay, { [kind]: 3 });
		elepay.sandbox.faults.set([{ route, connection: 'reset', times: 1 }]);
		const { json } = await runnerOf(elepay, resource)(
			'getAll',
			[{}],
			{},
			{ options: { maxTries: 2 } },
		);
		expect(json).toHaveLength(3);
	});
}
