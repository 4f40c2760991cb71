import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { useElepay, type Outcome, type RunSetup } from '../support/elepay';

const elepay = useElepay();

const MINUTE = 60_000;

const create = async (count: number): Promise<IDataObject[]> => {
	const rows = Array.from({ length: count }, (_, index) => ({
		amount: 1000 + index,
		orderNo: `W-${index}`,
	}));
	return (await elepay.run(rows)).json;
};

const waitFor = async (codes: IDataObject[], setup: RunSetup = {}): Promise<Outcome> =>
	await elepay.run(codes, {
		options: {},
		...setup,
		parameters: { operation: 'waitForPayment', codeId: '={{ $json.id }}', ...setup.parameters },
	});

const play = async ({ id }: IDataObject, action: 'pay' | 'start' | 'refund') => {
	const url = `${elepay.sandbox.url}/_sandbox/codes/${String(id)}/${action}`;
	expect((await fetch(url, { method: 'POST' })).status).toBe(200);
};

const close = (code: IDataObject) => {
	const { state } = elepay.sandbox;
	state.test.codes.get(String(code.id))!.status = 'closed';
};

const looks = () => elepay.sandbox.state.stats.requests.get('GET /codes/{codeId}') ?? 0;

describe('Wait for Payment', () => {
	it('tells of a payment that comes while it waits, with the facts of its charge', async () => {
		const [code] = await create(1);
		const waiting = waitFor([code!]);
		await wait(1000);
		await play(code!, 'pay');
		const { json, items, linked } = await waiting;
		expect(json).toEqual([
			{
				id: code!.id,
				outcome: 'paid',
				waitedSeconds: 3,
				orderNo: 'W-0',
				amount: 1000,
				currency: 'JPY',
				chargeId: expect.stringMatching(/./),
				paymentMethod: expect.stringMatching(/./),
				paidTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
				voucherNo: expect.stringMatching(/./),
			},
		]);
		expect(items[0]!.pairedItem).toEqual({ item: 0 });
		expect(linked).toEqual([code]);
		expect(looks()).toBe(1);
	});

	it('looks first after three seconds, and goes on until the customer has paid', async () => {
		const [code] = await create(1);
		const waiting = waitFor([code!]);
		await wait(2500);
		expect(looks()).toBe(0);
		await wait(1500);
		expect(looks()).toBe(1);
		await play(code!, 'start');
		await wait(2000);
		await play(code!, 'pay');
		const { json } = await waiting;
		expect(json[0]).toMatchObject({ outcome: 'paid', waitedSeconds: 7 });
		expect(looks()).toBe(2);
	});

	it('gives the whole code beside the outcome without Simplify, and takes a whole code', async () => {
		const [code] = await create(1);
		await play(code!, 'pay');
		await play(code!, 'refund');
		const { json } = await waitFor([code!], {
			parameters: { codeId: '={{ $json }}', simplify: false },
		});
		expect(json[0]).toMatchObject({
			id: code!.id,
			codeUrl: code!.codeUrl,
			outcome: 'paid',
			waitedSeconds: 3,
			charge: { orderNo: 'W-0', status: 'refunded' },
		});
	});

	it('tells in order what has become of several codes, none of which stops the workflow', async () => {
		const codes = await create(3);
		await play(codes[0]!, 'pay');
		close(codes[1]!);
		await elepay.sandbox.clock.advance(11 * MINUTE);
		const { json, error } = await waitFor(codes);
		expect(error).toBeUndefined();
		expect(json.map(({ id, outcome, chargeId }) => [id, outcome, chargeId])).toEqual([
			[codes[0]!.id, 'paid', expect.any(String)],
			[codes[1]!.id, 'closed', null],
			[codes[2]!.id, 'expired', null],
		]);
	});

	it.each([
		['Max Wait is over', { maxWait: 2 }, 2 * MINUTE],
		['an hour is over, however long the code lives', {}, 60 * MINUTE],
	])('says that a code is still open when %s', async (_when, options, most) => {
		const [code] = await create(1);
		const waiting = waitFor([code!], { options });
		await wait(1000);
		const real = Date.now;
		jest.spyOn(Date, 'now').mockImplementation(() => real() + most);
		const { json } = await waiting;
		expect(json[0]).toMatchObject({ outcome: 'stillOpen', paidTime: null });
		expect(json[0]!.waitedSeconds).toBeGreaterThanOrEqual(most / 1000);
		expect(looks()).toBe(1);
	});

	it("waits for as long as the code lives by elepay's clock, not by this machine's", async () => {
		const [code] = await create(1);
		const real = Date.now;
		const record = elepay.sandbox.state.test.codes.get(String(code!.id))!;
		Object.assign(record, { expiryTime: elepay.sandbox.clock.now() + 5000 });
		// This machine's clock is an hour late
		jest.spyOn(Date, 'now').mockImplementation(() => real() - 60 * MINUTE);
		const { json } = await waitFor([code!]);
		expect(json[0]).toMatchObject({ outcome: 'expired', waitedSeconds: 7 });
	});
});

