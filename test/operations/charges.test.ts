import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Charge } from '../../sandbox/elepay/charge/charge';
import { outcomeOf, useElepay, workflowOf } from '../support/elepay';
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

const run = runnerOf(elepay, 'charge');

const charges = () => [...elepay.sandbox.state.test.charges.values()];

const list = async (parameters: INodeParameters = {}) => await run('getAll', [{}], parameters);

const idsOf = (objects: Array<{ id?: unknown }>) => objects.map(({ id }) => id);

const SOURCE = { customerId: 'cus_test_0001', sourceId: 'src_test_0001_1' };

/** Charges that the node makes from rows. */
const create = async (rows: IDataObject[]) =>
	(await run('create', rows, COLUMNS)).json as Array<IDataObject & { id: string }>;

describe('Get Many', () => {
	it.each([0, 1, 100, 101, 2345])('reads all of %i charges, newest first', async (count) => {
		await seed(elepay, { charges: count });
		const { json, items } = await list({ returnAll: true });
		expect(idsOf(json)).toEqual(idsOf(charges()).reverse());
		expect(new Set(idsOf(json)).size).toBe(count);
		expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
		expect(countOf(elepay, 'GET /charges')).toBe(Math.floor(count / 100) + 1);
	});

	it('gives 50 unless told otherwise, and as many as the limit says', async () => {
		await seed(elepay, { charges: 300 });
		const newest = idsOf(charges()).reverse();
		expect(idsOf((await list()).json)).toEqual(newest.slice(0, 50));
		expect(idsOf((await list({ limit: 1 })).json)).toEqual(newest.slice(0, 1));
		expect(idsOf((await list({ limit: 250 })).json)).toEqual(newest.slice(0, 250));
	});

	it.each([{ returnAll: true }, { limit: 2345 }])(
		'misses and doubles none while new ones arrive: %j',
		async (parameters) => {
			await seed(elepay, { charges: 2345 });
			const before = idsOf(charges()).reverse();
			const [some] = charges() as [Charge];
			let arrived = 0;
			const arrive = () => {
				for (let count = 0; count < 30; count++) {
					const id = `ch_new_${++arrived}`;
					elepay.sandbox.state.test.addCharge({ ...some, id, createTime: Date.now() + 1000 });
				}
			};
			requestsTo(elepay, 'GET /charges', arrive);
			const { json } = await list(parameters);
			const old = idsOf(json).filter((id) => !String(id).startsWith('ch_new'));
			expect(old).toEqual(before.slice(0, old.length));
			expect(new Set(idsOf(json)).size).toBe(json.length);
			if ('returnAll' in parameters) expect(json).toHaveLength(2345);
			expect(arrived).toBeGreaterThan(500);
		},
	);

	it('reads 100,000, page by page and one page at a time', async () => {
		await seed(elepay, { charges: 100_000 });
		const requests = requestsTo(elepay, 'GET /charges');
		const { json } = await list({ returnAll: true });
		expect(json).toHaveLength(100_000);
		expect(new Set(idsOf(json)).size).toBe(100_000);
		expect(elepay.sandbox.state.stats.maxInFlight).toBe(1);
		// Each page begins with the last charge of the one before
		expect(requests).toHaveLength(1011);
		expect(new Set(requests.map(({ query }) => query.limit))).toEqual(new Set(['100']));
	});

	it('goes on at the pace that elepay allows', async () => {
		await seed(elepay, { charges: 350 });
		elepay.sandbox.faults.set([
			{ route: 'GET /charges', script: [null, { answer: { errorCode: 'M005000' } }] },
		]);
		const { json } = await run('getAll', [{}], { returnAll: true }, { options: { maxTries: 3 } });
		expect(json).toHaveLength(350);
	});

	it('reads each row with the filters of its own, linked to it', async () => {
		await seed(elepay, { charges: 40 });
		const rows = [{ method: 'paypay' }, { method: 'alipay' }];
		const { json, items, linked } = await run('getAll', rows, {
			returnAll: true,
			filters: { paymentMethod: '={{ [$json.method] }}' },
		});
		expect(json.length).toBeGreaterThan(4);
		json.forEach(({ paymentMethod }, index) => {
			const { item } = items[index]!.pairedItem as { item: number };
			expect(paymentMethod).toBe(rows[item]!.method);
			expect(linked[index]).toEqual(rows[item]);
		});
	});

	it('filters by methods, by state and by the time of payment, all together', async () => {
		await seed(elepay, { charges: 60 });
		const all = charges();
		const [one, two] = [all[10]!, all[20]!];
		one.status = 'refunded';
		const requests = requestsTo(elepay, 'GET /charges');
		expect(idsOf((await list({ filters: { status: 'refunded' } })).json)).toEqual([one.id]);
		const methods = (await list({ filters: { paymentMethod: ['paypay', 'alipay'] } })).json;
		expect(new Set(methods.map(({ paymentMethod }) => paymentMethod))).toEqual(
			new Set(['paypay', 'alipay']),
		);
		const { json } = await list({
			returnAll: true,
			filters: {
				dateField: 'paid_time',
				from: String(one.paidTime),
				to: String(two.paidTime),
				status: 'captured',
				sort: 'paid_time',
				order: 'asc',
			},
		});
		expect(idsOf(json)).toEqual(idsOf(all.slice(11, 21)));
		expect(requests.at(-1)!.query).toEqual({
			dateField: 'paid_time',
			from: String(one.paidTime),
			to: String(two.paidTime),
			status: 'captured',
			sort: 'paid_time',
			order: 'asc',
			limit: '100',
			offset: '0',
		});
	});

	it.each([
		['2026-11-24', '2026-11-24', 'Asia/Tokyo', '2026-11-23T15:00:00Z', '2026-11-24T14:59:59.999Z'],
		[
			'2026-11-24',
			'2026-11-24',
			'Europe/Berlin',
			'2026-11-23T23:00:00Z',
			'2026-11-24T22:59:59.999Z',
		],
		[
			'2026-11-24T09:30:00',
			'2026-11-24 18:00',
			'Asia/Tokyo',
			'2026-11-24T00:30:00Z',
			'2026-11-24T09:00:00Z',
		],
		[
			'2026-11-24T09:30:00Z',
			'2026-11-24T18:00:00+09:00',
			'America/New_York',
			'2026-11-24T09:30:00Z',
			'2026-11-24T09:00:00Z',
		],
	])(
		'takes %s to %s in the time zone of the workflow, %s',
		async (from, to, timezone, first, last) => {
			const requests = requestsTo(elepay, 'GET /charges');
			const workflow = workflowOf({
				parameters: { resource: 'charge', operation: 'getAll', filters: { from, to } },
			});
			await elepay.engine.run({ ...workflow, settings: { timezone } });
			expect(requests[0]!.query).toMatchObject({
				from: String(Date.parse(first)),
				to: String(Date.parse(last)),
			});
		},
	);

	it.each([
		[{ from: 'yesterday' }, "From isn't a date or a time"],
		[{ to: '2026-13-01' }, "To isn't a date or a time"],
		[{ status: 'paid' }, "Status isn't one of its choices"],
		[{ paymentMethod: ['cash'] }, "Payment Methods isn't one of its choices"],
		[{ orderNo: 'A-1' }, 'Order Number needs a period'],
		[{ orderNo: 'x'.repeat(51), from: '2026-01-01' }, 'Order Number has '],
	])('refuses %j before anything is sent', async (filters, message) => {
		const { failed } = await list({ filters });
		expect(failed[0]!.elepayError).toContain(message);
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});

	it('finds an order in a period, page by page', async () => {
		await seed(elepay, { charges: 350 });
		const { json } = await list({ filters: { orderNo: ' SEED-3 ', from: '2020-01-01' } });
		expect(json.map(({ orderNo }) => orderNo)).toEqual(['SEED-3']);
		expect(countOf(elepay, 'GET /charges')).toBe(4);
		const none = await list({ filters: { orderNo: 'SEED-3', from: String(Date.now()) } });
		expect(none.json).toEqual([]);
	});

	it('gives what the job needs, or the whole of it', async () => {
		await seed(elepay, { charges: 1 });
		const { json } = await list();
		expect(Object.keys(json[0]!)).toEqual([
			'id',
			'orderNo',
			'amount',
			'currency',
			'status',
			'paid',
			'refundedAmount',
			'paymentMethod',
			'paidTime',
			'voucherNo',
		]);
		const whole = await list({ simplify: false });
		expect(whole.json).toEqual([JSON.parse(JSON.stringify(charges()[0]))]);
	});
});

