import fc from 'fast-check';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import type { Charge } from '../../sandbox/elepay/charge/charge';
import type { FaultRule } from '../../sandbox/control/faults';
import { loadPackage } from '../../engine';
import { outcomeOf, PACKAGE_ROOT, TEST_KEY, useElepay, workflowOf } from '../support/elepay';
import {
	COLUMNS,
	countOf,
	play,
	requestsTo,
	RETRY_ON_FAIL,
	runnerOf,
	seed,
} from '../support/operations';

const elepay = useElepay();

const run = runnerOf(elepay, 'refund');

const POST = 'POST /charges/{id}/refunds';
const LIST = 'GET /charges/{id}/refunds';

/** Makes so many paid charges of 1,000 each. */
async function paid(count = 1, paymentMethod = 'creditcard'): Promise<Charge[]> {
	await seed(elepay, { charges: count, paymentMethod });
	const all = [...elepay.sandbox.state.test.charges.values()];
	for (const charge of all) Object.assign(charge, { amount: 1000, authorizeAmount: 1000 });
	return all;
}

const refund = async (rows: IDataObject[], setup = {}) => await run('create', rows, COLUMNS, setup);

const sumOf = ({ refunds }: Charge) => refunds.data.reduce((sum, { amount }) => sum + amount, 0);

