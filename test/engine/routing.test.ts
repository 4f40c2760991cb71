import { DISCOURAGED_WORDS } from '../support/documented';
import { TEST_KEY, useElepay } from '../support/elepay';
import { expectNoKey } from '../support/secrecy';

const elepay = useElepay('routing');

const row = (orderNo: string, amount: unknown = 100) => ({ amount: amount as string, orderNo });

const MODES = ['mapping fields', 'mapping columns'] as const;

describe.each(MODES)('a host that runs the routing, %s,', (mode) => {
	const parameters = mode === 'mapping columns' ? { mappingMode: 'autoMapInputData' } : {};

	it('gets the code of its item', async () => {
		const { json, items, linked } = await elepay.run([row('A')], { parameters });
		expect(json).toEqual([expect.objectContaining({ orderNo: 'A', amount: 100 })]);
		expect(items[0]!.pairedItem).toEqual({ item: 0 });
		expect(linked).toEqual([row('A')]);
	});

	it('gets the codes of several items, each a run of its own', async () => {
		const rows = ['A', 'B', 'A'].map((orderNo) => row(orderNo));
		const { json, failed, linkedFailed } = await elepay.run(rows, {
			parameters,
			onError: 'continueErrorOutput',
		});
		expect(json.map(({ orderNo }) => orderNo).sort()).toEqual(['A', 'B']);
		// The items know nothing of each other, so that elepay has to refuse the second A
		expect(failed[0]?.elepayError).toMatch(
			/^Order number 'A' is taken: elepay has an open or paid code with it \[item [02]\]$/,
		);
		expect(linkedFailed).toEqual([row('A')]);
		expect(elepay.bodies).toHaveLength(3);
	});

	it.each([
		['', "Order number 'A': Amount is empty [item 0]"],
		['12.5', 'Order number \'A\': Amount needs to be a whole number, but is "12.5" [item 0]'],
	])('gets the message for the amount %j', async (amount, message) => {
		const stopped = await elepay.run([row('A', amount)], { parameters });
		expect(stopped.run.status).toBe('error');
		expect(stopped.error).toMatchObject({ name: 'NodeApiError', message });
		expect(stopped.error?.description).toMatch(/\S/);

		const { failed } = await elepay.run([row('A', amount)], {
			parameters,
			onError: 'continueErrorOutput',
		});
		expect(failed).toEqual([expect.objectContaining({ orderNo: 'A', elepayError: message })]);
		const { json } = await elepay.run([row('A', amount)], {
			parameters,
			onError: 'continueRegularOutput',
		});
		expect(json).toEqual([expect.objectContaining({ elepayError: message })]);
		expect(elepay.bodies).toEqual([]);
	});

	it('gets the message for a bad item among good ones', async () => {
		const rows = [row('A'), row('BAD', 'x'), row('C')];
		const { json, failed, linked } = await elepay.run(rows, {
			parameters,
			onError: 'continueErrorOutput',
		});
		expect(json.map(({ orderNo }) => orderNo)).toEqual(['A', 'C']);
		expect(linked).toEqual([rows[0], rows[2]]);
		const told = 'Order number \'BAD\': Amount needs to be a whole number, but is "x" [item 1]';
		expect(failed[0]?.elepayError).toBe(told);
		const { error } = await elepay.run([row('D'), row('BAD', 'x')], { parameters });
		expect(error?.message).toBe(told);
	});

	it.each([
		[
			'a refusal',
			{ answer: { errorCode: 'M002009' } },
			/elepay doesn't support this currency .* \[item 0\]/,
		],
		[
			'a cut connection',
			{ connection: 'reset' },
			/The connection was closed .* created \[item 0\]/,
		],
		[
			'a web page',
			{ answer: { body: '<html>', status: 502 } },
			/elepay didn't respond\. .* created \[item 0\]/,
		],
		[
			'a refused key',
			{ answer: { errorCode: 'M004001' } },
			/^elepay didn't accept the secret key$/,
		],
	] as const)('gets the message for %s', async (_what, fault, message) => {
		elepay.sandbox.faults.set([fault]);
		const { error, run } = await elepay.run([row('A')], { parameters });
		expect(error?.message).toMatch(message);
		expect(error?.message).not.toMatch(DISCOURAGED_WORDS);
		expectNoKey(run, TEST_KEY);
	});

	it('has its item tried again where that is safe', async () => {
		elepay.sandbox.faults.set([{ times: 2, answer: { body: '', status: 503 } }]);
		const { json } = await elepay.run([row('A')], { parameters, options: {} });
		expect(json).toHaveLength(1);
		expect(elepay.bodies).toHaveLength(3);
	});

	it('gets the message for a credential that cannot be right', async () => {
		const credential = { secretKey: 'pk_test_0000', baseUrl: elepay.sandbox.url };
		const { error } = await elepay.run([row('A')], { parameters, credential });
		expect(error?.message).toMatch(/publishable key .* \[item 0\]$/);
	});
});