describe('Wait for Payment for many codes', () => {
	it('looks at all of them, however few may be under way, and holds no connection meanwhile', async () => {
		const codes = await create(500);
		const seen = new Map<string, number>();
		elepay.sandbox.faults.set([
			{
				route: 'GET /codes/{codeId}',
				latency: 0,
				when: ({ params }) => {
					seen.set(params.codeId!, (seen.get(params.codeId!) ?? 0) + 1);
					return false;
				},
			},
		]);
		const waiting = waitFor(codes, { options: { maxConcurrency: 5 } });
		await wait(2000);
		expect(elepay.sandbox.state.stats.inFlight).toBe(0);
		// The first hundred are never paid
		const kinds = codes.map((_, index) =>
			index < 100 ? 'expired' : index % 2 ? 'paid' : 'closed',
		);
		for (const [index, code] of codes.entries()) {
			if (kinds[index] === 'paid') await play(code, 'pay');
			if (kinds[index] === 'closed') close(code);
		}
		while (seen.size < 500) await wait(100);
		await elepay.sandbox.clock.advance(11 * MINUTE);

		const { json, linked } = await waiting;
		expect(json.map(({ id, outcome }) => [id, outcome])).toEqual(
			codes.map(({ id }, index) => [id, kinds[index]]),
		);
		expect(linked).toEqual(codes);
		expect(elepay.sandbox.state.stats.maxInFlight).toBeLessThanOrEqual(50);
		for (const [index, { id }] of codes.entries()) {
			if (index >= 100) expect(seen.get(String(id))).toBeLessThanOrEqual(2);
		}
	});

	it('never has more calls under way than Max Concurrency', async () => {
		const codes = await create(60);
		elepay.sandbox.state.stats.maxInFlight = 0;
		elepay.sandbox.faults.set([{ route: 'GET /codes/{codeId}', latency: 100 }]);
		await Promise.all(codes.map(async (code) => await play(code, 'pay')));
		const { json } = await waitFor(codes, { options: { maxConcurrency: 4 } });
		expect(json.every(({ outcome }) => outcome === 'paid')).toBe(true);
		expect(elepay.sandbox.state.stats.maxInFlight).toBeLessThanOrEqual(4);
	});

	it('keeps to a rate limit, and ends no wait for it', async () => {
		const codes = await create(100);
		elepay.sandbox.faults.set([
			{ route: 'GET /codes/{codeId}', overPerSecond: 25, answer: { errorCode: 'M005000' } },
		]);
		const waiting = waitFor(codes, { onError: 'continueErrorOutput' });
		await wait(2000);
		await Promise.all(codes.map(async (code) => await play(code, 'pay')));
		const { json, failed } = await waiting;
		expect(failed).toEqual([]);
		expect(json.map(({ id }) => id)).toEqual(codes.map(({ id }) => id));
	});
});