describe('Create', () => {
	it('gives a part back, and gives the refund as elepay answers', async () => {
		const [{ id, refunds }] = (await paid()) as [Charge];
		const { json, items } = await refund([{ chargeId: id, amount: '300' }]);
		expect(json).toEqual([JSON.parse(JSON.stringify(refunds.data[0]))]);
		expect(json[0]).toMatchObject({ chargeId: id, amount: 300, status: 'pending' });
		expect(items[0]!.pairedItem).toEqual({ item: 0 });
	});

	it('takes every field, below or from columns, and sends the same', async () => {
		const [one, two] = (await paid(2)) as [Charge, Charge];
		const requests = requestsTo(elepay, POST);
		const row = {
			amount: 300,
			currency: 'jpy',
			reason: '返'.repeat(255),
			reference: 'row 17',
			'metadata.a': 'b',
		};
		await refund([{ ...row, chargeId: one.id }]);
		await run('create', [{ id: two.id }], {
			chargeId: '={{ $json }}',
			fullRemainingAmount: false,
			amount: '300',
			reference: 'row 17',
			additionalFields: {
				currency: 'jpy',
				reason: row.reason,
				metadata: { entry: [{ key: 'a', value: 'b' }] },
			},
		});
		const [first, second] = requests;
		expect(first!.body).toEqual({
			amount: 300,
			currency: 'JPY',
			reason: row.reason,
			metadata: { a: 'b', reference: 'row 17' },
		});
		expect(second!.body).toEqual(first!.body);
		expect([first, second].map((request) => request!.params.id)).toEqual([one.id, two.id]);
	});

	it("refunds in the charge's currency without being told", async () => {
		const [charge] = (await paid()) as [Charge];
		charge.currency = 'USD';
		const { json } = await refund([{ chargeId: charge.id, amount: 300 }]);
		expect(json[0]).toMatchObject({ amount: 300, currency: 'USD' });
	});

	it.each([
		[{ amount: 1 }, 'None of the columns is the Charge ID'],
		[{ chargeId: '../charges', amount: 1 }, "Charge ID isn't an ID"],
		[{ chargeId: 'ch_1' }, 'Amount is empty'],
		[{ chargeId: 'ch_1', fullRemainingAmount: false }, 'Amount is empty'],
		[{ chargeId: 'ch_1', amount: 0 }, 'Amount needs to be '],
		[{ chargeId: 'ch_1', amount: -300 }, 'Amount needs to be '],
		[{ chargeId: 'ch_1', amount: '300.5' }, 'Amount needs to be a whole number'],
		[{ chargeId: 'ch_1', amount: 1, fullRemainingAmount: true }, 'are both filled in'],
		[{ chargeId: 'ch_1', fullRemainingAmount: 'all' }, 'needs to be true or false'],
		[{ chargeId: 'ch_1', amount: 1, reason: 'x'.repeat(256) }, 'Reason has '],
		[
			{ chargeId: 'ch_1', amount: 1, currency: 'YEN!' },
			'Currency needs to be a three-letter currency code',
		],
		[{ chargeId: 'ch_1', amount: 1, reference: 'x'.repeat(256) }, 'Reference has '],
		[{ chargeId: 'ch_1', amount: 1, reference: 'a\nb' }, 'Reference has a line break'],
		[{ chargeId: 'ch_1', amount: 1, 'metadata.n8nKey': 'x' }, 'that this node needs: "n8nKey"'],
		[
			{ chargeId: 'ch_1', amount: 1, reference: '1', 'metadata.reference': 'x' },
			'that this node needs: "reference"',
		],
		[
			{
				chargeId: 'ch_1',
				amount: 1,
				metadata: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, 'v'])),
			},
			'Metadata has 20 entries; the limit is 19',
		],
	])('refuses %j before anything is sent', async (row, message) => {
		const { failed } = await refund([row as IDataObject]);
		expect(failed[0]!.elepayError).toContain(message);
		expect(failed[0]!.elepayError).not.toContain('went through');
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});

	it.each<[string, Partial<Charge>, IDataObject, string]>([
		['a disputed charge', { disputed: true }, { amount: 1 }, 'is disputed'],
		[
			'what is not paid',
			{ paid: false, status: 'pending' },
			{ amount: 1 },
			"isn't paid: its status is pending",
		],
		[
			'more than there is',
			{},
			{ amount: 1001 },
			'Amount is more than what is left to refund of charge',
		],
		['another currency', {}, { amount: 1, currency: 'USD' }, 'Currency is USD'],
		[
			'a brand that gives nothing back',
			{ paymentMethod: 'konbini' },
			{ amount: 1 },
			"can't be refunded",
		],
		[
			'a part where only all goes',
			{ paymentMethod: 'docomopay' },
			{ amount: 1 },
			"can't be refunded in parts",
		],
	])('refuses %s without asking elepay to do it', async (_what, charge, row, message) => {
		const [{ id }] = (await paid()) as [Charge];
		Object.assign(elepay.sandbox.state.test.charges.get(id)!, charge);
		const { failed } = await refund([{ chargeId: id, ...row }]);
		expect(failed[0]!.elepayError).toContain(message);
		expect(failed[0]!.elepayError).not.toContain('went through');
		expect(countOf(elepay, POST)).toBe(0);
	});

	it('refuses a second refund, also while the first is on its way, where a brand allows one', async () => {
		const [charge] = (await paid(1, 'unionpay')) as [Charge];
		const rows = [{ chargeId: charge.id, amount: 300 }];
		await refund(rows);
		const second = await refund(rows);
		expect(second.failed[0]!.elepayError).toContain('unionpay can be refunded only once');
		await elepay.sandbox.clock.advance(6000);
		const third = await refund(rows);
		expect(third.failed[0]!.elepayError).toContain('unionpay can be refunded only once');
		expect(countOf(elepay, POST)).toBe(1);
	});

	it('leaves it to elepay where it cannot find out what a brand allows', async () => {
		const [{ id }] = (await paid(1, 'docomopay')) as [Charge];
		elepay.sandbox.faults.set([{ route: 'GET /payment-methods', connection: 'reset' }]);
		const { failed } = await refund([{ chargeId: id, amount: 300 }]);
		expect(countOf(elepay, POST)).toBe(1);
		expect(failed[0]!.elepayError).toContain("elepay doesn't support this operation");
	});

	it('asks once a run what the brands allow', async () => {
		const charges = await paid(20);
		await refund(charges.map(({ id }) => ({ chargeId: id, amount: 1 })));
		expect(countOf(elepay, 'GET /payment-methods')).toBe(1);
		expect(charges.every((charge) => sumOf(charge) === 1)).toBe(true);
	});

	it("refuses what it can't find in elepay's words", async () => {
		const { failed } = await refund([{ chargeId: 'ch_nowhere', amount: 300 }]);
		expect(failed[0]!.elepayError).toBe("elepay couldn't find charge 'ch_nowhere' [item 0]");
	});

	it('keeps the good rows, each linked to its own', async () => {
		const charges = await paid(3);
		charges[1]!.disputed = true;
		const rows = charges.map(({ id }) => ({ chargeId: id, amount: 300 }));
		const { items, linked, linkedFailed } = await refund(rows);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(linked).toEqual([rows[0], rows[2]]);
		expect(linkedFailed).toEqual([rows[1]]);
	});

	it('counts the refunds that were made when the workflow stops', async () => {
		const charges = await paid(3);
		charges[2]!.disputed = true;
		const rows = charges.map(({ id }) => ({ chargeId: id, amount: 300 }));
		const { error } = await refund(rows, { onError: undefined, options: { maxConcurrency: 1 } });
		expect(error!.message).toContain('2 refunds were made before that');
		expect((error!.context!.data as IDataObject).made).toEqual(
			charges.slice(0, 2).map(({ id, refunds: { data } }) => ({
				id: data[0]!.id,
				chargeId: id,
				amount: 300,
			})),
		);
	});
});

