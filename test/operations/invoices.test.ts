import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox/control/faults';
import type { InvoiceRecord } from '../../sandbox/elepay/invoice/invoice';
import { without } from '../../sandbox/elepay/without';
import { useElepay, workflowOf } from '../support/elepay';
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

const run = runnerOf(elepay, 'invoice');

const CUSTOMER = 'cus_test_0001';

const ROW = { customerId: CUSTOMER, amount: 1200 };

const invoices = (): InvoiceRecord[] => [...elepay.sandbox.state.test.invoices.values()];

const create = async (rows: IDataObject[] = [ROW]) =>
	(await run('create', rows, COLUMNS)).json as Array<IDataObject & { id: string }>;

const onInvoice = async (
	operation: string,
	rows: Array<{ id?: unknown }>,
	parameters: INodeParameters = {},
	setup = {},
) =>
	await run(
		operation,
		rows as IDataObject[],
		{ invoiceId: '={{ $json.id }}', ...parameters },
		setup,
	);

/** Invoices that have been submitted. */
async function submittedOnes(count = 1) {
	const made = await create(Array(count).fill(ROW) as IDataObject[]);
	return (await onInvoice('submit', made)).json as Array<IDataObject & { id: string }>;
}

/** All that an invoice can be made with, as a row. */
const FULL = {
	...ROW,
	currency: 'usd',
	name: '名'.repeat(255),
	memo: 'm'.repeat(255),
	remark: 'See you\nagain',
	invoiceTime: '2026-11-01',
	expiryTime: '2099-12-31',
	items: [{ name: 'Tea', unitPrice: '600', quantity: 2, taxRateType: 'reduced' }],
	taxType: 'included',
	taxCalcType: 'round5',
	enableAutoCharge: 'TRUE',
	autoChargeTime: '2099-12-01 09:30',
	'metadata.a': 'b',
};

const FULL_BODY = {
	...ROW,
	currency: 'USD',
	name: FULL.name,
	memo: FULL.memo,
	remark: FULL.remark,
	invoiceTime: Date.parse('2026-11-01T00:00:00+09:00'),
	expiryTime: Date.parse('2099-12-31T23:59:59.999+09:00'),
	items: [{ name: 'Tea', unitPrice: 600, quantity: 2, taxRateType: 'reduced' }],
	taxType: 'included',
	taxCalcType: 'round5',
	enableAutoCharge: true,
	autoChargeTime: Date.parse('2099-12-01T09:30:00+09:00'),
	metadata: { a: 'b', n8nKey: expect.any(String) as string },
};

const KEY = { n8nKey: expect.any(String) as string };

