import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useElepay } from '../support/elepay';

const elepay = useElepay();

const create = async (orderNo: string): Promise<IDataObject> =>
	(await elepay.run([{ amount: 1200, orderNo }])).json[0]!;

const onCode = async (operation: string, rows: IDataObject[], parameters: INodeParameters = {}) =>
	await elepay.run(rows, {
		onError: 'continueErrorOutput',
		parameters: { operation, codeId: '={{ $json.id }}', ...parameters },
	});

const customer = async (id: unknown, action: 'pay' | 'start' | 'refund') =>
	await fetch(`${elepay.sandbox.url}/_sandbox/codes/${String(id)}/${action}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{}',
	});

describe('Get', () => {
	it('gives the whole Code object, item by item', async () => {
		const codes = [await create('A-1'), await create('A-2')];
		const { json, items } = await onCode('get', codes);
		expect(json.map(({ id, orderNo }) => ({ id, orderNo }))).toEqual(
			codes.map(({ id, orderNo }) => ({ id, orderNo })),
		);
		expect(Object.keys(json[0]!)).toEqual(Object.keys(codes[0]!));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('takes the whole Code object in place of its ID', async () => {
		const code = await create('A-1');
		const { json } = await onCode('get', [code], { codeId: '={{ $json }}' });
		expect(json[0]!.id).toBe(code.id);
	});

	it('tells, simplified, that a code is not paid yet', async () => {
		const code = await create('A-1');
		const { json } = await onCode('get', [code], { simplify: true });
		expect(json).toEqual([
			{
				id: code.id,
				status: 'pending',
				paid: false,
				orderNo: 'A-1',
				amount: 1200,
				currency: 'JPY',
				codeUrl: code.codeUrl,
				chargeId: null,
				paymentMethod: null,
				paidTime: null,
			},
		]);
	});

	it('does not take a payment that somebody has only begun for a paid one', async () => {
		const code = await create('A-1');
		await customer(code.id, 'start');
		const { json } = await onCode('get', [code], { simplify: true });
		expect(json[0]).toMatchObject({ paid: false, status: 'pending' });
		expect(json[0]!.chargeId).toEqual(expect.any(String));
	});

	it('tells, simplified, how a code was paid', async () => {
		const code = await create('A-1');
		await customer(code.id, 'pay');
		const { json } = await onCode('get', [code], { simplify: true });
		expect(json[0]).toMatchObject({ paid: true, status: 'captured' });
		expect(json[0]!.chargeId).toEqual(expect.any(String));
		expect(json[0]!.paymentMethod).toEqual(expect.any(String));
		expect(json[0]!.paidTime).toMatch(/^\d{4}-\d\d-\d\dT/);
	});

	it('says of an unknown code what to check', async () => {
		const { failed } = await onCode('get', [{ id: 'code_nowhere' }]);
		expect(failed[0]!.elepayError).toBe("elepay couldn't find code 'code_nowhere' [item 0]");
		expect(failed[0]!.elepayHelp).toContain("test keys can't see live data");
	});
});

describe('Close', () => {
	it('closes a code, which cannot be paid then', async () => {
		const code = await create('A-1');
		const { json, items } = await onCode('close', [code]);
		expect(json).toEqual([{ id: code.id, closed: true }]);
		expect(items[0]!.pairedItem).toEqual({ item: 0 });
		expect((await customer(code.id, 'pay')).status).toBeGreaterThanOrEqual(400);
	});

	it.each([
		['paid', async (id: unknown) => await customer(id, 'pay'), 'has already been paid or closed'],
		[
			'closed',
			async (id: unknown) => await onCode('close', [{ id: String(id) }]),
			'has already been paid or closed',
		],
		['expired', async () => await elepay.sandbox.clock.advance(11 * 60_000), 'has expired'],
	])('says that a %s code cannot be closed', async (_state, bringAbout, message) => {
		const code = await create('A-1');
		await bringAbout(code.id);
		const { failed, json } = await onCode('close', [code]);
		expect(json).toEqual([]);
		expect(failed[0]!.elepayError).toBe(`Code '${String(code.id)}' ${message} [item 0]`);
	});

	it('tries again when no answer came, and says what that makes of a closed code', async () => {
		const code = await create('A-1');
		elepay.sandbox.faults.set([
			{ route: 'DELETE /codes/{codeId}', connection: 'reset', processed: true, times: 1 },
		]);
		const { failed } = await elepay.run([code], {
			onError: 'continueErrorOutput',
			options: { maxTries: 3 },
			parameters: { operation: 'close', codeId: '={{ $json.id }}' },
		});
		expect(failed[0]!.elepayError).toContain(
			'probably by an earlier try of this row whose response was lost',
		);
	});

	it('keeps the good rows when one is refused', async () => {
		const [first, second] = [await create('A-1'), await create('A-2')];
		const { json, failed } = await onCode('close', [first, { id: 'code_nowhere' }, second]);
		expect(json.map(({ id }) => id)).toEqual([first.id, second.id]);
		expect(failed).toHaveLength(1);
	});
});

describe.each(['get', 'close'])('the Code ID of %s', (operation) => {
	it.each<[string, (code: IDataObject) => unknown]>([
		['payment link', ({ codeUrl }) => codeUrl],
		['payment link with spaces around it', ({ codeUrl }) => ` ${String(codeUrl)}\n`],
		['payment link with a query', ({ codeUrl }) => `${String(codeUrl)}?from=mail#top`],
		['page of the code', ({ id }) => `https://elepay.example.com/qr/${String(id)}/pay/`],
		['whole code', (code) => code],
	])('takes a %s', async (_, given) => {
		const codes = [await create('A-1'), await create('A-2')];
		const { json } = await onCode(
			operation,
			codes.map((code) => ({ given: given(code) as IDataObject })),
			{ codeId: '={{ $json.given }}' },
		);
		expect(json.map(({ id }) => id)).toEqual(codes.map(({ id }) => id));
	});

	it.each(['A-1', 'https://shop.example.com/orders/A-1'])(
		'says of %j, where an order number is, what is needed instead',
		async (given) => {
			await create('A-1');
			const { failed } = await onCode(operation, [{ id: given }]);
			expect(failed[0]!.elepayError).toBe("elepay couldn't find code 'A-1' [item 0]");
			expect(failed[0]!.elepayHelp).toContain(
				`'A-1' looks like an order number. Drag the field "id" or "codeUrl" of the Create output onto Code ID.`,
			);
		},
	);

	it.each([
		['../charges', 'isn\'t a code\'s ID or payment link: got "../charges"'],
		['..', 'isn\'t a code\'s ID or payment link: got ".."'],
		['a/b', 'isn\'t a code\'s ID or payment link: got "a/b"'],
		['code_1?x=1', 'isn\'t a code\'s ID or payment link: got "code_1?x=1"'],
		['code_1#x', "isn't a code's ID or payment link"],
		['%2e%2e%2fcharges', "isn't a code's ID or payment link"],
		['コード', "isn't a code's ID or payment link"],
		[17, "isn't a code's ID or payment link: got 17"],
		[{ object: 'code' }, "isn't a code's ID or payment link: got an object"],
		[['code_1'], "isn't a code's ID or payment link: got a list of 1"],
	])('refuses %j before anything is sent', async (id, message) => {
		const { failed } = await onCode(operation, [{ id }]);
		expect(failed[0]!.elepayError).toContain(`Code ID ${message}`);
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});

	it.each(['', '   ', null])('misses %j in a row that holds something else', async (id) => {
		const { failed } = await onCode(operation, [{ id, note: 'x' }]);
		expect(failed[0]!.elepayError).toBe('Code ID is empty [item 0]');
	});

	it.each(['', '   ', null])('passes over a row in which there is nothing but %j', async (id) => {
		const { failed } = await onCode(operation, [{ id, done: 'FALSE', row_number: 7 }]);
		expect(failed[0]!.elepayError).toBe('Row 7 is blank [item 0]');
		expect(elepay.sandbox.state.stats.requests.size).toBe(0);
	});
});