describe('Get', () => {
	it('gives whole charges, linked to their rows, and keeps the good ones', async () => {
		await seed(elepay, { charges: 2 });
		const [one, two] = charges();
		const rows = [{ id: one!.id }, { id: 'ch_nowhere' }, { id: two!.id }];
		const { json, items, failed, linkedFailed } = await run('get', rows, {
			chargeId: '={{ $json.id }}',
		});
		expect(json).toEqual(JSON.parse(JSON.stringify([one, two])));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(failed[0]!.elepayError).toBe("elepay couldn't find charge 'ch_nowhere' [item 1]");
		expect(linkedFailed).toEqual([rows[1]]);
	});

	it('tells, simplified, what has gone back, what is on its way included', async () => {
		await seed(elepay, { charges: 1, paymentMethod: 'creditcard' });
		const [{ id, amount }] = charges() as [Charge];
		await run('create', [{ chargeId: id, amount: 40 }], { resource: 'refund', ...COLUMNS });
		const { json } = await run('get', [{ id }], { chargeId: '={{ $json }}', simplify: true });
		expect(json[0]).toMatchObject({ id, amount, refundedAmount: 40, status: 'captured' });
		expect(Object.keys(json[0]!)).toHaveLength(10);
	});
});

describe('Create', () => {
	it('charges a saved payment method at once', async () => {
		const [made] = await create([{ amount: '1200', orderNo: 'A-1', ...SOURCE }]);
		expect(made).toMatchObject({
			status: 'captured',
			paid: true,
			amount: 1200,
			orderNo: 'A-1',
			paymentMethod: 'creditcard',
			currency: 'JPY',
		});
	});

	it('takes every field, below or from columns, and sends the same', async () => {
		const requests = requestsTo(elepay, 'POST /charges');
		const column = {
			amount: 1200,
			currency: 'usd',
			...SOURCE,
			capture: false,
			description: 'x'.repeat(1024),
			clientIp: '203.0.113.7',
			locationId: 'loc_0001',
			'metadata.a': 'b',
			'extra.c': 'd',
		};
		const [first] = await create([{ ...column, orderNo: 'A-1' }]);
		const { json } = await run('create', [{ orderNo: 'A-2' }], {
			amount: '1200',
			currency: 'usd',
			orderNo: '={{ $json.orderNo }}',
			customerId: { __rl: true, mode: 'list', value: SOURCE.customerId },
			sourceId: { __rl: true, mode: 'id', value: SOURCE.sourceId },
			additionalFields: {
				capture: false,
				description: column.description,
				clientIp: column.clientIp,
				locationId: { __rl: true, mode: 'id', value: 'loc_0001' },
				metadata: { entry: [{ key: 'a', value: 'b' }] },
				extraJson: '{"c":"d"}',
			},
		});
		expect(first!.status).toBe('uncaptured');
		expect(json[0]!.status).toBe('uncaptured');
		const [one, two] = requests.map(({ body }) => body as IDataObject);
		expect(two).toEqual({ ...one, orderNo: 'A-2' });
		expect(one).toEqual({
			amount: 1200,
			currency: 'USD',
			orderNo: 'A-1',
			...SOURCE,
			paymentMethod: 'creditcard',
			resource: 'web',
			capture: false,
			description: column.description,
			clientIp: column.clientIp,
			locationId: 'loc_0001',
			metadata: { a: 'b' },
			extra: { c: 'd' },
		});
	});

	it('takes a scanned code', async () => {
		const [made, pending] = await create([
			{ amount: 500, orderNo: 'A-1', token: '281006020000000000' },
			{
				amount: 500,
				orderNo: 'A-2',
				token: 'pending-pin',
				paymentMethod: 'linepay',
				'extra.a': 'b',
			},
		]);
		expect(made).toMatchObject({ status: 'captured', paymentMethod: 'paypay' });
		expect(pending).toMatchObject({ status: 'pending', paid: false });
		expect(elepay.bodies).toEqual([
			{
				amount: 500,
				orderNo: 'A-1',
				paymentMethod: 'auto',
				resource: 'cpm',
				extra: { token: '281006020000000000' },
			},
			{
				amount: 500,
				orderNo: 'A-2',
				paymentMethod: 'linepay',
				resource: 'cpm',
				extra: { a: 'b', token: 'pending-pin' },
			},
		]);
	});

	it.each([
		[{ orderNo: 'A', ...SOURCE }, 'None of the columns is the Amount'],
		[{ amount: 0, orderNo: 'A', ...SOURCE }, 'Amount needs to be '],
		[{ amount: '12.5', orderNo: 'A', ...SOURCE }, 'Amount needs to be a whole number'],
		[{ amount: 1, ...SOURCE }, 'None of the columns is the Order Number'],
		[{ amount: 1, orderNo: 'x'.repeat(51), ...SOURCE }, 'Order Number has '],
		[
			{ amount: 1, orderNo: 'A' },
			'Either Customer and Saved Payment Method, or Scanned Code is needed',
		],
		[{ amount: 1, orderNo: 'A', customerId: 'c' }, 'Either Customer and Saved Payment Method'],
		[{ amount: 1, orderNo: 'A', sourceId: 's' }, 'Either Customer and Saved Payment Method'],
		[
			{ amount: 1, orderNo: 'A', ...SOURCE, token: '1' },
			'Either Customer and Saved Payment Method',
		],
		[
			{ amount: 1, orderNo: 'A', ...SOURCE, currency: 'YEN!' },
			'Currency needs to be a three-letter currency code',
		],
		[{ amount: 1, orderNo: 'A', ...SOURCE, capture: 'x' }, 'Capture needs to be true or false'],
		[{ amount: 1, orderNo: 'A', ...SOURCE, description: 'x'.repeat(1025) }, 'Description has '],
		[{ amount: 1, orderNo: 'A', ...SOURCE, clientIp: 'x'.repeat(40) }, 'Client IP has '],
		[{ amount: 1, orderNo: 'A', ...SOURCE, locationId: 'x'.repeat(33) }, 'Location has '],
		[{ amount: 1, orderNo: 'A', ...SOURCE, paymentMethod: 'cash' }, "Payment Method isn't one"],
	])('refuses %j before anything is sent', async (row, message) => {
		const { failed } = await run('create', [row], COLUMNS);
		expect(failed[0]!.elepayError).toContain(message);
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});

	it('refuses what elepay has in a state that cannot be charged, without charging', async () => {
		elepay.sandbox.state.test.sources.get(SOURCE.sourceId)!.status = 'inactive';
		const { failed } = await run('create', [{ amount: 1, orderNo: 'A', ...SOURCE }], COLUMNS);
		expect(failed[0]!.elepayError).toBe(
			"Order number 'A': Source 'src_test_0001_1' can't be charged: its status is inactive [item 0]",
		);
		expect(countOf(elepay, 'POST /charges')).toBe(0);
	});

	it('sends nothing that elepay refuses, whatever the rows hold', async () => {
		const text = fc.string({ unit: 'grapheme', maxLength: 60 });
		const map = (keys: number) =>
			fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), text, { maxKeys: keys });
		const wayToPay = fc.oneof(
			// A card, which alone can be authorized without being charged
			fc.constantFrom(true, 'FALSE', '').map((capture) => ({ ...SOURCE, capture })),
			fc.record({ token: text, paymentMethod: fc.constantFrom('', 'auto', 'paypay', 'x') }),
		);
		const details = fc.record(
			{
				// What every method takes
				amount: fc.oneof(
					fc.integer({ min: 100, max: 9999 }),
					fc.constantFrom('¥1,200', '0', '12.5'),
				),
				currency: fc.constantFrom('JPY', 'usd', ''),
				description: fc.oneof(text, fc.string({ minLength: 1020, maxLength: 1030 })),
				clientIp: fc.ipV6(),
				extra: map(21),
				metadata: map(21),
			},
			{ requiredKeys: ['amount'] },
		);
		const row = fc.tuple(wayToPay, details).map((parts) => Object.assign({}, ...parts));
		let made = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 20, maxLength: 20 }), async (rows) => {
				elepay.sandbox.state.reset();
				const numbered = rows.map((cells, index) => ({ ...cells, orderNo: `R-${index}` }));
				const { json, failed } = await run('create', numbered, COLUMNS);
				expect(json.length + failed.length).toBe(rows.length);
				expect(countOf(elepay, 'POST /charges')).toBe(json.length);
				expect(charges()).toHaveLength(json.length);
				made += json.length;
			}),
			{ numRuns: 15 },
		);
		expect(made).toBeGreaterThan(20);
	});

	it('takes an order number once, within a run and after it', async () => {
		const rows = [100, 200].map((amount) => ({ amount, orderNo: 'A-1', ...SOURCE }));
		const { json, failed } = await run('create', rows, COLUMNS);
		expect(json).toHaveLength(1);
		expect(failed[0]!.elepayError).toContain("Order number 'A-1' already appears in item 0");
		const again = await run('create', rows.slice(0, 1), COLUMNS);
		expect(again.failed[0]!.elepayError).toContain("Order number 'A-1' is taken");
		expect(charges()).toHaveLength(1);
	});
});