describe.each(['create', 'createAndSend'])('the body of %s', (operation) => {
	it('reads yen as sheets show them, and nothing of the kind in another currency', async () => {
		const requests = requestsTo(elepay, 'POST /invoices');
		const { failed } = await run(
			operation,
			[
				{ ...ROW, amount: '¥1,200' },
				{ ...ROW, amount: '1,200', currency: 'USD' },
			],
			COLUMNS,
		);
		expect(requests.map(({ body }) => (body as IDataObject).amount)).toEqual([1200]);
		expect(failed[0]!.elepayError).toContain('Amount needs to be a whole number');
	});

	it('is customer, amount and currency at least, with a key by which it is found again', async () => {
		const requests = requestsTo(elepay, 'POST /invoices');
		await run(operation, [ROW], COLUMNS);
		await run(operation, [{}], {
			customerId: { __rl: true, mode: 'list', value: CUSTOMER },
			amount: '1200',
			currency: '',
		});
		const bodies = requests.map(({ body }) => body as IDataObject);
		for (const body of bodies) expect(body).toMatchObject({ ...ROW, metadata: KEY });
		expect(bodies[0]!.metadata).not.toEqual(bodies[1]!.metadata);
	});

	it('has every field, from columns or below', async () => {
		const requests = requestsTo(elepay, 'POST /invoices');
		const both = async (parameters: INodeParameters, row: IDataObject) => {
			const workflow = workflowOf({
				parameters: { resource: 'invoice', operation, ...parameters },
			});
			await elepay.engine.run(
				{ ...workflow, settings: { timezone: 'Asia/Tokyo' } },
				{ input: [{ json: row }] },
			);
		};
		const { customerId, amount, currency, items } = FULL;
		const rest = without(FULL, 'customerId', 'amount', 'currency', 'metadata.a', 'items');
		await both(COLUMNS, FULL);
		await both(
			{
				customerId: { __rl: true, mode: 'id', value: customerId },
				amount: String(amount),
				currency,
				additionalFields: {
					...rest,
					enableAutoCharge: true,
					items: { item: [{ ...items[0]!, unit: '', currency: '', transactionTime: '' }] },
					metadataJson: '{"a":"b"}',
				},
			},
			{},
		);
		await both(
			{
				customerId,
				amount,
				additionalFields: { itemsJson: JSON.stringify(items), metadata: { entry: [] } },
			},
			{},
		);
		expect(requests[0]!.body).toEqual(FULL_BODY);
		expect(requests[1]!.body).toEqual(FULL_BODY);
		expect(requests[2]!.body).toMatchObject({ ...ROW, items: FULL_BODY.items });
	});

	it.each([
		[{ amount: 1 }, 'None of the columns is the Customer'],
		[{ customerId: 'c' }, 'None of the columns is the Amount'],
		[{ ...ROW, customerId: 'x'.repeat(33) }, 'Customer has 33 characters; the limit is 32'],
		[{ ...ROW, amount: 0 }, 'Amount needs to be '],
		[{ ...ROW, amount: '1,20' }, 'Amount needs to be a whole number'],
		[{ ...ROW, currency: 'YEN!' }, 'Currency needs to be a three-letter currency code'],
		[{ ...ROW, name: 'x'.repeat(256) }, 'Name has '],
		[{ ...ROW, memo: 'x'.repeat(256) }, 'Memo has '],
		[{ ...ROW, remark: 'a\u0000b' }, 'Remark has'],
		[{ ...ROW, invoiceTime: 'soon' }, "Invoice Date isn't a date or a time"],
		[{ ...ROW, expiryTime: '2026-02-30' }, "Due Date isn't a date or a time"],
		[{ ...ROW, autoChargeTime: 'x' }, "Auto Charge Time isn't a date or a time"],
		[{ ...ROW, taxType: 'none' }, "Tax isn't one of its choices"],
		[{ ...ROW, taxCalcType: 'round' }, "Tax Rounding isn't one of its choices"],
		[{ ...ROW, enableAutoCharge: 'maybe' }, 'Auto Charge needs to be true or false'],
		[{ ...ROW, items: 'Tea' }, "Items isn't valid JSON"],
		[{ ...ROW, items: [{ price: 1 }] }, 'Items 1 has an unknown property: "price"'],
		[{ ...ROW, items: [{ name: 'x'.repeat(256) }] }, 'Items 1 Name has '],
		[{ ...ROW, items: [{}, { unitPrice: 1.5 }] }, 'Items 2 Unit Price needs to be a whole number'],
		[{ ...ROW, items: [{ quantity: '1.5' }] }, 'Items 1 Quantity needs to be a whole number'],
		[{ ...ROW, items: [{ taxRateType: '10%' }] }, "Items 1 Tax Rate isn't one of its choices"],
		[
			{ ...ROW, items: [{ currency: '¥' }] },
			'Items 1 Currency needs to be a three-letter currency code',
		],
		[{ ...ROW, items: [{ transactionTime: 'x' }] }, "Items 1 Date isn't a date or a time"],
		[{ ...ROW, 'metadata.n8nKey': 'x' }, 'that this node needs: "n8nKey"'],
		[{ ...ROW, 'metadata.__x': 'x' }, 'Metadata uses a name that elepay reserves'],
	])('is refused before anything is sent: %j', async (row, message) => {
		const { failed } = await run(operation, [row as IDataObject], COLUMNS);
		expect(failed[0]!.elepayError).toContain(message);
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});

	it('says which customer elepay does not know, and keeps the good rows', async () => {
		const rows = [ROW, { ...ROW, customerId: 'cus_nowhere' }, ROW];
		const { json, items, failed, linkedFailed } = await run(operation, rows, COLUMNS);
		expect(json).toHaveLength(2);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(failed[0]!.elepayError).toContain("elepay couldn't find the value of Customer");
		expect(failed[0]!.elepayError).not.toContain('exist');
		expect(linkedFailed).toEqual([rows[1]]);
	});
});

