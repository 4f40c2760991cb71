import type { IDataObject } from 'n8n-workflow';

import { useElepay, type RunSetup } from '../support/elepay';

const elepay = useElepay();

const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

const rowsOf = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ amount: 100 + index, orderNo: `R-${index}` }));

const attempts = () => Object.fromEntries(elepay.sandbox.state.stats.attemptsPerOrderNo);

const isRow =
	(...indexes: number[]) =>
	({ body }: { body: unknown }) =>
		indexes.some((index) => (body as IDataObject).orderNo === `R-${index}`);

const run = async (rows: IDataObject[], setup: RunSetup = {}) =>
	await elepay.run(rows, { node, options: { maxConcurrency: 1, maxTries: 1 }, ...setup });

const idOf = (orderNo: string) => elepay.sandbox.state.test.codesByOrderNo.get(orderNo)?.id;

const refusal = { answer: { errorCode: 'M002002' } };

describe.each(MODES)("n8n's Retry On Fail, with %s,", (onError) => {
	// Where the workflow goes on, n8n tries again if the first item has failed
	it('sends only what failed, and the rows that had succeeded keep their items', async () => {
		elepay.sandbox.faults.set([
			{ ...refusal, when: isRow(0), times: 1 },
			{ ...refusal, when: isRow(2), times: 1 },
		]);
		const outcome = await run(rowsOf(4), { onError });
		expect(outcome.run.status).toBe('success');
		expect(outcome.json.map(({ id, orderNo }) => [id, orderNo])).toEqual(
			rowsOf(4).map(({ orderNo }) => [idOf(orderNo), orderNo]),
		);
		expect(outcome.failed).toEqual([]);
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(outcome.linked).toEqual(rowsOf(4));
		expect(attempts()).toEqual({ 'R-0': 2, 'R-1': 1, 'R-2': 2, 'R-3': 1 });
	});

	it('tries what fails each time as often as n8n says, and nothing else', async () => {
		elepay.sandbox.faults.set([{ ...refusal, when: isRow(0) }]);
		const { json, failed, error } = await run(rowsOf(3), { onError });
		expect(attempts()).toMatchObject({ 'R-0': 3 });
		expect(Math.max(...[1, 2].map((row) => attempts()[`R-${row}`] ?? 0))).toBeLessThanOrEqual(1);
		const told = "Order number 'R-0': elepay didn't accept the value of one of the fields [item 0]";
		if (onError === 'stopWorkflow') expect(error?.message).toBe(told);
		else {
			const all = [...failed, ...json];
			expect(all.map((item) => item.elepayError ?? item.orderNo)).toEqual([told, 'R-1', 'R-2']);
		}
	});

	it('tells an unknown outcome that turns out as taken for a code of the earlier try', async () => {
		elepay.sandbox.faults.set([{ connection: 'reset', processed: true, when: isRow(0), times: 1 }]);
		const { json, failed, error } = await run(rowsOf(2), { onError });
		const told =
			"Order number 'R-0' is taken, probably by an earlier try of this row whose response was lost [item 0]";
		const [message] = [
			error?.message,
			...[...failed, ...json].map((item) => item.elepayError),
		].filter(Boolean);
		expect(message).toContain(told);
		expect(elepay.sandbox.state.test.codesPerOrderNo().get('R-0')).toBe(1);
	});

	it('makes the code of an unknown outcome that elepay had not processed', async () => {
		elepay.sandbox.faults.set([{ connection: 'reset', when: isRow(0), times: 1 }]);
		const { json, failed } = await run(rowsOf(2), { onError });
		expect(json.map(({ orderNo }) => orderNo)).toEqual(['R-0', 'R-1']);
		expect(failed).toEqual([]);
		expect(attempts()).toEqual({ 'R-0': 2, 'R-1': 1 });
	});

	it('sends no row again that only its picture keeps from being finished', async () => {
		const answer = {
			status: 201,
			body: JSON.stringify({ id: 'code_1', codeUrl: `https://a.example/${'x'.repeat(2000)}` }),
			contentType: 'application/json',
		};
		elepay.sandbox.faults.set([{ answer, times: 1 }]);
		const parameters = { qrCodeImage: 'png', imageOptions: { size: 100 } };
		const { json, failed, error } = await run(rowsOf(1), { onError, parameters });
		expect(
			[error?.message, ...[...failed, ...json].map((item) => item.elepayError)].join(),
		).toContain("elepay accepted order number 'R-0', but n8n couldn't finish it");
		expect(attempts()).toEqual({ 'R-0': 1 });
		if (onError === 'stopWorkflow') {
			expect(error?.context?.data).toMatchObject({ created: [{ orderNo: 'R-0', id: 'code_1' }] });
		}
	});
});

describe("n8n's Retry On Fail where the first failure stops the workflow", () => {
	const onError = 'stopWorkflow';

	it('counts and lists the codes of all tries after the last one', async () => {
		elepay.sandbox.faults.set([
			{ ...refusal, when: isRow(2), times: 1 },
			{ ...refusal, when: isRow(4) },
		]);
		const { error } = await run(rowsOf(6), { onError });
		expect(error?.message).toBe(
			"Order number 'R-4': elepay didn't accept the value of one of the fields [item 4]. 4 EasyQR codes were created before that: R-0, R-1, R-2, R-3",
		);
		expect(error?.context?.data).toMatchObject({
			created: ['R-0', 'R-1', 'R-2', 'R-3'].map((orderNo) => ({
				orderNo,
				id: idOf(orderNo),
				codeUrl: `${elepay.sandbox.url}/easyqr/${idOf(orderNo)}`,
			})),
			unknown: [],
		});
		expect(attempts()).toEqual({ 'R-0': 1, 'R-1': 1, 'R-2': 2, 'R-3': 1, 'R-4': 2 });
	});

	it('names what stayed unknown', async () => {
		elepay.sandbox.faults.set([{ connection: 'reset', processed: true, when: isRow(1), times: 1 }]);
		const { error } = await run(rowsOf(2), { onError });
		expect(error?.message).toMatch(/^Order number 'R-1' is taken, probably by an earlier try/);
		expect(error?.context?.data).toMatchObject({
			created: [{ orderNo: 'R-0' }],
			unknown: ['R-1'],
		});
	});

	it('checks all rows again, and sends nothing while one is bad', async () => {
		const rows = [...rowsOf(3), { amount: 'x', orderNo: 'BAD' }];
		const { error } = await run(rows, { onError });
		expect(error?.message).toBe(
			'Order number \'BAD\': Amount needs to be a whole number, but is "x" [item 3]',
		);
		expect(elepay.bodies).toEqual([]);
	});

	it('starts anew in the next execution', async () => {
		elepay.sandbox.faults.set([{ ...refusal, when: isRow(1), times: 3 }]);
		await run(rowsOf(2), { onError });
		const { error } = await run(rowsOf(2), { onError });
		expect(error?.message).toMatch(/^Order number 'R-0' is taken: elepay has an open or paid code/);
	});
});

describe('a run that is tried once only', () => {
	it('keeps nothing for later, though its workflow runs again with the same rows', async () => {
		await elepay.run(rowsOf(1));
		const { error } = await elepay.run(rowsOf(1));
		expect(error?.message).toMatch(/^Order number 'R-0' is taken/);
	});
});
