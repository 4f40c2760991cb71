import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox/control/faults';
import type { Customer } from '../../sandbox/elepay/customer/customer';
import { TEST_KEY, useElepay, type RunSetup } from '../support/elepay';
import { COLUMNS, countOf, requestsTo, RETRY_ON_FAIL, runnerOf, seed } from '../support/operations';
import { itReadsPages } from './support/lists';

const elepay = useElepay();

const run = runnerOf(elepay, 'customer');

const CREATE = 'POST /customers';
const UPDATE = 'POST /customers/{customerId}';
const DELETE = 'DELETE /customers/{customerId}';
const LIST = 'GET /customers';

const store = () => elepay.sandbox.state.test.customers;
const withEmail = (email: string) => [...store().values()].filter((one) => one.email === email);
const plain = (customer: Customer | undefined) =>
	JSON.parse(JSON.stringify(customer)) as IDataObject;

const ALL = {
	email: 'taro@example.com',
	name: '佐藤 太郎',
	phone: '03-0000-0000',
	description: 'Member since June',
	remark: 'Likes tea\nand cake',
	metadata: { memberId: '17' },
};

/** The same values as fields of the editor. */
const BELOW = {
	email: ALL.email,
	name: ALL.name,
	additionalFields: {
		phone: ALL.phone,
		description: ALL.description,
		remark: ALL.remark,
		metadata: { entry: [{ key: 'memberId', value: '17' }] },
	},
};

const TOO_LONG: Array<[IDataObject, string]> = [
	[{ email: 'x'.repeat(256) }, 'Email has '],
	[{ email: 'a\u200b@example.com' }, 'Email has an invisible character'],
	[{ email: { a: 1 } }, 'Email needs to be text or a number'],
	[{ name: '名'.repeat(256) }, 'Name has '],
	[{ phone: '1'.repeat(256) }, 'Phone has '],
	[{ description: 'x'.repeat(256) }, 'Description has '],
	[{ metadata: { route: 'x' } }, 'Metadata uses a name that elepay reserves'],
	[{ metadata: '{' }, "Metadata isn't valid JSON"],
];

const cut = (route: FaultRule['route'], processed: boolean, times = 1): FaultRule => ({
	route,
	connection: 'reset',
	processed,
	times,
});