it.each(['create', 'createAndSend'])(
	'whatever passes the checks of %s is taken by elepay',
	async (operation) => {
		const text = fc.string({ unit: 'grapheme', maxLength: 270 });
		const mostly = (good: fc.Arbitrary<unknown>, ...bad: unknown[]) =>
			fc.oneof({ weight: 20, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });
		const when = mostly(
			fc.constantFrom('2099/1/2 9:30', '4102444800000', '', null),
			'x',
			'2020-01-01',
		);
		const rows = fc.record(
			{
				customerId: mostly(fc.constant(CUSTOMER), ''),
				amount: mostly(
					fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.constant('12')),
					0,
					'1.5',
					'',
				),
				currency: mostly(fc.constantFrom('JPY', 'usd', ''), 'x'),
				name: text,
				memo: text,
				remark: text,
				invoiceTime: when,
				expiryTime: when,
				autoChargeTime: when,
				taxType: mostly(fc.constantFrom('included', 'excluded', ''), 'x'),
				taxCalcType: mostly(fc.constantFrom('floor', 'ceil', 'round5', ''), 'x'),
				items: fc.array(
					fc.record(
						{
							name: text,
							unitPrice: mostly(fc.oneof(fc.integer(), fc.constantFrom('7', '')), 'x'),
							quantity: mostly(fc.integer(), null, 1.5),
							unit: text,
							taxRateType: mostly(fc.constantFrom('standard', 'reduced', 'free'), 'x'),
							currency: mostly(fc.constantFrom('JPY', 'usd', ''), 'x'),
							transactionTime: when,
						},
						{ requiredKeys: [] },
					),
					{ maxLength: 3 },
				),
				metadata: fc.dictionary(
					mostly(fc.string({ maxLength: 20 }), 'x'.repeat(21), '__x') as fc.Arbitrary<string>,
					text,
					{ maxKeys: 20 },
				),
			},
			{ requiredKeys: ['customerId', 'amount'] },
		);
		let taken = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(rows, { minLength: 30, maxLength: 30 }), async (values) => {
				elepay.sandbox.state.reset();
				const { failed, json } = await run(operation, values as IDataObject[], COLUMNS);
				taken += json.length;
				expect(countOf(elepay, 'POST /invoices')).toBe(json.length + failed.filter(isDue).length);
			}),
			{ numRuns: 15 },
		);
		expect(taken).toBeGreaterThan(100);
	},
);

/** What can't be sent any more because its due date is over. */
const isDue = ({ elepayError }: IDataObject) =>
	String(elepayError).includes('is submitted, but not sent');

describe('Create', () => {
	it('makes a draft and gives it as elepay answers', async () => {
		const { json } = await run('create', [ROW], { ...COLUMNS });
		expect(json[0]).toMatchObject({ status: 'draft', amount: 1200, customer: { id: CUSTOMER } });
		const simple = await run('create', [ROW], { ...COLUMNS, simplify: true });
		expect(Object.keys(simple.json[0]!)).toEqual([
			'id',
			'invoiceNo',
			'name',
			'customerId',
			'customerName',
			'amount',
			'currency',
			'status',
			'expiryTime',
			'paidTime',
		]);
		expect(simple.json[0]).toMatchObject({ customerId: CUSTOMER, customerName: '佐藤 健' });
	});
});