describe('Full Remaining Amount', () => {
	it('gives all back', async () => {
		const [charge] = (await paid()) as [Charge];
		const { json } = await run('create', [{}], {
			chargeId: charge.id,
			fullRemainingAmount: true,
		});
		expect(json[0]).toMatchObject({ amount: 1000 });
		await elepay.sandbox.clock.advance(6000);
		expect(charge).toMatchObject({ status: 'refunded', refunded: true });
	});

	it('gives the rest back after a part, whether that has arrived or is on its way', async () => {
		const charges = (await paid(2)) as [Charge, Charge];
		await refund([{ chargeId: charges[0].id, amount: 300 }]);
		await elepay.sandbox.clock.advance(6000);
		await refund([{ chargeId: charges[1].id, amount: 400 }]);
		// elepay's own sum may not count what is on its way
		charges[1].refunds.amount = 0;
		const { json } = await refund(
			charges.map(({ id }) => ({ chargeId: id, fullRemainingAmount: 'TRUE' })),
		);
		expect(json.map(({ amount }) => amount)).toEqual([700, 600]);
		expect(charges.map(sumOf)).toEqual([1000, 1000]);
	});

	it('reads what remains at that moment: rows of one charge follow each other', async () => {
		const [charge] = (await paid()) as [Charge];
		elepay.sandbox.faults.set([{ route: POST, latency: 30 }]);
		const { json, failed } = await refund([
			{ chargeId: charge.id, amount: 100 },
			{ chargeId: charge.id, amount: 200 },
			{ chargeId: charge.id, fullRemainingAmount: true },
			{ chargeId: charge.id, fullRemainingAmount: true },
		]);
		expect(json.map(({ amount }) => amount)).toEqual([100, 200, 700]);
		expect(failed[0]!.elepayError).toContain('has already been refunded in full');
		expect(countOf(elepay, POST)).toBe(3);
	});
});

describe('Reference', () => {
	const row = (charge: Charge, reference: unknown, amount = 300) =>
		({ chargeId: charge.id, amount, reference }) as IDataObject;

	it('lets a sheet run twice and refunds once', async () => {
		const charges = await paid(20);
		const rows = charges.flatMap((charge) => [row(charge, 17), row(charge, 'A-18', 200)]);
		const first = await refund(rows);
		const second = await refund(rows);
		expect(second.json).toEqual(first.json);
		expect(charges.map(sumOf)).toEqual(charges.map(() => 500));
		expect(countOf(elepay, POST)).toBe(40);
		await elepay.sandbox.clock.advance(6000);
		expect((await refund(rows)).json.map(({ id }) => id)).toEqual(first.json.map(({ id }) => id));
	});

	it('returns the refund of all that remained, too', async () => {
		const [charge] = (await paid()) as [Charge];
		const rows = [{ chargeId: charge.id, reference: '1', fullRemainingAmount: true }];
		const [first, second] = [await refund(rows), await refund(rows)];
		expect(second.json).toEqual(first.json);
		expect(sumOf(charge)).toBe(1000);
	});

	it('refuses the same one over another sum', async () => {
		const [charge] = (await paid()) as [Charge];
		await refund([row(charge, '1')]);
		const { failed } = await refund([row(charge, '1', 400)]);
		expect(failed[0]!.elepayError).toBe(
			`The refund '1' of charge '${charge.id}' already exists, but its amount is 300 instead of 400 [item 0]`,
		);
		expect(sumOf(charge)).toBe(300);
	});

	it('is of one charge: another may have the same', async () => {
		const charges = await paid(2);
		const { json } = await refund(charges.map((charge) => row(charge, '1')));
		expect(json).toHaveLength(2);
	});

	it.each([
		['as text and as a number', '17', 17],
		['with white space', 'A-1', ' A-1\u3000'],
	])('stands once in a run: %s', async (_how, one, other) => {
		const [charge] = (await paid()) as [Charge];
		const { json, failed } = await refund([row(charge, one), row(charge, other)]);
		expect(json).toHaveLength(1);
		expect(failed[0]!.elepayError).toContain('already appears in item 0');
		expect(sumOf(charge)).toBe(300);
	});

	it('stands once in a run also where whole charges take the place of IDs', async () => {
		const [charge] = (await paid()) as [Charge];
		const { json } = await run('create', [{}, {}], {
			chargeId: { id: charge.id },
			amount: '300',
			reference: '1',
		} as INodeParameters);
		expect(json).toHaveLength(1);
		expect(sumOf(charge)).toBe(300);
	});

	it('sends nothing at all in Stop mode if two rows have the same', async () => {
		const [charge] = (await paid()) as [Charge];
		const { error } = await refund([row(charge, '1'), row(charge, '1')], { onError: undefined });
		expect(error!.message).toContain('appears in two rows: item 0 and item 1');
		expect(countOf(elepay, POST)).toBe(0);
	});

	it('shows in the lists of refunds', async () => {
		const [charge] = (await paid()) as [Charge];
		await refund([row(charge, '1')]);
		const { json } = await run('getAll', [{}], { chargeId: charge.id });
		expect(json).toMatchObject([{ chargeId: charge.id, amount: 300, reference: '1' }]);
	});
});