const authorized = async (amount = 1000) =>
	(await create([{ amount, orderNo: `A-${charges().length}`, ...SOURCE, capture: false }]))[0]!;

describe('Capture', () => {
	it.each([
		[undefined, 1000],
		[1000, 1000],
		['400', 400],
	])('of %p takes %i of 1000', async (amount, taken) => {
		const { id } = await authorized();
		const requests = requestsTo(elepay, 'POST /charges/{id}/capture');
		const { json } = await run('capture', [{ chargeId: id, amount, 'extra.a': 'b' }], COLUMNS);
		expect(json[0]).toMatchObject({ id, status: 'captured', amount: taken });
		expect(requests[0]!.body).toEqual({
			...(amount !== undefined && { amount: taken }),
			extra: { a: 'b' },
		});
	});

	it('works with fields below, and needs nothing but the ID', async () => {
		const { id } = await authorized();
		const { json } = await run('capture', [{ id }], {
			chargeId: '={{ $json.id }}',
			simplify: true,
		});
		expect(json[0]).toMatchObject({ id, status: 'captured', paid: true });
	});

	it.each([
		[{}, 'None of the columns is the Charge ID'],
		[{ chargeId: 'a/b' }, "Charge ID isn't an ID"],
		[{ chargeId: 'ch_1', amount: 0 }, 'Amount needs to be '],
		[{ chargeId: 'ch_1', amount: '1,000' }, 'Amount needs to be a whole number'],
	])('refuses %j before anything is sent', async (row, message) => {
		const { failed } = await run('capture', [row], COLUMNS);
		expect(failed[0]!.elepayError).toContain(message);
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});

	it('is refused for what is captured or cancelled, in words about charges', async () => {
		const [one, two] = [await authorized(), await authorized()];
		await run('capture', [{ chargeId: one.id }], COLUMNS);
		await run('cancel', [{ id: two.id }], { chargeId: '={{ $json.id }}' });
		const { failed } = await run(
			'capture',
			[one, two].map(({ id }) => ({ chargeId: id })),
			COLUMNS,
		);
		expect(failed.map(({ elepayError }) => elepayError)).toEqual([
			`Charge '${one.id}' has already been processed [item 0]`,
			`Charge '${two.id}' can't be changed in its current state [item 1]`,
		]);
		expect(failed[1]!.elepayHelp).toContain('Charge > Get');
	});
});

