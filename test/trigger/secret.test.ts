import { createEngine, loadPackage } from '../../engine';
import { turnableClock } from './support/clock';
import { eventOf, now, post, SECRET, signature } from './support/deliveries';
import { startTrigger, stopTriggers, type TriggerOptions } from './support/triggers';

afterEach(async () => {
	jest.restoreAllMocks();
	await stopTriggers();
});

const NEW_SECRET = 'whsec_tests_new_secret';

/** A trigger whose credential can be changed. */
async function changeable(options: TriggerOptions = {}) {
	const engine = createEngine({
		packages: [await loadPackage()],
		credentials: { elepayWebhookApi: { signingSecret: SECRET } },
	});
	const trigger = await startTrigger({ engine, ...options });
	return {
		trigger,
		change: async (signingSecret: string) => {
			const credential = { id: '1', name: 'Account' };
			await engine.credentials.updateCredentials(credential, 'elepayWebhookApi', { signingSecret });
		},
		reads: () => engine.stats.decryptions,
		/** Sends an event; gives the answer's status. */
		send: async (secret: string) => {
			const body = JSON.stringify(eventOf());
			const headers = { 'elepay-signature': signature(body, now(), secret) };
			return (await post(trigger.url, body, headers)).status;
		},
	};
}

test('of a burst of events only the first reads the credential', async () => {
	const { trigger, send, reads } = await changeable();
	for (let count = 0; count < 20; count++) expect(await send(SECRET)).toBe(200);
	expect(trigger.executions).toHaveLength(20);
	expect(reads()).toBe(1);
});

test('a new secret holds at once, the one before for ten seconds at most', async () => {
	const clock = turnableClock();
	const { send, change } = await changeable();
	expect(await send(SECRET)).toBe(200);
	await change(NEW_SECRET);
	expect(await send(NEW_SECRET)).toBe(200);
	expect(await send(SECRET)).toBe(401);

	await change(SECRET);
	clock.advance(10_000);
	expect(await send(NEW_SECRET)).toBe(401);
	expect(await send(SECRET)).toBe(200);
});

test('a clock that is set back keeps no secret alive', async () => {
	const clock = turnableClock();
	const { send, change } = await changeable();
	expect(await send(SECRET)).toBe(200);
	await change(NEW_SECRET);
	clock.advance(-60_000);
	expect(await send(SECRET)).toBe(401);
});

test('another credential in the node holds at once', async () => {
	const workflowId = 'other-credential';
	const credentials = (id: string) => ({ elepayWebhookApi: { id, name: 'Account' } });
	const before = await changeable({ workflowId, credentials: credentials('1') });
	expect(await before.send(SECRET)).toBe(200);
	const after = await changeable({ workflowId, credentials: credentials('2') });
	await after.change(NEW_SECRET);
	expect(await after.send(SECRET)).toBe(401);
});

test('while testing, each event reads the credential', async () => {
	const { send, reads } = await changeable({ mode: 'manual' });
	expect(await send(SECRET)).toBe(200);
	expect(await send(SECRET)).toBe(200);
	expect(reads()).toBe(2);
});
