import type { FaultOutcome } from '../../sandbox/control/faults';
import { expectNoKey } from '../support/secrecy';
import { idsOf, SECOND, started, TEST_KEY, useShop, type PollerSetup } from './support/shop';

const shop = useShop();

const ROUTE = 'GET /charges' as const;

const pay = (count: number) =>
	Array.from({ length: count }, () => {
		shop.pass(SECOND);
		return shop.pay();
	});

const requests = () => shop.sandbox.state.stats.requests.get(ROUTE) ?? 0;

const watching = async (setup: PollerSetup = {}) => {
	const poller = shop.poller(setup);
	await poller.activate();
	return poller;
};

const failureOf = async (look: Promise<unknown>) => {
	const thrown = (await look.then(
		() => undefined,
		(error: unknown) => error,
	)) as { message: string; description: string } | undefined;
	expect(thrown).toBeDefined();
	expectNoKey(thrown, TEST_KEY);
	return thrown!;
};

describe('publishing', () => {
	it.each([
		['M004001', "elepay didn't accept the secret key"],
		['M004003', "This secret key isn't allowed to do this"],
	])('is refused where elepay refuses the key: %s', async (errorCode, message) => {
		shop.sandbox.faults.set([{ answer: { errorCode } }]);
		const poller = shop.poller();
		expect((await failureOf(poller.activate())).message).toBe(message);
		expect(poller.staticData).toEqual({});
		expect(requests()).toBe(1);
	});

	it('is refused with a key that elepay does not know', async () => {
		const failure = await failureOf(shop.poller({ secretKey: 'sk_test_invalid_key' }).activate());
		expect(failure.message).toBe("elepay didn't accept the secret key");
		expect(failure.description).toContain('Open the credential');
	});

	it.each([
		['pk_test_publishable', 'publishable key'],
		['', 'is empty'],
	])('is refused with what is no secret key: "%s"', async (secretKey, message) => {
		const failure = await failureOf(shop.poller({ secretKey }).activate());
		expect(failure.message).toContain(message);
		expect(requests()).toBe(0);
	});
});

describe('a look that elepay answers badly', () => {
	it.each<[string, FaultOutcome]>([
		['a cut connection', { connection: 'reset' }],
		['half an answer', { connection: 'half' }],
		["a gateway's page", { answer: { body: '<html>' } }],
		['too many requests', { answer: { errorCode: 'M005000' } }],
		['an internal fault', { answer: { errorCode: 'S001000' } }],
		[
			'something else than a list',
			{ answer: { body: '{}', status: 200, contentType: 'application/json' } },
		],
		[
			'entries without an ID',
			{ answer: { body: '{"charges":[{}]}', status: 200, contentType: 'application/json' } },
		],
	])('asks again after %s', async (_what, fault) => {
		const poller = await watching();
		const paid = pay(250);
		shop.sandbox.faults.set([{ route: ROUTE, script: [fault, null, fault, null] }]);
		await poller.look();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});

	it('changes nothing where it cannot be read to its end, and is repeated', async () => {
		const poller = await watching();
		const first = pay(2);
		await poller.look();
		const paid = pay(450);
		const saved = JSON.stringify(poller.staticData);
		shop.sandbox.faults.set([
			{ route: ROUTE, script: [null, null, { answer: { errorCode: 'M006000' } }] },
		]);
		await failureOf(poller.look());
		expect(started(poller)).toHaveLength(2);
		expect(JSON.stringify(poller.staticData)).toBe(saved);

		shop.sandbox.faults.set([{ answer: { errorCode: 'M004001' } }]);
		await failureOf(poller.look());
		await failureOf(poller.activate());
		shop.sandbox.faults.clear();
		await poller.look();
		await poller.activate();
		expect(idsOf(started(poller))).toEqual(idsOf([...first, ...paid]));
	});

	it('gives up after four tries, and says that nothing is lost', async () => {
		const poller = await watching();
		const paid = pay(1);
		const before = requests();
		shop.sandbox.faults.set([{ answer: { errorCode: 'S002000' } }]);
		const failure = await failureOf(poller.look());
		expect(failure).toMatchObject({
			message: 'elepay is down for maintenance',
			description: 'Nothing is lost: the next look starts where this one did.',
		});
		expect(requests() - before).toBe(4);
		shop.sandbox.faults.clear();
		await poller.look();
		expect(idsOf(started(poller))).toEqual(idsOf(paid));
	});
});
