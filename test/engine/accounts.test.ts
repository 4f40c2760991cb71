import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { startSandbox } from '../../sandbox/server';
import { useElepay, type Outcome, type RunSetup } from '../support/elepay';
import { expectNoKey } from '../support/secrecy';
import { startServer, type RecordingServer, type SeenRequest } from '../support/servers';

const elepay = useElepay();

/** The credential of somebody who makes codes for several merchants. */
const credential = { secretKey: '={{ $json.key }}', baseUrl: '={{ $json.url }}' };

const KEYS = ['sk_test_AoneKeyOfTests11', 'sk_test_BtwoKeyOfTests22', 'sk_test_CthreeOfTests33'];
const [A, B, C] = KEYS as [string, string, string];

interface Row extends IDataObject {
	key: string;
	url: string;
	orderNo: string;
	amount: number | string;
}

/** What a server does with the call of a row. */
type Fate = 'code' | 'refusal' | 'keyRefused' | 'lost' | 'busyOnce';

const orderNoOf = ({ body }: SeenRequest) => String((JSON.parse(body) as IDataObject).orderNo);

const keyOf = ({ headers }: SeenRequest) => String(headers.authorization).replace('Bearer ', '');

/** An elepay that tells in each code whose it is. */
async function startElepay(fateOf: (request: SeenRequest) => Fate): Promise<RecordingServer> {
	const busy = new Set<string>();
	const server: RecordingServer = await startServer((request, response) => {
		const orderNo = orderNoOf(request);
		const answer = (status: number, body: object) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		let fate = fateOf(request);
		if (fate === 'busyOnce' && busy.has(orderNo)) fate = 'code';
		busy.add(orderNo);
		if (fate === 'refusal') answer(400, { errorCode: 'M002002', message: 'No.' });
		else if (fate === 'keyRefused') answer(401, { errorCode: 'M004001', message: 'No key.' });
		else if (fate === 'lost') response.socket?.resetAndDestroy();
		else if (fate === 'busyOnce') answer(503, { errorCode: 'S002000', message: 'Later.' });
		else
			answer(201, {
				id: `code_${orderNo}`,
				codeUrl: `${server.url}/q`,
				orderNo,
				of: keyOf(request),
			});
	});
	return server;
}

const onError = 'continueErrorOutput';

const run = async (rows: Row[], setup: RunSetup = {}): Promise<Outcome> =>
	await elepay.run(rows, { credential, onError, ...setup });

/** The rows that a server has got, by order number, and with which key each time. */
const seenAt = ({ requests }: RecordingServer) =>
	requests.map((request) => ({ orderNo: orderNoOf(request), key: keyOf(request) }));

const rowsOf = (url: string, keys: string[]): Row[] =>
	keys.map((key, index) => ({ key, url, orderNo: `R-${index}`, amount: 100 + index }));

