import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { useElepay } from '../support/elepay';
import { COLUMNS, countOf, play, requestsTo, runnerOf } from '../support/operations';

const elepay = useElepay();

const run = runnerOf(elepay, 'code');

const register = async (rows: IDataObject[], setup = {}) =>
	await run('registerPaymentMethod', rows, COLUMNS, setup);

const CREATE = 'POST /codes';

const customerId = 'cus_test_0001';

const ALL = {
	customerId,
	description: '会費のため',
	expiryDuration: 30,
	frontUrl: 'https://example.com/thanks',
	locationId: 'loc_0001',
	extra: { defaultPaymentMethod: 'creditcard' },
	metadata: { memberId: '17' },
};

it('takes every field, below or from columns, and asks for no payment', async () => {
	const requests = requestsTo(elepay, CREATE);
	const { description, expiryDuration, frontUrl, locationId } = ALL;
	const below = await run('registerPaymentMethod', [{}], {
		customerId: { __rl: true, mode: 'list', value: customerId },
		expiryDuration,
		additionalFields: {
			description,
			frontUrl,
			locationId,
			extraJson: JSON.stringify(ALL.extra),
			metadata: { entry: [{ key: 'memberId', value: '17' }] },
		},
	});
	// Neither the sum nor the number of an order that the row is also about
	const columns = await register([{ ...ALL, amount: 1200, orderNo: 'A-1' }]);
	expect(requests.map(({ body }) => body)).toEqual(
		[ALL, ALL].map((body) => expect.objectContaining({ ...body, shouldCreateSource: true })),
	);
	for (const { body } of requests) {
		expect(body).not.toHaveProperty('amount');
		expect(body).not.toHaveProperty('orderNo');
	}
	for (const { json, items } of [below, columns]) {
		expect(json[0]).toMatchObject({
			codeUrl: expect.stringMatching(/^http/) as string,
			shouldCreateSource: true,
			amount: 0,
			customer: { id: customerId },
		});
		expect(items[0]!.pairedItem).toEqual({ item: 0 });
	}
});

it('leaves what is needed when simplified, with a picture if it is wanted', async () => {
	const { items } = await run('registerPaymentMethod', [{}], {
		customerId,
		simplify: true,
		qrCodeImage: 'png',
	});
	const [item] = items;
	expect(item!.json).toEqual({
		id: expect.any(String) as string,
		codeUrl: expect.any(String) as string,
		status: 'pending',
		customerId,
		liveMode: false,
		expiryTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		createTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		frontUrl: null,
	});
	expect(item!.binary!.qrCode!.fileName).toBe(`easyqr-${String(item!.json.id)}.png`);
});

it('gives the customer a source that can be charged', async () => {
	const { json } = await register([{ customerId }]);
	await play(elepay, `codes/${String(json[0]!.id)}/pay`, { paymentMethod: 'creditcard' });
	const code = await run('get', [{}], { codeId: String(json[0]!.id) });
	expect(code.json[0]).toMatchObject({ status: 'completed', source: { status: 'active' } });
});

it.each([
	[{ customerId: ' ', description: 'x' }, 'Customer is empty'],
	[{ customerId: 'x'.repeat(33) }, 'Customer has 33 characters; the limit is 32'],
	[{ customerId, description: 'x'.repeat(256) }, 'Description has '],
	[{ customerId, expiryDuration: 31 }, 'Expires After (Minutes) needs to be '],
	[{ customerId, frontUrl: 'example.com' }, "Return URL isn't a web address"],
	[
		{ customerId: 'cus_x' },
		"The code for customer 'cus_x': elepay couldn't find the value of Customer",
	],
])('refuses %j, and keeps the good row', async (row, message) => {
	const { failed, json } = await register([row, { customerId }]);
	expect(failed[0]!.elepayError).toContain(message);
	expect(json).toHaveLength(1);
});

it('is sent again where its outcome is unknown: a code that nobody has seen does no harm', async () => {
	elepay.sandbox.faults.set([{ route: CREATE, connection: 'reset', processed: true, times: 1 }]);
	const { json } = await register([{ customerId }], { options: { maxTries: 2 } });
	expect(json).toHaveLength(1);
	expect(countOf(elepay, CREATE)).toBe(2);
});

it('sends nothing that elepay refuses, whatever the rows hold', async () => {
	const text = fc.string({ unit: 'grapheme', maxLength: 260 });
	const map = fc.dictionary(fc.string({ maxLength: 21 }), text, { maxKeys: 21 });
	const row = fc.record(
		{
			customerId: fc.constantFrom(customerId, customerId, customerId, ''),
			description: text,
			expiryDuration: fc.oneof(fc.integer({ min: 1, max: 32 }), fc.constantFrom('10', '', 'x')),
			frontUrl: fc.oneof(fc.webUrl({ withQueryParameters: true }), text),
			locationId: fc.constantFrom('loc_0001', ''),
			extra: map,
			metadata: map,
		},
		{ requiredKeys: ['customerId'] },
	);
	await fc.assert(
		fc.asyncProperty(fc.array(row, { minLength: 20, maxLength: 20 }), async (rows) => {
			const before = countOf(elepay, CREATE);
			const { json, failed } = await register(rows as IDataObject[]);
			expect(json.length + failed.length).toBe(rows.length);
			expect(countOf(elepay, CREATE) - before).toBe(json.length);
		}),
		{ numRuns: 15 },
	);
});