describe('Cancel', () => {
	it('ends what is not paid', async () => {
		const { id } = await authorized();
		const { json } = await run('cancel', [{ id }], { chargeId: '={{ $json.id }}' });
		expect(json[0]).toMatchObject({ id, status: 'revoked' });
	});

	it('of a paid charge says to refund it', async () => {
		await seed(elepay, { charges: 1 });
		const { failed } = await run('cancel', [{ id: charges()[0]!.id }], {
			chargeId: '={{ $json.id }}',
		});
		expect(failed[0]!.elepayError).toContain('has already been paid');
		expect(failed[0]!.elepayHelp).toContain('Refund > Create');
	});
});

describe('a call that moves money, of unknown outcome', () => {
	const MOVES = {
		create: {
			route: 'POST /charges',
			look: 'GET /charges',
			rows: async (count: number) =>
				Array.from({ length: count }, (_, index) => ({
					amount: 1000,
					orderNo: `M-${index}`,
					...SOURCE,
				})),
			isDone: ({ paid }: Charge) => paid,
		},
		capture: {
			route: 'POST /charges/{id}/capture',
			look: 'GET /charges/{id}',
			rows: async (count: number) =>
				(
					await create(
						Array.from({ length: count }, (_, index) => ({
							amount: 1000,
							orderNo: `M-${index}`,
							capture: false,
							...SOURCE,
						})),
					)
				).map(({ id }) => ({ chargeId: id })),
			isDone: ({ paid }: Charge) => paid,
		},
		cancel: {
			route: 'POST /charges/{id}/revoke',
			look: 'GET /charges/{id}',
			rows: async (count: number) => await MOVES.capture.rows(count),
			isDone: ({ status }: Charge) => status === 'revoked',
		},
	} as const;

	type Move = keyof typeof MOVES;

	const move = async (operation: Move, rows: IDataObject[], setup = {}) =>
		await run(
			operation,
			rows,
			operation === 'cancel' ? { chargeId: '={{ $json.chargeId }}' } : COLUMNS,
			setup,
		);

	describe.each(Object.keys(MOVES) as Move[])('%s', (operation) => {
		const { route, look, rows: rowsOf, isDone } = MOVES[operation];

		it('is sent once, and given as done where it shows', async () => {
			const rows = await rowsOf(4);
			elepay.sandbox.faults.set([
				{
					route,
					script: [
						{ connection: 'reset', processed: true },
						{ connection: 'half', processed: true },
						{ answer: { errorCode: 'S001000' }, processed: true },
						{ answer: { body: 'Busy', status: 503 }, processed: true },
					],
				},
			]);
			const { json, failed } = await move(operation, rows, { options: { maxTries: 5 } });
			expect(failed).toEqual([]);
			expect(json.map((made) => isDone(made as never))).toEqual([true, true, true, true]);
			expect(countOf(elepay, route)).toBe(4);
			expect(charges()).toHaveLength(4);
		});

		it('is sent once, and told as unknown where it does not show', async () => {
			const rows = await rowsOf(3);
			elepay.sandbox.faults.set([
				{
					route,
					script: [
						{ connection: 'reset' },
						{ answer: { body: 'Bad gateway', status: 502 } },
						{ answer: { body: 'Busy', status: 503 } },
					],
				},
			]);
			const { json, failed } = await move(operation, rows, { options: { maxTries: 5 } });
			expect(json).toEqual([]);
			for (const { elepayError: error, elepayHelp: message } of failed) {
				expect(error).toMatch(/\. (Order number|Charge) '.*' may still have been /);
				expect(message).toContain("doesn't send it twice");
			}
			expect(countOf(elepay, route)).toBe(3);
			expect(charges().some(isDone)).toBe(false);
		});

		it("is not sent again by n8n's Retry On Fail, which finds what was done", async () => {
			const rows = await rowsOf(2);
			const before = countOf(elepay, look);
			elepay.sandbox.faults.set([
				{ route, times: 1, connection: 'reset', processed: true },
				// Hides it from the looks of the first try, those before the call left out
				{ route: look, times: 3, connection: 'reset' },
			]);
			const { json, error } = await move(operation, rows, {
				onError: undefined,
				node: RETRY_ON_FAIL,
				options: { maxTries: 1, maxConcurrency: 1 },
			});
			expect(error).toBeUndefined();
			expect(json.map((made) => isDone(made as never))).toEqual([true, true]);
			expect(countOf(elepay, route)).toBe(2);
			expect(countOf(elepay, look)).toBe(before + 4);
		});
	});

	it("stays unknown in a further try, and isn't sent again", async () => {
		const rows = await MOVES.create.rows(1);
		elepay.sandbox.faults.set([{ route: 'POST /charges', times: 1, connection: 'reset' }]);
		const { error } = await move('create', rows, { onError: undefined, node: RETRY_ON_FAIL });
		expect(error!.message).toMatch(/may still have been /);
		expect(error!.message.match(/may still have been/g)).toHaveLength(1);
		expect(countOf(elepay, 'POST /charges')).toBe(1);
		expect(charges()).toEqual([]);
	});

	it('is tried again where elepay itself says that it has done nothing', async () => {
		const rows = await MOVES.create.rows(2);
		elepay.sandbox.faults.set([
			{ route: 'POST /charges', times: 2, answer: { errorCode: 'S002000' } },
		]);
		const { json } = await move('create', rows, { options: { maxTries: 3 } });
		expect(json).toHaveLength(2);
		expect(charges()).toHaveLength(2);
	});

	it('does not take a charge that came to nothing for its own', async () => {
		const [row] = await MOVES.create.rows(1);
		const [old] = await create([{ ...row!, capture: false }]);
		await run('cancel', [{ id: old!.id }], { chargeId: '={{ $json.id }}' });
		elepay.sandbox.faults.set([{ route: 'POST /charges', times: 1, connection: 'reset' }]);
		const { failed } = await move('create', [row!]);
		expect(failed[0]!.elepayError).toContain('may still have been charged');
	});

	it('is counted when the workflow stops', async () => {
		const rows = await MOVES.create.rows(3);
		elepay.sandbox.faults.set([
			{ route: 'POST /charges', script: [null, null, { answer: { errorCode: 'M007001' } }] },
		]);
		const { error } = await move('create', rows, {
			onError: undefined,
			options: { maxConcurrency: 1 },
		});
		expect(error!.message).toContain('2 charges were made before that: M-0, M-1');
		expect(error!.context!.data).toMatchObject({
			made: charges().map(({ id, amount, status, orderNo }) => ({ orderNo, id, amount, status })),
		});
	});
});

it('a payment over the counter is listed while it waits', async () => {
	const [made] = await create([{ amount: 500, orderNo: 'A-1', token: 'pending' }]);
	expect(idsOf((await list({ filters: { status: 'pending' } })).json)).toEqual([made!.id]);
	await play(elepay, `charges/${made!.id}/pay`);
	expect((await list({ filters: { status: 'pending' } })).json).toEqual([]);
	const workflow = workflowOf({ parameters: { resource: 'charge', operation: 'getAll' } });
	expect(outcomeOf(await elepay.engine.run(workflow)).json[0]).toMatchObject({ paid: true });
});