describe('each row', () => {
	it('goes with its own key', async () => {
		const server = await startElepay(() => 'code');
		try {
			const rows = rowsOf(server.url, [A, B, C, B, A]);
			const { json, failed } = await run(rows);
			expect(failed).toEqual([]);
			expect(json.map(({ orderNo, of }) => [orderNo, of])).toEqual(
				rows.map(({ orderNo, key }) => [orderNo, key]),
			);
		} finally {
			await server.close();
		}
	});

	it('goes to its own base URL', async () => {
		const [one, other] = [await startElepay(() => 'code'), await startElepay(() => 'code')];
		try {
			const rows = [...rowsOf(one.url, [A, A]), ...rowsOf(other.url, [A, A])];
			const { json } = await run(rows);
			expect(json).toHaveLength(4);
			expect(seenAt(one).map(({ orderNo }) => orderNo)).toEqual(['R-0', 'R-1']);
			expect(seenAt(other).map(({ orderNo }) => orderNo)).toEqual(['R-0', 'R-1']);
		} finally {
			await Promise.all([one.close(), other.close()]);
		}
	});

	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'never goes with the key or to the base URL of another one, with %s, whatever becomes of them',
		async (mode) => {
			const fates = new Map<string, Fate>();
			const fateOf = (request: SeenRequest) => fates.get(orderNoOf(request)) ?? 'code';
			const servers = [await startElepay(fateOf), await startElepay(fateOf)];
			const fate = fc.constantFrom<Fate>(
				...(['code', 'code', 'code', 'refusal', 'keyRefused', 'lost', 'busyOnce'] as Fate[]),
			);
			const row = fc.record({
				key: fc.constantFrom(...KEYS),
				at: fc.nat(1),
				fate,
				bad: fc.nat(19),
			});
			let calls = 0;
			try {
				await fc.assert(
					fc.asyncProperty(
						fc.array(row, { minLength: 1, maxLength: 25 }),
						fc.constantFrom(1, 3, 50),
						async (drawn, maxConcurrency) => {
							fates.clear();
							for (const { requests } of servers) requests.length = 0;
							const rows = drawn.map(({ key, at, bad }, index): Row => ({
								key,
								url: servers[at]!.url,
								orderNo: `R-${index}`,
								amount: bad === 0 ? 'x' : 100,
							}));
							drawn.forEach((each, index) => fates.set(`R-${index}`, each.fate));
							const options = { maxConcurrency, maxTries: 2 };
							const { json, failed, items } = await run(rows, { onError: mode, options });

							for (const server of servers) {
								for (const { orderNo, key } of seenAt(server)) {
									const own = rows[Number(orderNo.slice(2))]!;
									expect([key, server.url]).toEqual([own.key, own.url]);
									calls++;
								}
							}
							json.forEach((code, index) => {
								if (code.elepayError !== undefined) return;
								const { item } = items[index]!.pairedItem as { item: number };
								expect([code.of, code.codeUrl]).toEqual([rows[item]!.key, `${rows[item]!.url}/q`]);
							});
							if (mode !== 'stopWorkflow') expect(json.length + failed.length).toBe(rows.length);
						},
					),
					{ numRuns: 25 },
				);
			} finally {
				await Promise.all(servers.map(async (server) => await server.close()));
			}
			expect(calls).toBeGreaterThan(20);
		},
	);
});

describe('a refused key', () => {
	it.each([0, 1, 2, 5, 11])(
		'costs only the rows that have it, first met at row %i',
		async (first) => {
			const server = await startElepay((request) => (keyOf(request) === B ? 'keyRefused' : 'code'));
			try {
				const keys = Array.from({ length: 12 }, (_, index) =>
					index >= first && (index - first) % 3 === 0 ? B : index % 2 === 0 ? A : C,
				);
				const rows = rowsOf(server.url, keys);
				const { json, failed } = await run(rows, { options: { maxConcurrency: 1 } });
				const isRefused = ({ key }: Row) => key === B;
				expect(json.map(({ orderNo }) => orderNo)).toEqual(
					rows.filter((row) => !isRefused(row)).map(({ orderNo }) => orderNo),
				);
				expect(failed.map(({ orderNo, elepayError }) => [orderNo, elepayError])).toEqual(
					rows
						.filter(isRefused)
						.map(({ orderNo }) => [orderNo, "elepay didn't accept the secret key"]),
				);
				// The others of the key aren't sent any more
				expect(seenAt(server).filter(({ key }) => key === B)).toHaveLength(1);
			} finally {
				await server.close();
			}
		},
	);

	it('at one base URL says nothing of the same key at another', async () => {
		const [good, bad] = [await startElepay(() => 'code'), await startElepay(() => 'keyRefused')];
		try {
			const rows = [...rowsOf(bad.url, [A, A]), ...rowsOf(good.url, [A, A])];
			const { json, failed } = await run(rows);
			expect(json).toHaveLength(2);
			expect(failed).toHaveLength(2);
		} finally {
			await Promise.all([good.close(), bad.close()]);
		}
	});
});