describe('a refund of unknown outcome', () => {
	const rowOf = (charge: Charge, number: number, withReference: boolean): IDataObject => ({
		chargeId: charge.id,
		amount: 100 + number,
		...(withReference && { reference: `row ${number}` }),
	});

	describe.each([
		['with a reference', true],
		['without one', false],
	])('%s', (_how, withReference) => {
		it('is sent once, and returned where it shows', async () => {
			const charges = await paid(4);
			elepay.sandbox.faults.set([
				{
					route: POST,
					script: [
						{ connection: 'reset', processed: true },
						{ connection: 'half', processed: true },
						{ answer: { errorCode: 'S001001' }, processed: true },
						{ answer: { body: 'Busy', status: 503 }, processed: true },
					],
				},
			]);
			const rows = charges.map((charge, number) => rowOf(charge, number, withReference));
			const { json, failed } = await refund(rows, { options: { maxTries: 5 } });
			expect(failed).toEqual([]);
			expect(json.map(({ amount }) => amount)).toEqual([100, 101, 102, 103]);
			expect(countOf(elepay, POST)).toBe(4);
			expect(charges.map(sumOf)).toEqual([100, 101, 102, 103]);
		});

		it('is told as unknown where it does not show, and not sent again', async () => {
			const [charge] = (await paid()) as [Charge];
			elepay.sandbox.faults.set([{ route: POST, connection: 'reset' }]);
			const { failed } = await refund([rowOf(charge, 1, withReference)]);
			const name = withReference ? "'row 1' of charge" : 'of charge';
			expect(failed[0]!.elepayError).toContain(
				`The refund ${name} '${charge.id}' may still have been made`,
			);
			expect(failed[0]!.elepayHelp).toContain('Refund > Get Many');
			expect(countOf(elepay, POST)).toBe(1);
		});

		it("is found by n8n's Retry On Fail, also when all has gone back with it", async () => {
			const [charge] = (await paid()) as [Charge];
			elepay.sandbox.faults.set([
				{ route: POST, times: 1, connection: 'reset', processed: true },
				// With a reference there is a look before the call, too
				{
					route: LIST,
					script: [...(withReference ? [null] : []), ...Array(3).fill({ connection: 'reset' })],
				},
			]);
			const { json, error } = await refund([{ ...rowOf(charge, 1, withReference), amount: 1000 }], {
				onError: undefined,
				node: RETRY_ON_FAIL,
			});
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ chargeId: charge.id, amount: 1000 }]);
			expect(countOf(elepay, POST)).toBe(1);
			expect(sumOf(charge)).toBe(1000);
		});
	});

	it('does not find a refund of another row', async () => {
		const [charge] = (await paid()) as [Charge];
		elepay.sandbox.faults.set([{ route: POST, script: [null, { connection: 'reset' }] }]);
		const row = { chargeId: charge.id, amount: 300 };
		const { json, failed } = await refund([row, row]);
		expect([json.length, failed.length]).toEqual([1, 1]);
		expect(sumOf(charge)).toBe(300);
	});

	const MIXTURES: Array<[string, FaultRule[]]> = [
		[
			'cut connections',
			[
				{ route: POST, probability: 0.15, connection: 'reset', processed: true },
				{ route: POST, probability: 0.15, connection: 'reset' },
				{ route: POST, probability: 0.1, connection: 'half' },
			],
		],
		[
			'gateways and faults of elepay',
			[
				{ route: POST, probability: 0.1, answer: { body: 'x', status: 502 }, processed: true },
				{ route: POST, probability: 0.1, answer: { body: 'x', status: 503 }, processed: true },
				{ route: POST, probability: 0.1, answer: { errorCode: 'S001000' }, processed: true },
				{ route: POST, probability: 0.1, answer: { errorCode: 'S002000' } },
				{ route: POST, probability: 0.1, answer: { body: '', status: 504 } },
			],
		],
		[
			'everything at once, reading included',
			[
				{ probability: 0.1, connection: 'reset', processed: true },
				{ probability: 0.1, connection: 'reset' },
				{ probability: 0.05, answer: { body: '', status: 503 } },
				{ overPerSecond: 150, answer: { errorCode: 'M005000' } },
			],
		],
	];

	it.each(MIXTURES)('is never made twice: %s', async (_name, rules) => {
		const charges = await paid(120);
		// Each charge has a row with a reference and two equal ones without
		const rows = charges.flatMap(({ id }) => [
			{ chargeId: id, amount: 100, reference: 'r' },
			{ chargeId: id, amount: 10 },
			{ chargeId: id, amount: 10 },
		]);
		elepay.sandbox.faults.set(rules, 7);
		const options = { maxTries: 3, maxConcurrency: 100 };
		const first = await refund(rows, { options, node: RETRY_ON_FAIL });
		const amounts = (charge: Charge) => charge.refunds.data.map(({ amount }) => amount);
		for (const charge of charges) {
			expect(amounts(charge).filter((amount) => amount === 100).length).toBeLessThanOrEqual(1);
			expect(amounts(charge).filter((amount) => amount === 10).length).toBeLessThanOrEqual(2);
		}
		// What is given as made has been made, each once
		const ids = first.json.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		const made = new Set(charges.flatMap(({ refunds }) => refunds.data.map(({ id }) => id)));
		expect(ids.every((id) => made.has(id as string))).toBe(true);
		expect(first.json.length + first.failed.length).toBe(rows.length);
		// What has been made is given as made, or told as unknown
		const unknown = first.failed.filter(({ elepayError: error }) =>
			String(error).includes('may still have been made'),
		);
		expect(made.size).toBeLessThanOrEqual(ids.length + unknown.length);
		expect(ids.length).toBeGreaterThan(100);

		// The rows with a reference once more, in calm weather
		elepay.sandbox.faults.clear();
		const { failed } = await refund(rows.filter(({ reference }) => reference));
		expect(failed).toEqual([]);
		for (const charge of charges) {
			expect(amounts(charge).filter((amount) => amount === 100)).toHaveLength(1);
		}
	});
});

