import type { IDataObject } from 'n8n-workflow';

import type { Dispute } from '../../sandbox/elepay/dispute/dispute';
import { useElepay } from '../support/elepay';
import { play, requestsTo, runnerOf, seed } from '../support/operations';
import { itReadsPages } from './support/lists';

const elepay = useElepay();

const run = runnerOf(elepay, 'dispute');

const LIST = 'GET /disputes';

const store = () => elepay.sandbox.state.test.disputes;
const plain = (dispute: Dispute) => JSON.parse(JSON.stringify(dispute)) as IDataObject;

beforeEach(async () => await seed(elepay, { charges: 20, disputes: 3 }));

describe('Get Many', () => {
	itReadsPages(elepay, {
		resource: 'dispute',
		route: LIST,
		kind: 'disputes',
		add() {
			const [any] = [...store().values()];
			const createTime = elepay.sandbox.clock.now();
			const added = { ...any!, id: `dsp_new_${store().size}`, createTime };
			store().add(added);
			return added;
		},
	});

	it('gives the newest first, also where all are read', async () => {
		await seed(elepay, { disputes: 250 });
		const newestFirst = [...store().keys()].reverse();
		const idsOf = ({ json }: { json: IDataObject[] }) => json.map(({ id }) => id);
		expect(idsOf(await run('getAll', [{}], { returnAll: true }))).toEqual(newestFirst);
		expect(idsOf(await run('getAll', [{}]))).toEqual(newestFirst.slice(0, 50));
		const filters = { order: 'asc' };
		expect(idsOf(await run('getAll', [{}], { returnAll: true, filters }))).toEqual(
			newestFirst.reverse(),
		);
	});

	it('sends its filters as elepay has them, and times of the workflow', async () => {
		const requests = requestsTo(elepay, LIST);
		await run('getAll', [{}], {
			filters: {
				from: '2026-06-01',
				to: '2026-06-30',
				dateField: 'resolved_time',
				status: 'won',
				chargeId: ' ch_1 ',
				sort: 'resolved_time',
				order: 'asc',
			},
		});
		expect(requests[0]!.query).toEqual({
			from: expect.stringMatching(/^\d{13}$/) as string,
			to: expect.stringMatching(/^\d{13}$/) as string,
			dateField: 'resolved_time',
			status: 'won',
			chargeId: 'ch_1',
			sort: 'resolved_time',
			order: 'asc',
			limit: '50',
			offset: '0',
		});
		const { from, to } = requests[0]!.query as { from: string; to: string };
		expect(Number(to) - Number(from)).toBe(30 * 24 * 60 * 60_000 - 1);
	});

	it('gives those in a state, and those about a charge', async () => {
		const [one, two] = [...store().values()] as [Dispute, Dispute];
		await play(elepay, `disputes/${one.id}/resolve`, { status: 'lost' });
		const lost = await run('getAll', [{}], { filters: { status: 'lost' } });
		expect(lost.json.map(({ id }) => id)).toEqual([one.id]);
		const about = await run('getAll', [{}], { filters: { chargeId: two.chargeId } });
		expect(about.json.map(({ id }) => id)).toEqual([two.id]);
	});

	it('gives what a workflow needs of each, or all of it', async () => {
		const [simple] = (await run('getAll', [{}])).json;
		expect(Object.keys(simple!)).toEqual([
			'id',
			'chargeId',
			'status',
			'amount',
			'currency',
			'reason',
			'createTime',
			'resolvedTime',
		]);
		const [whole] = (await run('getAll', [{}], { simplify: false })).json;
		expect(whole).toEqual(plain(store().get(String(whole!.id))!));
	});

	it.each([
		[{ from: 'yesterday' }, "From isn't a date or a time"],
		[{ status: '={{ "open" }}' }, "Status isn't one of its choices"],
		[{ chargeId: 'x'.repeat(33) }, 'Charge ID is too long'],
	])('refuses the filter %j', async (filters, message) => {
		const { failed } = await run('getAll', [{}], { filters });
		expect(failed[0]!.elepayError).toContain(message);
	});
});

describe('Get', () => {
	it('gives a dispute whole, by its ID or from the object itself', async () => {
		const [dispute] = [...store().values()] as [Dispute];
		for (const disputeId of [dispute.id, '={{ $json }}']) {
			const { json, items } = await run('get', [{ id: dispute.id }], { disputeId });
			expect(json).toEqual([plain(dispute)]);
			expect(items[0]!.pairedItem).toEqual({ item: 0 });
		}
	});

	it('says so where elepay does not know it', async () => {
		const { failed } = await run('get', [{}], { disputeId: 'dsp_x' });
		expect(failed[0]!.elepayError).toBe("elepay couldn't find dispute 'dsp_x' [item 0]");
	});
});
