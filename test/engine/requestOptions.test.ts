import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TEST_KEY, useElepay, type Entry, type RunSetup } from '../support/elepay';
import { startProxy, type Proxy } from '../support/proxy';
import { answerJson, closedPort, startSelfSignedServer } from '../support/servers';

const rowsOf = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ amount: 100 + index, orderNo: `R-${index}` }));

const MODES = ['stopWorkflow', 'continueErrorOutput'] as const;

describe.each<Entry>(['custom operations', 'routing'])('by %s, n8n’s Request Options', (entry) => {
	const elepay = useElepay(entry);

	const run = async (requestOptions: INodeParameters, rows: IDataObject[], setup: RunSetup = {}) =>
		await elepay.run(rows, { ...setup, parameters: { ...setup.parameters, requestOptions } });

	describe('Batching', () => {
		/** When each row reached the sandbox, after the run had begun. */
		async function arrivals(batch: IDataObject, onError: (typeof MODES)[number]) {
			const times = new Map<string, number>();
			elepay.sandbox.faults.set([
				{
					latency: 0,
					when: ({ body }) => {
						times.set(String((body as IDataObject).orderNo), performance.now());
						return false;
					},
				},
			]);
			const rows = rowsOf(5);
			const startedAt = performance.now();
			const batching = { batch } as INodeParameters;
			const { json } = await run({ batching }, rows, { onError });
			expect(json.map(({ orderNo }) => orderNo)).toEqual(rows.map(({ orderNo }) => orderNo));
			return rows.map(({ orderNo }) => times.get(orderNo)! - startedAt);
		}

		describe.each(MODES)('with %s', (onError) => {
			it.each([
				[2, 2],
				[1, 1],
				[3, 3],
				[0, 1],
				[-1, 1],
			])('of size %i starts a row in the place of its batch', async (batchSize, size) => {
				const interval = 120;
				const times = await arrivals({ batchSize, batchInterval: interval }, onError);
				times.forEach((time, row) => {
					// Timers may be a millisecond early
					expect(time).toBeGreaterThan(Math.floor(row / size) * interval - 2);
				});
			});
		});

		it.each([0, -5])('without an interval (%i) waits for nothing', async (batchInterval) => {
			const times = await arrivals({ batchSize: 1, batchInterval }, 'stopWorkflow');
			expect(Math.max(...times)).toBeLessThan(1_000);
		});
	});

	describe('Proxy', () => {
		let proxy: Proxy;

		beforeEach(async () => (proxy = await startProxy()));
		afterEach(async () => await proxy.close());

		it('sees every request, and the sandbox gets it from there', async () => {
			const { json } = await run({ proxy: `http://127.0.0.1:${proxy.port}` }, rowsOf(3));
			expect(json).toHaveLength(3);
			expect(elepay.bodies).toHaveLength(3);
			const { host } = new URL(elepay.sandbox.url);
			expect(proxy.requests.length).toBeGreaterThan(0);
			for (const { target } of proxy.requests) expect(target).toContain(host);
		});

		it('gets the name and password of its address', async () => {
			const address = `http://shop:p%40ss@127.0.0.1:${proxy.port}`;
			const { json } = await run({ proxy: address }, rowsOf(1));
			expect(json).toHaveLength(1);
			expect(proxy.requests[0]?.credentials).toBe('shop:p@ss');
		});

		it('that is not there is told, and nothing is sent past it', async () => {
			const { error } = await run({ proxy: await closedPort() }, rowsOf(1));
			expect(error?.message).toBe("Order number 'R-0': The server refused the connection [item 0]");
			expect(elepay.bodies).toEqual([]);
		});

		it.each(['nonsense', 'ftp://127.0.0.1:3128', '127.0.0.1:3128'])(
			'that is no address is told, and nothing is sent: %s',
			async (address) => {
				for (const onError of MODES) {
					const { error, failed } = await run({ proxy: address }, rowsOf(2), { onError });
					expect([error?.message, failed[0]?.elepayError ?? failed[0]?.error].join()).toMatch(
						/proxy/i,
					);
				}
				expect(elepay.bodies).toEqual([]);
			},
		);
	});

	describe('Timeout', () => {
		const hang = () => elepay.sandbox.faults.set([{ connection: 'hang' }]);

		it.each<[n8ns: number | undefined, own: number | undefined, told: string]>([
			[1_200, undefined, '1.2 seconds'],
			[1_000, 60_000, '1 second'],
			[60_000, 1_000, '1 second'],
			[undefined, 1_000, '1 second'],
			[0, 1_000, '1 second'],
		])(
			'of %p beside Options > Timeout of %p: the shorter one counts',
			async (n8ns, own, told) => {
				hang();
				const options = { maxTries: 1, ...(own !== undefined && { timeout: own }) };
				const requestOptions = n8ns === undefined ? {} : { timeout: n8ns };
				const { error } = await run(requestOptions, rowsOf(1), { options });
				expect(error?.message).toContain(`elepay didn't respond within ${told}`);
			},
			15_000,
		);

		it('may be shorter than what Options allow', async () => {
			hang();
			const { error } = await run({ timeout: 150 }, rowsOf(1));
			expect(error?.message).toContain("elepay didn't respond within 0.15 seconds");
		}, 15_000);
	});

	describe('Ignore SSL Issues', () => {
		it('lets a certificate pass that nobody trusts, and only then', async () => {
			const code = { id: 'code_1', codeUrl: 'https://example.com/' };
			const server = await startSelfSignedServer(answerJson(code, 201));
			try {
				const credential = { secretKey: TEST_KEY, baseUrl: server.url };
				for (const requestOptions of [{}, { allowUnauthorizedCerts: false }]) {
					const { error } = await run(requestOptions, rowsOf(1), { credential });
					expect(error?.message).toMatch(/The server's security certificate isn't valid/);
				}
				expect(server.requests).toEqual([]);
				const { json } = await run({ allowUnauthorizedCerts: true }, rowsOf(1), { credential });
				expect(json).toEqual([code]);
			} finally {
				await server.close();
			}
		});
	});
});

describe('Batching', () => {
	const elepay = useElepay();

	it('sends nothing in Stop mode while a row of a later batch is bad', async () => {
		const requestOptions = { batching: { batch: { batchSize: 2, batchInterval: 80 } } };
		const rows = rowsOf(5).map((row, index) => (index === 3 ? { ...row, amount: 'x' } : row));
		const { error } = await elepay.run(rows, { parameters: { requestOptions } });
		expect(error?.message).toBe(
			'Order number \'R-3\': Amount needs to be a whole number, but is "x" [item 3]',
		);
		expect(elepay.bodies).toEqual([]);
	});

	it('is left at once when the execution is cancelled', async () => {
		const requestOptions = { batching: { batch: { batchSize: 1, batchInterval: 60_000 } } };
		const abort = new AbortController();
		elepay.sandbox.faults.set([
			{ latency: 0, when: () => setTimeout(() => abort.abort(), 50) && false },
		]);
		const { run } = await elepay.run(rowsOf(3), {
			parameters: { requestOptions },
			run: { signal: abort.signal },
		});
		expect(run.status).toBe('canceled');
		expect(elepay.bodies).toHaveLength(1);
	}, 15_000);
});
