import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';

import { useElepay, type Outcome, type RunSetup } from '../support/elepay';

const elepay = useElepay();

const onError = 'continueErrorOutput';

const rowsOf = (count: number, bad: number[] = []) =>
	Array.from({ length: count }, (_, index) => ({
		amount: bad.includes(index) ? 'x' : 100,
		orderNo: `R-${index}`,
	})) as IDataObject[];

/** What n8n shows beside the node's output. */
const hintsOf = ({ run }: Outcome): NodeExecutionHint[] =>
	run.data.resultData.runData.Elepay?.at(-1)?.hints ?? [];

const told = async (rows: IDataObject[], setup: RunSetup = {}) =>
	hintsOf(await elepay.run(rows, { onError, ...setup })).map(({ message }) => message);

const isRow =
	(...indexes: number[]) =>
	({ body }: { body: unknown }) =>
		indexes.some((index) => (body as IDataObject).orderNo === `R-${index}`);

describe('a hint', () => {
	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'is not shown when all is well, with %s',
		async (mode) => {
			expect(await told(rowsOf(5), { onError: mode })).toEqual([]);
			expect(await told([], { onError: mode })).toEqual([]);
		},
	);

	it('stands beside the output', async () => {
		const [hint] = hintsOf(await elepay.run(rowsOf(1, [0]), { onError }));
		expect(hint).toMatchObject({ location: 'outputPane' });
	});
});

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'after a run that goes on, with %s, a hint',
	(mode) => {
		const after = async (rows: IDataObject[], setup: RunSetup = {}) =>
			await told(rows, { onError: mode, ...setup });

		it('counts the rows that could not be sent', async () => {
			expect(await after(rowsOf(5, [1]))).toEqual([
				'1 of 5 rows gave no EasyQR code: 1 needs to be corrected first.',
			]);
			expect(await after(rowsOf(25, [0, 1, 2, 20]).slice(0, 24))).toEqual([
				expect.stringContaining('of 24 rows gave no EasyQR code: 4'),
			]);
			expect(await after(rowsOf(1, [0]))).toEqual([
				'1 of 1 row gave no EasyQR code: 1 needs to be corrected first.',
			]);
		});

		it('counts those that elepay refused', async () => {
			elepay.sandbox.faults.set([{ answer: { errorCode: 'M007001' }, when: isRow(1, 2, 3) }]);
			expect(await after(rowsOf(6))).toEqual([
				'3 of 6 rows gave no EasyQR code: 3 were refused by elepay.',
			]);
		});

		it('counts those that may have been processed', async () => {
			elepay.sandbox.faults.set([{ connection: 'reset', when: isRow(0, 4) }]);
			expect(await after(rowsOf(6))).toEqual([
				'2 of 6 rows gave no EasyQR code: 2 may have been processed anyway.',
			]);
		});

		it('counts those that elepay never got', async () => {
			elepay.sandbox.faults.set([{ answer: { body: '', status: 503 }, when: isRow(2) }]);
			expect(await after(rowsOf(4))).toEqual([
				"1 of 4 rows gave no EasyQR code: 1 wasn't processed by elepay.",
			]);
		});

		it('counts all of them, each kind for itself', async () => {
			elepay.sandbox.faults.set([
				{ connection: 'reset', when: isRow(1) },
				{ answer: { errorCode: 'M002002' }, when: isRow(2, 3) },
				{ answer: { body: '', status: 503 }, when: isRow(4, 5, 6) },
			]);
			const rows = [...rowsOf(10, [8, 9]), { amount: 5, orderNo: 'R-0' }];
			expect(await after(rows)).toEqual([
				"9 of 11 rows gave no EasyQR code: 3 need to be corrected first, 2 were refused by elepay, 1 may have been processed anyway, 3 weren't processed by elepay.",
			]);
		});

		it('tells codes whose pictures could not be made apart', async () => {
			const body = JSON.stringify({
				id: 'code_1',
				codeUrl: `https://a.example/${'x'.repeat(2000)}`,
			});
			elepay.sandbox.faults.set([
				{ answer: { status: 201, body, contentType: 'application/json' }, when: isRow(0) },
			]);
			const parameters = { qrCodeImage: 'png', imageOptions: { size: 100 } };
			expect(await after(rowsOf(2), { parameters })).toEqual([
				"1 of 2 rows gave no EasyQR code: 1 was accepted by elepay, but couldn't be finished in n8n.",
			]);
		});

		it('calls rows to be closed no rows without a code', async () => {
			const { json } = await elepay.run(rowsOf(2));
			const rows = [...json.map(({ id }) => ({ id })), { id: 'code_nowhere' }];
			const parameters = { operation: 'close', codeId: '={{ $json.id }}' };
			const [hint] = await after(rows as IDataObject[], { parameters });
			expect(hint).toBe("1 of 3 rows didn't go through: 1 was refused by elepay.");
		});

		it('says nothing of codes where rows are only read', async () => {
			const parameters = { operation: 'get', codeId: '={{ $json.id }}' };
			expect(await after([{ id: 'code_nowhere' }], { parameters })).toEqual([
				"1 of 1 row didn't go through: 1 was refused by elepay.",
			]);
		});
	},
);

describe("a hint about elepay's rate limit", () => {
	it('tells the speed that the run settled at', async () => {
		elepay.sandbox.faults.set([{ times: 1, answer: { errorCode: 'M005000' } }]);
		const hints = await told(rowsOf(4), { options: {} });
		expect(hints).toHaveLength(1);
		expect(hints[0]).toMatch(
			/^elepay's rate limit slowed this run down, to about \d+ calls? a second\.$/,
		);
	});

	it('stands beside the one about rows, also in Stop mode', async () => {
		elepay.sandbox.faults.set([{ times: 1, answer: { errorCode: 'M005000' } }]);
		const stop = await told(rowsOf(4), { options: {}, onError: 'stopWorkflow' });
		expect(stop).toEqual([expect.stringMatching(/^elepay's rate limit slowed/)]);

		elepay.sandbox.state.reset();
		elepay.sandbox.faults.set([{ times: 1, answer: { errorCode: 'M005000' } }]);
		const hints = await told(rowsOf(4, [3]), { options: {} });
		expect(hints).toEqual([
			expect.stringMatching(/^1 of 4 rows/),
			expect.stringMatching(/^elepay's rate limit slowed/),
		]);
	});
});

describe("n8n's Retry On Fail", () => {
	it('leaves the hint of its last try only', async () => {
		elepay.sandbox.faults.set([
			{ answer: { errorCode: 'M002002' }, when: isRow(0), times: 1 },
			{ answer: { errorCode: 'M002002' }, when: isRow(1) },
		]);
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		expect(await told(rowsOf(3), { node })).toEqual([
			'1 of 3 rows gave no EasyQR code: 1 was refused by elepay.',
		]);
	});
});