describe('the way of tools that n8n runs item by item', () => {
	const TYPE = 'n8n-nodes-elepay.elepay';

	const routed = async (row: IDataObject, faults: FaultRule[], node = {}) => {
		const built = await loadPackage(PACKAGE_ROOT);
		const nodeType = Object.create(built.getNode(TYPE) as INodeType, {
			customOperations: { value: undefined },
			execute: { value: undefined, writable: true },
		}) as INodeType;
		const credential = { secretKey: TEST_KEY, baseUrl: elepay.sandbox.url };
		const engine = elepay.engineWith(credential, { [TYPE]: nodeType });
		elepay.sandbox.faults.set(faults);
		const workflow = workflowOf({
			parameters: {
				resource: 'refund',
				operation: 'create',
				chargeId: '={{ $json.chargeId }}',
				amount: '={{ $json.amount }}',
			},
			node,
		});
		return outcomeOf(await engine.run(workflow, { input: [{ json: row }] }));
	};

	it('refunds once when it is repeated after an unknown outcome', async () => {
		const [charge] = (await paid()) as [Charge];
		const { json, error } = await routed(
			{ chargeId: charge.id, amount: 300 },
			[
				{ route: POST, times: 1, connection: 'reset', processed: true },
				{ route: LIST, times: 3, connection: 'reset' },
			],
			RETRY_ON_FAIL,
		);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ amount: 300 }]);
		expect(countOf(elepay, POST)).toBe(1);
		expect(sumOf(charge)).toBe(300);
	});

	it('does not refund in a further try what does not show', async () => {
		const [charge] = (await paid()) as [Charge];
		const { error } = await routed(
			{ chargeId: charge.id, amount: 300 },
			[{ route: POST, times: 1, connection: 'reset' }],
			RETRY_ON_FAIL,
		);
		expect(error!.message).toContain('may still have been made');
		expect(countOf(elepay, POST)).toBe(1);
	});
});