describe('Create', () => {
	it('takes every field, below or from columns, and sends the same', async () => {
		const requests = requestsTo(elepay, CREATE);
		const below = await run('create', [{}], BELOW);
		const columns = await run(
			'create',
			[{ ...ALL, metadata: '', 'Metadata.memberId': 17, other: 'x' }],
			COLUMNS,
		);
		expect(requests.map(({ body }) => body)).toEqual([ALL, ALL]);
		for (const { json, items } of [below, columns]) {
			expect(json).toEqual([plain(store().get(String(json[0]!.id)))]);
			expect(items[0]!.pairedItem).toEqual({ item: 0 });
		}
	});

	it.each(Object.entries(ALL))('takes %s alone', async (name, value) => {
		const requests = requestsTo(elepay, CREATE);
		const { json } = await run('create', [{ [name]: value }], COLUMNS);
		expect(json).toHaveLength(1);
		expect(requests[0]!.body).toEqual({ [name]: value });
	});

	it.each(TOO_LONG)('refuses %j before anything is sent', async (row, message) => {
		const { failed, json } = await run('create', [{ name: 'A' }, { name: 'B', ...row }], COLUMNS);
		expect(json).toHaveLength(1);
		expect(failed).toHaveLength(1);
		expect(failed[0]!.elepayError).toContain(message);
		expect(countOf(elepay, CREATE)).toBe(1);
	});

	it('refuses a customer of whom nothing is said', async () => {
		const { failed } = await run('create', [{}]);
		expect(failed[0]!.elepayError).toBe('The new customer is empty [item 0]');
		expect(failed[0]!.elepayHelp).toContain('Email or Name');
		expect(countOf(elepay, CREATE)).toBe(0);
	});

	it('finds, after a cut connection, the customer that it has made', async () => {
		elepay.sandbox.faults.set([cut(CREATE, true)]);
		const { json } = await run('create', [ALL], COLUMNS);
		expect(json).toEqual([plain(withEmail(ALL.email)[0])]);
		expect(countOf(elepay, CREATE)).toBe(1);
	});

	it('takes nobody for the new customer who was there before', async () => {
		await seed(elepay, { customers: 1, from: 1, to: 1 });
		const [old] = [...store().values()];
		elepay.sandbox.faults.set([cut(CREATE, false)]);
		const { failed } = await run('create', [{ name: old!.name, email: old!.email }], COLUMNS);
		expect(failed[0]!.elepayError).toMatch(
			/^The connection was closed .*\. The new customer 'customer1@seed\.example' may still have been created \[item 0\]$/,
		);
		expect(failed[0]!.elepayHelp).toContain(
			"doesn't send it twice. Check with Customer > Get Many",
		);
		expect(store().size).toBe(1);
	});

	it("makes none twice with n8n's Retry On Fail", async () => {
		elepay.sandbox.faults.set([
			cut(CREATE, true),
			{ route: LIST, answer: { errorCode: 'S001000' }, times: 3 },
		]);
		const setup: RunSetup = { onError: 'stopWorkflow', node: RETRY_ON_FAIL };
		const { json } = await run('create', [ALL], COLUMNS, setup);
		expect(json).toEqual([plain(withEmail(ALL.email)[0])]);
		expect(countOf(elepay, CREATE)).toBe(1);
	});

	it('passes on whatever the node lets through', async () => {
		const value = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 300 }),
			fc.string({ unit: 'binary', maxLength: 40 }),
			fc.integer(),
			fc.constantFrom(null, '', ' ', '\ud800', 'x'.repeat(256), 1.5),
		);
		const row = fc.record(
			{
				email: value,
				name: value,
				phone: value,
				description: value,
				remark: value,
				metadata: fc.dictionary(fc.string({ maxLength: 22 }), value, { maxKeys: 4 }),
			},
			{ requiredKeys: [] },
		);
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 20, maxLength: 40 }), async (rows) => {
				const refused = countOf(elepay, CREATE);
				const { json, failed } = await run('create', rows as IDataObject[], COLUMNS);
				expect(json.length + failed.length).toBe(rows.length);
				expect(countOf(elepay, CREATE) - refused).toBe(json.length);
			}),
			{ numRuns: 15 },
		);
	});
});