describe('Create and Send', () => {
	it('creates, submits and sends', async () => {
		const requests = requestsTo(elepay, 'POST /invoices/{invoiceId}/send');
		const { json, items } = await run('createAndSend', [ROW, ROW], COLUMNS);
		expect(json.map(({ status }) => status)).toEqual(['sent', 'sent']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(requests.map(({ body }) => body ?? undefined)).toEqual([undefined, undefined]);
		expect(invoices().map(({ sends }) => sends)).toEqual([1, 1]);
	});

	it('is done with an invoice that Auto Charge has paid meanwhile', async () => {
		elepay.sandbox.faults.set([{ route: 'POST /invoices/{invoiceId}/send', latency: 50 }]);
		const { json, failed } = await run(
			'createAndSend',
			[{ ...ROW, enableAutoCharge: true }],
			COLUMNS,
		);
		expect(failed).toEqual([]);
		expect(json[0]).toMatchObject({ status: 'paid' });
	});

	it.each([
		['submit', 'exists, but only as a draft [item 0]', 'Continue with Invoice > Submit, then Send'],
		['send', 'is submitted, but not sent [item 0]', 'Continue with Invoice > Send'],
	])('says when it stopped at %s, and how to go on', async (step, message, advice) => {
		elepay.sandbox.faults.set([
			{
				route: `POST /invoices/{invoiceId}/${step}` as 'POST /invoices/{invoiceId}/send',
				answer: { errorCode: 'M006000' },
			},
		]);
		const { failed } = await run('createAndSend', [ROW], COLUMNS);
		const [{ id }] = invoices() as [InvoiceRecord];
		expect(failed[0]!.elepayError).toBe(
			`Invoice '${id}' can't be changed in its current state. Invoice '${id}' ${message}`,
		);
		expect(failed[0]!.elepayHelp).toContain(advice);
		expect(failed[0]!.elepayHelp).toContain('would get a second one');
	});

	const ROUTES = {
		create: 'POST /invoices',
		submit: 'POST /invoices/{invoiceId}/submit',
		send: 'POST /invoices/{invoiceId}/send',
	} as const;

	type Step = keyof typeof ROUTES;

	const STEPS = Object.keys(ROUTES) as Step[];

	const counts = () => STEPS.map((step) => countOf(elepay, ROUTES[step]));

	it.each(STEPS)('goes on where the answer of %s got lost and its effect shows', async (step) => {
		elepay.sandbox.faults.set([{ route: ROUTES[step], connection: 'reset', processed: true }]);
		const { json } = await run('createAndSend', [ROW, ROW], COLUMNS);
		expect(json.map(({ status }) => status)).toEqual(['sent', 'sent']);
		expect(counts()).toEqual([2, 2, 2]);
		expect(invoices().map(({ sends }) => sends)).toEqual([1, 1]);
	});

	it.each<[Step, string]>([
		['create', `The invoice ${CUSTOMER} may still have been created`],
		['submit', 'exists, and may have been submitted'],
		['send', 'is submitted, and may have been sent'],
	])('tells what is not known of %s, and does not do it twice', async (step, message) => {
		elepay.sandbox.faults.set([{ route: ROUTES[step], connection: 'reset' }]);
		const { failed } = await run('createAndSend', [ROW], COLUMNS, { options: { maxTries: 5 } });
		expect(failed[0]!.elepayError).toContain(message);
		expect(failed[0]!.elepayHelp).toContain('Invoice > Get Many');
		expect(countOf(elepay, ROUTES[step])).toBe(1);
	});

	it.each<[Step, FaultRule[]]>([
		['create', [{ route: 'GET /invoices', times: 3, connection: 'reset' }]],
		['submit', [{ route: 'GET /invoices/{invoiceId}', times: 3, connection: 'reset' }]],
		['send', [{ route: 'GET /invoices/{invoiceId}', times: 4, connection: 'reset' }]],
	])("goes on in n8n's Retry On Fail: after a lost answer of %s", async (step, unseen) => {
		elepay.sandbox.faults.set([
			{ route: ROUTES[step], times: 1, connection: 'reset', processed: true },
			...unseen,
		]);
		const { json, error } = await run('createAndSend', [ROW], COLUMNS, {
			onError: undefined,
			node: RETRY_ON_FAIL,
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ status: 'sent' }]);
		expect(counts()).toEqual([1, 1, 1]);
		expect(invoices().map(({ sends }) => sends)).toEqual([1]);
	});

	it.each<[Step, number[]]>([
		['create', [2, 1, 1]],
		['submit', [1, 2, 1]],
		['send', [1, 1, 2]],
	])("goes on in n8n's Retry On Fail: at %s, which was refused", async (step, expected) => {
		elepay.sandbox.faults.set([
			{ route: ROUTES[step], times: 1, answer: { errorCode: 'M006001' } },
		]);
		const { json } = await run('createAndSend', [ROW], COLUMNS, {
			onError: undefined,
			node: RETRY_ON_FAIL,
		});
		expect(json).toMatchObject([{ status: 'sent' }]);
		expect(counts()).toEqual(expected);
		expect(invoices()).toHaveLength(1);
	});

	it('tells what exists when the workflow stops', async () => {
		elepay.sandbox.faults.set([
			{ route: ROUTES.send, script: [null, { answer: { errorCode: 'M006000' } }] },
		]);
		const { error } = await run('createAndSend', [ROW, ROW, ROW], COLUMNS, {
			onError: undefined,
			options: { maxConcurrency: 1 },
		});
		const [one, two] = invoices();
		expect(invoices()).toHaveLength(2);
		expect(error!.message).toContain(`2 invoices were created before that: ${one!.id}, ${two!.id}`);
		expect((error!.context!.data as IDataObject).created).toMatchObject([
			{ id: one!.id, status: 'sent' },
			{ id: two!.id, status: 'submit' },
		]);
	});

	it('never makes two invoices for a row, nor sends one twice, under a mixture of faults', async () => {
		const rows = Array.from({ length: 150 }, (_, index) => ({ ...ROW, name: `R-${index}` }));
		elepay.sandbox.faults.set(
			[
				{ probability: 0.06, connection: 'reset', processed: true },
				{ probability: 0.04, connection: 'reset' },
				{ probability: 0.04, connection: 'half' },
				{ probability: 0.04, answer: { body: '', status: 503 }, processed: true },
				{ probability: 0.04, answer: { errorCode: 'S002000' } },
				{ overPerSecond: 200, answer: { errorCode: 'M005000' } },
			],
			11,
		);
		const { json, failed } = await run('createAndSend', rows, COLUMNS, {
			options: { maxTries: 2, maxConcurrency: 150 },
			node: RETRY_ON_FAIL,
		});
		const names = invoices().map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(invoices().every(({ sends }) => sends <= 1)).toBe(true);
		expect(json.length + failed.length).toBe(rows.length);
		const byName = new Map(invoices().map((invoice) => [invoice.name, invoice]));
		for (const { name } of json) expect(byName.get(String(name))).toMatchObject({ sends: 1 });
		expect(json.length).toBeGreaterThan(75);
	});
});