describe('Wait for Payment when something goes wrong', () => {
	it('outlasts what passes', async () => {
		const codes = await create(20);
		const faults = [
			{ connection: 'reset' as const },
			{ connection: 'half' as const },
			{ answer: { body: '<html>' } },
			{ answer: { errorCode: 'S002000' } },
			{ answer: { errorCode: 'S001000' } },
			{ answer: { body: '{"id":', contentType: 'application/json', status: 200 } },
		];
		elepay.sandbox.faults.set(
			faults.map((fault) => ({
				...fault,
				route: 'GET /codes/{codeId}' as const,
				times: 3,
			})),
		);
		await Promise.all(codes.map(async (code) => await play(code, 'pay')));
		const { json, failed } = await waitFor(codes, {
			onError: 'continueErrorOutput',
			options: { maxTries: 1 },
		});
		expect(failed).toEqual([]);
		expect(json.map(({ id, outcome }) => [id, outcome])).toEqual(
			codes.map(({ id }) => [id, 'paid']),
		);
		expect(looks()).toBeGreaterThan(codes.length);
	});

	it('says, when its time is over, that nothing is known', async () => {
		const [code] = await create(1);
		elepay.sandbox.faults.set([{ route: 'GET /codes/{codeId}', answer: { errorCode: 'S002000' } }]);
		const waiting = waitFor([code!], {
			onError: 'continueErrorOutput',
			options: { maxTries: 1, maxWait: 1 },
		});
		await wait(1000);
		const real = Date.now;
		jest.spyOn(Date, 'now').mockImplementation(() => real() + MINUTE);
		const { json, failed } = await waiting;
		expect(json).toEqual([]);
		expect(failed[0]!.elepayError).toBe(
			`elepay is down for maintenance. It's unclear whether code '${String(code!.id)}' has been paid [item 0]`,
		);
		expect(failed[0]!.elepayHelp).toContain('Check with EasyQR Code > Get');
	});

	it('goes on for the others when elepay does not know a code', async () => {
		const codes = await create(2);
		await Promise.all(codes.map(async (code) => await play(code, 'pay')));
		const rows = [codes[0]!, { id: 'code_nowhere' }, codes[1]!];
		const { json, failed } = await waitFor(rows, { onError: 'continueErrorOutput' });
		expect(json.map(({ id }) => id)).toEqual(codes.map(({ id }) => id));
		expect(failed[0]!.elepayError).toBe("elepay couldn't find code 'code_nowhere' [item 1]");
	});

	it('stops the workflow for an unknown code, without waiting for the others', async () => {
		const [code] = await create(1);
		const before = Date.now();
		const { error, json } = await waitFor([code!, { id: 'code_nowhere' }]);
		expect(error?.message).toBe("elepay couldn't find code 'code_nowhere' [item 1]");
		expect(json).toEqual([]);
		expect(Date.now() - before).toBeLessThan(5000);
	});

	it('ends at once for all codes of a key that is refused meanwhile', async () => {
		const codes = await create(30);
		const before = Date.now();
		const waiting = waitFor(codes, { onError: 'continueErrorOutput' });
		await wait(3500);
		const counted = looks();
		elepay.sandbox.faults.set([{ route: 'GET /codes/{codeId}', answer: { errorCode: 'M004001' } }]);
		const { failed } = await waiting;
		expect(failed).toHaveLength(30);
		for (const { elepayError } of failed) {
			expect(elepayError).toContain("elepay didn't accept the secret key");
		}
		expect(looks() - counted).toBeLessThan(30);
		expect(Date.now() - before).toBeLessThan(9000);
	});

	it('waits only for the rest when n8n tries the node again', async () => {
		const codes = await create(2);
		await play(codes[0]!, 'pay');
		elepay.sandbox.faults.set([
			{
				route: 'GET /codes/{codeId}',
				times: 1,
				latency: 300,
				when: ({ params }) => params.codeId === codes[1]!.id,
				answer: { errorCode: 'M002003' },
			},
		]);
		const waiting = waitFor(codes, {
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		await wait(4000);
		await play(codes[1]!, 'pay');
		const { json } = await waiting;
		expect(json.map(({ outcome }) => outcome)).toEqual(['paid', 'paid']);
		expect(json[1]!.waitedSeconds).toBeGreaterThanOrEqual(6);
		expect(looks()).toBe(3);
	});
});

describe('cancelling Wait for Payment', () => {
	it.each([
		['between two looks', 2000, []],
		['while elepay does not answer', 4000, [{ connection: 'hang' as const }]],
	])('ends it within two seconds, %s', async (_when, after, faults) => {
		const codes = await create(200);
		elepay.sandbox.faults.set(faults);
		const cancel = new AbortController();
		const waiting = waitFor(codes, { run: { signal: cancel.signal } });
		await wait(after);
		const before = Date.now();
		cancel.abort();
		await waiting.catch(() => undefined);
		expect(Date.now() - before).toBeLessThan(2000);
		const counted = looks();
		await wait(1500);
		expect(looks()).toBe(counted);
	});
});

describe('Wait for Payment as a tool, by the routing', () => {
	const routed = useElepay('routing');

	it('waits for one code', async () => {
		const { json } = await routed.run([{ amount: 1200, orderNo: 'T-1' }]);
		const url = `${routed.sandbox.url}/_sandbox/codes/${String(json[0]!.id)}/pay`;
		await fetch(url, { method: 'POST' });
		const waited = await routed.run([{}], {
			options: {},
			parameters: { operation: 'waitForPayment', codeId: String(json[0]!.id), simplify: true },
		});
		expect(waited.json).toEqual([expect.objectContaining({ outcome: 'paid', orderNo: 'T-1' })]);
	});
});