describe('Create or Update', () => {
	const upsert = async (rows: IDataObject[], setup: RunSetup = {}) =>
		await run('upsert', rows, COLUMNS, setup);

	it('creates who is not there', async () => {
		const requests = requestsTo(elepay, CREATE);
		const { json } = await run('upsert', [{}], BELOW);
		expect(requests.map(({ body }) => body)).toEqual([ALL]);
		expect(json).toEqual([plain(withEmail(ALL.email)[0])]);
	});

	it('updates who is there with what is given, and leaves the address as it is', async () => {
		await run('create', [{ ...ALL, email: 'Taro@Example.com', phone: '' }], COLUMNS);
		const requests = requestsTo(elepay, UPDATE);
		const { json } = await upsert([{ email: ' taro@EXAMPLE.com　', phone: '06-0000-0000' }]);
		expect(requests.map(({ body }) => body)).toEqual([{ phone: '06-0000-0000' }]);
		const [customer] = withEmail('Taro@Example.com');
		expect(customer).toMatchObject({ name: ALL.name, phone: '06-0000-0000' });
		expect(json).toEqual([plain(customer)]);
		expect(countOf(elepay, CREATE)).toBe(1);
	});

	it('gives the customer as it is where there is nothing to update', async () => {
		await run('create', [ALL], COLUMNS);
		const { json } = await upsert([{ email: ALL.email }]);
		expect(json).toEqual([plain(withEmail(ALL.email)[0])]);
		expect(countOf(elepay, UPDATE)).toBe(0);
	});

	it('takes nobody whose address only contains the one given', async () => {
		const others = ['a-taro@example.com', 'taro@example.com.au', 'x', ''];
		await run(
			'create',
			others.map((email) => ({ email, name: ALL.email })),
			COLUMNS,
		);
		const { json } = await upsert([{ email: ALL.email }]);
		expect(json).toEqual([plain(withEmail(ALL.email)[0])]);
		expect(countOf(elepay, UPDATE)).toBe(0);
	});

	it('finds a customer on a later page of what elepay finds', async () => {
		const rows = Array.from({ length: 120 }, (_, index) => ({ email: `${index}-${ALL.email}` }));
		await run('create', [{ email: ALL.email }, ...rows], COLUMNS);
		const { json } = await upsert([{ email: ALL.email, name: 'Found' }]);
		expect(json[0]).toMatchObject({ email: ALL.email, name: 'Found' });
		expect(withEmail(ALL.email)).toHaveLength(1);
	});

	it('refuses to choose among several, and names them', async () => {
		await run('create', [ALL, { ...ALL, email: 'TARO@example.com' }], COLUMNS);
		const ids = [...withEmail('TARO@example.com'), ...withEmail(ALL.email)].map(({ id }) => id);
		const { failed, json } = await upsert([{ email: ALL.email, name: 'X' }, { email: 'b@b.jp' }]);
		const [error] = failed.map((one) => String(one.elepayError));
		expect(error).toMatch(/^elepay has 2 customers with the e-mail address taro@example\.com: /);
		for (const id of ids) expect(error).toContain(id);
		expect(failed[0]!.elepayHelp).toContain('Customer > Update');
		expect(json).toHaveLength(1);
		expect(countOf(elepay, UPDATE)).toBe(0);
	});

	it('counts those whom it does not name', async () => {
		await run(
			'create',
			Array.from({ length: 12 }, () => ALL),
			COLUMNS,
		);
		const { failed } = await upsert([{ email: ALL.email }]);
		expect(failed[0]!.elepayError).toMatch(/^elepay has 12 customers .*, … \[item 0\]$/);
	});

	it.each([1, 2, 50])(
		'makes one customer of several rows with one address, the last row last (%d at once)',
		async (maxConcurrency) => {
			elepay.sandbox.faults.set([{ route: CREATE, latency: { min: 0, max: 20 } }]);
			const rows = Array.from({ length: 30 }, (_, index) => ({
				email: ['taro@example.com', 'TARO@EXAMPLE.COM', 'hanako@example.com'][index % 3],
				name: `Row ${index}`,
			}));
			const { json, failed } = await upsert(rows, { options: { maxTries: 1, maxConcurrency } });
			expect(failed).toEqual([]);
			expect(json.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
			expect(withEmail('taro@example.com').map(({ name }) => name)).toEqual(['Row 28']);
			expect(withEmail('hanako@example.com').map(({ name }) => name)).toEqual(['Row 29']);
			expect(countOf(elepay, CREATE)).toBe(2);
		},
	);

	it('keeps the customers of two accounts apart', async () => {
		const { run: whole } = await run('upsert', [ALL], COLUMNS);
		expect(whole.status).toBe('success');
		const secretKey = TEST_KEY.replace('test', 'live');
		await upsert([ALL], { credential: { secretKey, baseUrl: elepay.sandbox.url } });
		expect(countOf(elepay, CREATE)).toBe(2);
	});

	it('goes on with the next row of an address whose first one was refused', async () => {
		elepay.sandbox.faults.set([{ route: CREATE, answer: { errorCode: 'M002002' }, times: 1 }]);
		const { json, failed } = await upsert([
			{ ...ALL, name: 'One' },
			{ ...ALL, name: 'Two' },
		]);
		expect(failed).toHaveLength(1);
		expect(json.map(({ name }) => name)).toEqual(['Two']);
	});

	it('finds, after a cut connection, the customer that it has made', async () => {
		elepay.sandbox.faults.set([cut(CREATE, true)]);
		const { json } = await upsert([
			{ ...ALL, name: 'One' },
			{ ...ALL, name: 'Two' },
		]);
		expect(json.map(({ name }) => name)).toEqual(['One', 'Two']);
		expect(withEmail(ALL.email)).toHaveLength(1);
	});

	it('creates nobody while it is not known whether an earlier row has', async () => {
		elepay.sandbox.faults.set([cut(CREATE, false)]);
		const { failed } = await upsert([ALL, ALL]);
		expect(failed.map(({ elepayError }) => elepayError)).toEqual(
			[0, 1].map((item) =>
				expect.stringMatching(
					new RegExp(`Customer '${ALL.email}' may still have been created \\[item ${item}\\]$`),
				),
			),
		);
		expect(countOf(elepay, CREATE)).toBe(1);
	});

	it('sends an update again whose outcome is unknown', async () => {
		await run('create', [ALL], COLUMNS);
		elepay.sandbox.faults.set([cut(UPDATE, true)]);
		const { json } = await upsert([{ ...ALL, name: 'New' }], { options: { maxTries: 2 } });
		expect(json[0]).toMatchObject({ name: 'New' });
		expect(countOf(elepay, CREATE)).toBe(1);
	});

	it("makes none twice with n8n's Retry On Fail, nor one that may come into sight later", async () => {
		elepay.sandbox.faults.set([cut(CREATE, false)]);
		const { error } = await upsert([ALL], { onError: 'stopWorkflow', node: RETRY_ON_FAIL });
		expect(error?.message).toContain(`Customer '${ALL.email}' may still have been created`);
		expect(countOf(elepay, CREATE)).toBe(1);
	});

	it('needs an address', async () => {
		const { failed } = await upsert([{ name: 'A' }, { email: ' ', name: 'B' }]);
		expect(failed).toHaveLength(2);
		expect(countOf(elepay, LIST)).toBe(0);
	});
});

describe('Get', () => {
	it('gives the whole customer, from a list, an ID or an object', async () => {
		const [customer] = [...store().values()];
		const { id } = customer!;
		for (const customerId of [
			{ __rl: true, mode: 'list', value: id },
			{ __rl: true, mode: 'id', value: id },
			id,
			'={{ $json }}',
		]) {
			const { json } = await run('get', [{ id }], { customerId });
			expect(json).toEqual([plain(customer)]);
		}
	});

	it('leaves ten properties when simplified', async () => {
		const [customer] = [...store().values()];
		const { json } = await run('get', [{}], { customerId: customer!.id, simplify: true });
		expect(Object.keys(json[0]!)).toHaveLength(10);
		expect(json[0]).toMatchObject({ id: customer!.id, name: customer!.name });
	});

	it.each([
		['={{ "" }}', 'Customer is empty'],
		['../codes', "Customer isn't an ID"],
		['cus_x', "elepay couldn't find customer 'cus_x'"],
	])('says what is wrong with %j', async (customerId, message) => {
		const { failed } = await run('get', [{}], { customerId });
		expect(failed[0]!.elepayError).toContain(message);
	});
});

describe('Update', () => {
	const someone = () => [...store().values()].find(({ defaultSource }) => defaultSource)!;

	it('takes every field, below or from columns, and sends the same', async () => {
		const { id, defaultSource } = someone();
		const requests = requestsTo(elepay, UPDATE);
		const { email, name, additionalFields } = BELOW;
		const updateFields = { email, name, ...additionalFields, defaultSource };
		const { json } = await run('update', [{}], { customerId: id, updateFields });
		expect(json).toEqual([plain(store().get(id))]);
		await run('update', [{ customerId: id, ...ALL, defaultSource }], COLUMNS);
		for (const { params, body } of requests) {
			expect(params.customerId).toBe(id);
			expect(body).toEqual({ ...ALL, defaultSource });
		}
		expect(requests).toHaveLength(2);
	});

	it.each(Object.entries(ALL))('takes %s alone, and leaves the rest', async (name, value) => {
		const before = plain(someone());
		const { json } = await run('update', [{ customerId: before.id, [name]: value }], COLUMNS);
		expect(json).toEqual([{ ...before, [name]: value, updateTime: expect.any(Number) as number }]);
	});

	it.each([
		['below', { customerId: 'cus_test_0001', updateFields: { name: ' ' } }, [{}]],
		['from columns', COLUMNS, [{ customerId: 'cus_test_0001', name: '' }]],
	])('refuses to update nothing, %s', async (_where, parameters, rows) => {
		const { failed } = await run('update', rows, parameters);
		expect(failed[0]!.elepayError).toBe('Nothing to update [item 0]');
		expect(failed[0]!.elepayHelp).toContain('Update Fields');
		expect(countOf(elepay, UPDATE)).toBe(0);
	});

	it.each(TOO_LONG)('refuses %j before anything is sent', async (row, message) => {
		const { failed } = await run('update', [{ customerId: 'cus_test_0001', ...row }], COLUMNS);
		expect(failed[0]!.elepayError).toContain(message);
		expect(countOf(elepay, UPDATE)).toBe(0);
	});

	it('is sent again where its outcome is unknown', async () => {
		const { id } = someone();
		elepay.sandbox.faults.set([cut(UPDATE, true)]);
		const setup = { options: { maxTries: 2 } };
		const { json } = await run('update', [{ customerId: id, name: 'New' }], COLUMNS, setup);
		expect(json[0]).toMatchObject({ id, name: 'New' });
	});
});

describe('Delete', () => {
	const ids = () => [...store().keys()].slice(0, 2);
	const remove = async (rows: string[], setup: RunSetup = {}) =>
		await run(
			'delete',
			rows.map((id) => ({ id })),
			{ customerId: '={{ $json.id }}' },
			setup,
		);

	it('says which customers are deleted, each linked to its row', async () => {
		const [one, two] = ids() as [string, string];
		const { json, items } = await remove([one, two]);
		expect(json).toEqual([
			{ id: one, deleted: true },
			{ id: two, deleted: true },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(store().has(one)).toBe(false);
	});

	it('keeps the good rows beside one that elepay does not know', async () => {
		const [one] = ids() as [string];
		const { json, failed, linkedFailed } = await remove([one, 'cus_x']);
		expect(json).toEqual([{ id: one, deleted: true }]);
		expect(failed[0]!.elepayError).toBe("elepay couldn't find customer 'cus_x' [item 1]");
		expect(linkedFailed).toEqual([{ id: 'cus_x' }]);
	});

	it.each([true, false])('is done once after a cut connection (processed: %p)', async (done) => {
		const [one] = ids() as [string];
		elepay.sandbox.faults.set([cut(DELETE, done)]);
		const { json } = await remove([one], { options: { maxTries: 2 } });
		expect(json).toEqual([{ id: one, deleted: true }]);
		expect(store().has(one)).toBe(false);
	});

	it("is done once with n8n's Retry On Fail", async () => {
		const [one] = ids() as [string];
		elepay.sandbox.faults.set([cut(DELETE, true)]);
		const setup: RunSetup = { onError: 'stopWorkflow', node: RETRY_ON_FAIL };
		expect((await remove([one], setup)).json).toEqual([{ id: one, deleted: true }]);
	});
});

describe('Get Many', () => {
	itReadsPages(elepay, {
		resource: 'customer',
		route: LIST,
		kind: 'customers',
		add() {
			const [any] = [...store().values()];
			const added = { ...any!, id: `cus_new_${store().size}` };
			store().add(added);
			return added;
		},
	});

	it('lets elepay search', async () => {
		const { json } = await run('getAll', [{}], {
			filters: { keyword: '佐藤' },
			returnAll: true,
		});
		expect(json.length).toBeGreaterThan(0);
		expect(json.every(({ name }) => String(name).includes('佐藤'))).toBe(true);
	});

	it('gives ten properties, or all of them', async () => {
		const [simple] = (await run('getAll', [{}], { limit: 1 })).json;
		const [whole] = (await run('getAll', [{}], { limit: 1, simplify: false })).json;
		expect(Object.keys(simple!)).toHaveLength(10);
		expect(whole).toEqual(plain(store().get(String(whole!.id))));
	});
});