describe.each([
	['submit', 'draft', 'submit', /may still have been submitted/],
	['send', 'submit', 'sent', /may still have been sent/],
	['cancel', 'draft', 'canceled', /may still have been cancelled/],
] as const)('%s', (operation, before, after, unknown) => {
	const route = `POST /invoices/{invoiceId}/${operation}` as const;

	const ready = async (count = 1) =>
		before === 'draft'
			? await create(Array(count).fill(ROW) as IDataObject[])
			: await submittedOnes(count);

	it('gives what has become of the invoice', async () => {
		const made = await ready(2);
		const { json, items } = await onInvoice(operation, made);
		expect(json.map(({ id, status }) => ({ id, status }))).toEqual(
			made.map(({ id }) => ({ id, status: after })),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		const [one] = await ready();
		const simple = await onInvoice(operation, [one!], { simplify: true });
		expect(Object.keys(simple.json[0]!)).toHaveLength(10);
	});

	it('takes an invoice that is picked, and whole invoices', async () => {
		const [one, two] = await ready(2);
		const picked = await run(operation, [{}], {
			invoiceId: { __rl: true, mode: 'list', value: one!.id },
		});
		const whole = await onInvoice(operation, [two!], { invoiceId: '={{ $json }}' });
		expect([...picked.json, ...whole.json].map(({ status }) => status)).toEqual([after, after]);
	});

	it.each([
		['', 'This row is blank'],
		['../codes', "Invoice isn't an ID"],
		[17, "Invoice isn't an ID"],
	])('refuses %j before anything is sent', async (id, message) => {
		const { failed } = await onInvoice(operation, [{ id }]);
		expect(failed[0]!.elepayError).toContain(message);
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});

	it('says of a state that does not allow it where to look', async () => {
		const [invoice] = await submittedOnes();
		await play(elepay, `invoices/${invoice!.id}/pay`);
		const { failed } = await onInvoice(operation, [invoice!, { id: 'inv_nowhere' }]);
		expect(failed.map(({ elepayError }) => elepayError)).toEqual([
			`Invoice '${invoice!.id}' can't be changed in its current state [item 0]`,
			"elepay couldn't find invoice 'inv_nowhere' [item 1]",
		]);
		expect(failed[0]!.elepayHelp).toContain('Invoice > Get');
	});

	it('is done once, and found after a lost answer', async () => {
		const made = await ready(3);
		elepay.sandbox.faults.set([
			{
				route,
				script: [
					{ connection: 'reset', processed: true },
					{ connection: 'half', processed: true },
					{ answer: { body: '', status: 503 }, processed: true },
				],
			},
		]);
		const { json } = await onInvoice(operation, made, {}, { options: { maxTries: 5 } });
		expect(json.map(({ status }) => status)).toEqual([after, after, after]);
		expect(countOf(elepay, route)).toBe(3);
		if (operation === 'send') expect(invoices().every(({ sends }) => sends === 1)).toBe(true);
	});

	it('is told as unknown where it does not show, and not done again', async () => {
		const made = await ready();
		elepay.sandbox.faults.set([{ route, connection: 'reset' }]);
		const { failed } = await onInvoice(operation, made, {}, { options: { maxTries: 5 } });
		expect(failed[0]!.elepayError).toMatch(unknown);
		expect(countOf(elepay, route)).toBe(1);
	});
});

it('Send sends once more what was sent before', async () => {
	const made = await submittedOnes();
	await onInvoice('send', made);
	await onInvoice('send', made);
	expect(invoices()[0]!.sends).toBe(2);
});

describe('Update', () => {
	const update = async (rows: IDataObject[]) => await run('update', rows, COLUMNS);

	it('changes what is given and leaves the rest as it was', async () => {
		const row = without(FULL, 'enableAutoCharge', 'autoChargeTime', 'taxType', 'taxCalcType');
		const [before] = await create([row]);
		const requests = requestsTo(elepay, 'POST /invoices/{invoiceId}');
		const { json } = await update([{ invoiceId: before!.id, amount: '1300', 'metadata.c': 'd' }]);
		const { metadata: old, items: oldItems } = before!;
		expect(json[0]).toEqual({
			...before!,
			amount: 1300,
			metadata: { ...(old as IDataObject), c: 'd' },
			items: expect.any(Array),
		});
		const withoutId = (list: unknown) =>
			(list as IDataObject[]).map((item) => ({ ...item, id: undefined }));
		expect(withoutId(json[0]!.items)).toEqual(withoutId(oldItems));
		expect(requests[0]!.body).toMatchObject({ customerId: CUSTOMER, items: FULL_BODY.items });
	});

	it('takes every field, from columns or below', async () => {
		const [one, two] = await create([ROW, ROW]);
		const requests = requestsTo(elepay, 'POST /invoices/{invoiceId}');
		const changes = { ...FULL, customerId: 'cus_test_0002', amount: 1500 };
		await update([{ ...changes, invoiceId: one!.id }]);
		const { items } = changes;
		const rest = without(changes, 'items', 'metadata.a');
		await onInvoice('update', [two!], {
			updateFields: {
				...rest,
				customerId: { __rl: true, mode: 'id', value: 'cus_test_0002' },
				enableAutoCharge: true,
				itemsJson: JSON.stringify(items),
				metadata: { entry: [{ key: 'a', value: 'b' }] },
			},
		});
		const [first, second] = requests.map(({ body }) => body as IDataObject);
		expect(first).toMatchObject({
			customerId: 'cus_test_0002',
			amount: 1500,
			currency: 'USD',
			items: FULL_BODY.items,
			taxType: 'included',
			enableAutoCharge: true,
			metadata: { a: 'b', ...KEY },
		});
		expect({ ...second, metadata: 0, invoiceTime: 0 }).toEqual({
			...first,
			metadata: 0,
			invoiceTime: 0,
		});
	});

	it.each([{}, { amount: '', name: ' ' }, { other: 'x' }])(
		'refuses %j: nothing to update',
		async (row) => {
			const { failed } = await update([{ invoiceId: 'inv_1', ...row }]);
			expect(failed[0]!.elepayError).toBe('Nothing to update [item 0]');
			expect(failed[0]!.elepayHelp).toContain('Update Fields');
			expect(elepay.sandbox.state.stats.requests.size).toBe(0);
		},
	);

	it('does not lose the time of Auto Charge unsaid', async () => {
		const [{ id }] = (await create([
			{ ...ROW, enableAutoCharge: true, autoChargeTime: '2099-01-01' },
		])) as [{ id: string }];
		const { failed } = await update([{ invoiceId: id, amount: 1300 }]);
		expect(failed[0]!.elepayError).toBe(
			`Invoice '${id}' has Auto Charge, and its time would be lost [item 0]`,
		);
		expect(countOf(elepay, 'POST /invoices/{invoiceId}')).toBe(0);
		await update([{ invoiceId: id, amount: 1300, autoChargeTime: '2099-02-01' }]);
		expect(invoices()[0]).toMatchObject({ amount: 1300, enableAutoCharge: true });
		expect(invoices()[0]!.autoChargeTime).toBeGreaterThan(Date.parse('2099-01-02'));
		await update([{ invoiceId: id, enableAutoCharge: false }]);
		expect(invoices()[0]).toMatchObject({ amount: 1300, enableAutoCharge: false });
	});

	it('is refused once the invoice is final, and does no harm twice', async () => {
		const [draft] = await create();
		elepay.sandbox.faults.set([
			{ route: 'POST /invoices/{invoiceId}', times: 1, connection: 'reset', processed: true },
		]);
		const { json } = await run('update', [{ invoiceId: draft!.id, amount: 5 }], COLUMNS, {
			options: { maxTries: 2 },
		});
		expect(json[0]).toMatchObject({ amount: 5 });
		await onInvoice('submit', [draft!]);
		const { failed } = await update([{ invoiceId: draft!.id, amount: 6 }]);
		expect(failed[0]!.elepayError).toContain("can't be changed in its current state");
	});
});

describe('Get', () => {
	it('tells whether an invoice has been paid', async () => {
		const [one, two] = await submittedOnes(2);
		await play(elepay, `invoices/${one!.id}/pay`);
		const { json } = await onInvoice('get', [one!, two!]);
		expect(json.map(({ status }) => status)).toEqual(['paid', 'submit']);
		expect(json[0]!.paidTime).toEqual(expect.any(Number));
	});
});

describe('Get Many', () => {
	const list = async (parameters: INodeParameters = {}) => await run('getAll', [{}], parameters);

	const idsOf = (objects: Array<{ id?: unknown }>) => objects.map(({ id }) => id);

	it.each([0, 1, 100, 101, 2345])('reads all of %i invoices, newest first', async (count) => {
		await seed(elepay, { invoices: count });
		const { json } = await list({ returnAll: true });
		expect(idsOf(json)).toEqual(idsOf(invoices()).reverse());
	});

	it('misses and doubles none while new ones arrive', async () => {
		await seed(elepay, { invoices: 2345 });
		const before = idsOf(invoices()).reverse();
		const [some] = invoices() as [InvoiceRecord];
		let arrived = 0;
		requestsTo(elepay, 'GET /invoices', () => {
			for (let count = 0; count < 30; count++) {
				const id = `inv_new_${++arrived}`;
				elepay.sandbox.state.test.invoices.add({ ...some, id, createTime: Date.now() + 1000 });
			}
		});
		expect(idsOf((await list({ returnAll: true })).json)).toEqual(before);
	});

	it('misses none of those that stay in a filter while others leave it', async () => {
		await seed(elepay, { invoices: 1234 });
		const all = invoices();
		for (const invoice of all) invoice.status = 'submit';
		let next = all.length;
		// The newest ones, which have been read; many at once, as when a run of payments comes in
		requestsTo(elepay, 'GET /invoices', () => {
			for (let count = 0; count < 120 && next > 700; count++) all[--next]!.status = 'paid';
		});
		const { json } = await list({ returnAll: true, filters: { status: ['submit'] } });
		const unpaid = all.filter(({ status }) => status === 'submit');
		expect(unpaid).toHaveLength(700);
		expect(idsOf(json)).toEqual(expect.arrayContaining(idsOf(unpaid)));
		expect(new Set(idsOf(json)).size).toBe(json.length);
	});

	it('gives 50 unless told otherwise, simplified, and as many as the limit says', async () => {
		await seed(elepay, { invoices: 300 });
		const { json } = await list();
		expect(json).toHaveLength(50);
		expect(Object.keys(json[0]!)).toHaveLength(10);
		expect((await list({ limit: 250 })).json).toHaveLength(250);
		expect(Object.keys((await list({ limit: 1, simplify: false })).json[0]!)).toContain('items');
	});

	it('filters by text, states and period', async () => {
		await seed(elepay, { invoices: 30 });
		const all = invoices();
		all[3]!.status = 'paid';
		all[5]!.status = 'sent';
		const requests = requestsTo(elepay, 'GET /invoices');
		expect(idsOf((await list({ filters: { keyword: 'Invoice 17' } })).json)).toEqual([all[16]!.id]);
		const { json } = await list({ filters: { status: ['paid', 'sent'] } });
		expect(idsOf(json)).toEqual([all[5]!.id, all[3]!.id]);
		const period = { from: String(all[3]!.createTime), to: String(all[4]!.createTime) };
		expect(idsOf((await list({ filters: period })).json)).toEqual([all[4]!.id, all[3]!.id]);
		expect(requests[1]!.query.status).toEqual(['paid', 'sent']);
	});

	it.each([
		[{ status: ['open'] }, "Status isn't one of its choices"],
		[{ from: 'x' }, "From isn't a date or a time"],
	])('refuses %j before anything is sent', async (filters, message) => {
		const { failed } = await list({ filters });
		expect(failed[0]!.elepayError).toContain(message);
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});
});