describe('a credential that a row makes wrong', () => {
	it.each<[what: string, change: Partial<Row>, message: RegExp]>([
		['an empty key', { key: '' }, /The Secret Key .* is empty/],
		['no key', { key: undefined }, /The Secret Key .* is empty/],
		['a publishable key', { key: 'pk_test_abcdefgh1234' }, /publishable key/],
		['a base URL without protection', { url: 'http://example.com' }, /unencrypted/],
		['a base URL that is none', { url: 'elepay' }, /isn't a web address/],
	])('because of %s, is refused alone', async (_what, change, message) => {
		const server = await startElepay(() => 'code');
		try {
			const rows = rowsOf(server.url, [A, B, C]);
			Object.assign(rows[1]!, change);
			const { json, failed } = await run(rows);
			expect(json.map(({ orderNo }) => orderNo)).toEqual(['R-0', 'R-2']);
			expect(failed).toHaveLength(1);
			expect(failed[0]?.elepayError).toMatch(message);
			expect(failed[0]?.elepayError).toContain('[item 1]');
			expect(seenAt(server)).toHaveLength(2);
			for (const key of KEYS) expectNoKey([failed[0]?.elepayError, failed[0]?.elepayHelp], key);

			const { error } = await run(rows, { onError: 'stopWorkflow' });
			expect(error?.message).toMatch(message);
			expect(seenAt(server)).toHaveLength(2);
		} finally {
			await server.close();
		}
	});

	it('because its expression cannot be evaluated, is refused alone', async () => {
		const server = await startElepay(() => 'code');
		try {
			const rows = rowsOf(server.url, [A, B, C]);
			const other = {
				...credential,
				secretKey: "={{ $json.orderNo === 'R-1' ? $('Nowhere').first().json.key : $json.key }}",
			};
			const { json, failed } = await run(rows, { credential: other });
			expect(json.map(({ orderNo }) => orderNo)).toEqual(['R-0', 'R-2']);
			expect(failed).toHaveLength(1);
			expect(failed[0]?.elepayError).toContain('[Error resolving credentials] [item 1]');
			expect(seenAt(server)).toHaveLength(2);
		} finally {
			await server.close();
		}
	});
});

describe('the pace', () => {
	it('belongs to a key and base URL: one that is slowed down holds no other up', async () => {
		const [busy, free] = [await startSandbox({ seed: 3 }), await startSandbox({ seed: 4 })];
		const codesAt = (sandbox: typeof free) => sandbox.state.test.codes.size;
		const callsAt = (sandbox: typeof free) => sandbox.state.stats.requests.get('POST /codes') ?? 0;
		const abort = new AbortController();
		try {
			busy.faults.set([{ answer: { errorCode: 'M005000', retryAfter: 50 } }]);
			const rows = Array.from({ length: 120 }, (_, index): Row => ({
				key: A,
				url: (index % 2 === 0 ? busy : free).url,
				orderNo: `R-${index}`,
				amount: 1,
			}));
			const running = run(rows, {
				options: { maxConcurrency: 10, maxTries: 5 },
				run: { signal: abort.signal },
			});
			for (let turn = 0; codesAt(free) < 60 && turn < 1_000; turn++) await wait(10);
			expect(callsAt(free)).toBe(60);
			expect(callsAt(busy)).toBeLessThanOrEqual(10);
			abort.abort();
			await running;
		} finally {
			abort.abort();
			await Promise.all([busy.close(), free.close()]);
		}
	}, 20_000);

	it('never puts more than Max Concurrency on their way, however many accounts there are', async () => {
		elepay.sandbox.faults.set([{ latency: { min: 5, max: 30 } }], 2);
		const rows = Array.from({ length: 60 }, (_, index): Row => ({
			key: `${KEYS[index % 3]}`,
			url: elepay.sandbox.url,
			orderNo: `R-${index}`,
			amount: 1,
		}));
		const { json } = await run(rows, { options: { maxConcurrency: 4 } });
		expect(json).toHaveLength(60);
		expect(elepay.sandbox.state.stats.maxInFlight).toBe(4);
	});

	it('makes no difference to a stop: rows of other accounts that wait are never sent', async () => {
		const isFirst = ({ body }: { body: unknown }) => (body as Row).orderNo === 'R-0';
		elepay.sandbox.faults.set([
			{ when: isFirst, latency: 60, answer: { errorCode: 'M002002' } },
			{ when: (request) => !isFirst(request), latency: 200 },
		]);
		const rows = Array.from({ length: 30 }, (_, index): Row => ({
			key: `${KEYS[index % 3]}`,
			url: elepay.sandbox.url,
			orderNo: `R-${index}`,
			amount: 1,
		}));
		const { error } = await run(rows, {
			onError: 'stopWorkflow',
			options: { maxConcurrency: 2, maxTries: 1 },
		});
		expect(error?.context?.errorCode).toBe('M002002');
		// The one that was on its way beside the first
		expect(error?.context?.data).toMatchObject({ created: [{ orderNo: 'R-1' }], unknown: [] });
		const calls = elepay.bodies.length;
		await wait(300);
		expect([calls, elepay.bodies.length]).toEqual([2, 2]);
	});
});