describe('Get Many', () => {
	it('lists the refunds of charges, simplified or whole', async () => {
		const charges = (await paid(3)) as [Charge, Charge, Charge];
		await refund([
			{ chargeId: charges[0].id, amount: 100, reason: 'x' },
			{ chargeId: charges[2].id, amount: 10 },
			{ chargeId: charges[2].id, amount: 20 },
		]);
		const rows = charges.map(({ id }) => ({ id }));
		const parameters = { chargeId: '={{ $json.id }}' };
		const { json, linked } = await run('getAll', rows, parameters);
		expect(json.map(({ amount }) => amount)).toEqual([100, 10, 20]);
		expect(linked).toEqual([rows[0], rows[2], rows[2]]);
		expect(json[0]).toEqual({
			id: charges[0].refunds.data[0]!.id,
			chargeId: charges[0].id,
			amount: 100,
			currency: 'JPY',
			status: 'pending',
			reason: 'x',
			reference: null,
			refundedTime: null,
			createTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		});
		const whole = await run('getAll', rows.slice(2), { ...parameters, simplify: false, limit: 1 });
		expect(whole.json).toEqual([JSON.parse(JSON.stringify(charges[2].refunds.data[0]))]);
	});
});

describe('Get', () => {
	it('tells whether the money has gone back', async () => {
		const [charge] = (await paid()) as [Charge];
		const made = (await refund([{ chargeId: charge.id, amount: 100 }])).json;
		const parameters = { chargeId: '={{ $json.chargeId }}', refundId: '={{ $json.id }}' };
		const get = async () => (await run('get', made, parameters)).json[0]!.status;
		expect(await get()).toBe('pending');
		await elepay.sandbox.clock.advance(6000);
		expect(await get()).toBe('refunded');
	});

	it('says which of the two IDs elepay does not know', async () => {
		const [charge] = (await paid()) as [Charge];
		const { failed } = await run('get', [{ chargeId: charge.id, id: 're_nowhere' }], {
			chargeId: '={{ $json.chargeId }}',
			refundId: '={{ $json.id }}',
		});
		expect(failed[0]!.elepayError).toContain("elepay couldn't find refund 're_nowhere'");
	});
});

it('whatever passes the checks of the node is taken by elepay', async () => {
	const text = fc.string({ unit: 'grapheme', maxLength: 300 });
	const rows = fc.record(
		{
			amount: fc.oneof(fc.integer({ min: -5, max: 1100 }), fc.constantFrom('7', '1,0', '', null)),
			fullRemainingAmount: fc.constantFrom(true, false, 'TRUE', '0', 'x', ''),
			currency: fc.constantFrom('JPY', 'jpy', 'USD', 'x', ''),
			reason: text,
			reference: text,
			metadata: fc.dictionary(fc.string({ maxLength: 25 }), text, { maxKeys: 22 }),
		},
		{ requiredKeys: [] },
	);
	await fc.assert(
		fc.asyncProperty(fc.array(rows, { minLength: 30, maxLength: 30 }), async (values) => {
			elepay.sandbox.state.reset();
			const charges = await paid(values.length);
			const { failed } = await refund(
				values.map((row, index) => ({ ...row, chargeId: charges[index]!.id }) as IDataObject),
			);
			expect(countOf(elepay, POST)).toBe(values.length - failed.length);
			for (const charge of charges) expect(sumOf(charge)).toBeLessThanOrEqual(1000);
		}),
		{ numRuns: 20 },
	);
});

it('a refund that is made elsewhere meanwhile counts too', async () => {
	const [charge] = (await paid()) as [Charge];
	const code = (await elepay.run([{ amount: 1000, orderNo: 'A-1' }])).json[0]!;
	await play(elepay, `codes/${String(code.id)}/pay`, { paymentMethod: 'paypay' });
	const paidCode = (
		await elepay.run([{}], {
			parameters: { operation: 'get', codeId: String(code.id), simplify: true },
		})
	).json[0]!;
	await play(elepay, `codes/${String(code.id)}/refund`, { amount: 250 });
	const { json } = await refund([
		{ chargeId: charge.id, fullRemainingAmount: true },
		{ chargeId: String(paidCode.chargeId), fullRemainingAmount: true },
	]);
	expect(json.map(({ amount }) => amount)).toEqual([1000, 750]);
});
