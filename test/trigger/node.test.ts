import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, NodeOperationError, type INodeType } from 'n8n-workflow';

import { createEngine, loadPackage, type Engine } from '../../engine';
import { EVENT_TYPES } from '../../sandbox/elepay/events';
import { startSandbox } from '../../sandbox/server';
import { SECRET } from './support/deliveries';
import { elepayOf } from './support/elepay';
import { ALL_EVENTS, started, startTrigger, stopTriggers, TYPE } from './support/triggers';

afterEach(stopTriggers);

const DISCOURAGED = /\b(error|problem|failure|fail(s|ed)?|mistake)\b/i;

let engine: Engine;
let trigger: INodeType;

beforeAll(async () => {
	engine = createEngine({ packages: [await loadPackage()] });
	trigger = engine.nodeTypes.getByNameAndVersion(TYPE, 1);
});

describe('what n8n gets to know', () => {
	test('the six documented events, and payments chosen', () => {
		const events = trigger.description.properties.find(({ name }) => name === 'events');
		const values = events?.options?.map((option) => 'value' in option && option.value);
		expect(values?.sort()).toEqual([...EVENT_TYPES].sort());
		expect(values?.sort()).toEqual([...ALL_EVENTS].sort());
		expect(events?.default).toEqual(['charge.succeeded']);
	});

	test('an answer at once, to POST only', () => {
		expect(trigger.description.webhooks).toEqual([
			expect.objectContaining({ httpMethod: 'POST', responseMode: 'onReceived' }),
		]);
	});

	test.each([
		[{}, ['elepayWebhookApi']],
		[{ confirmWithApi: false }, ['elepayWebhookApi']],
		[{ confirmWithApi: true }, ['elepayWebhookApi', 'elepayApi']],
	])('the credentials it asks for with the options %j', (options, expected) => {
		const node = {
			id: '1',
			name: 'Elepay Trigger',
			type: TYPE,
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: { options },
		};
		const shown = trigger.description.credentials?.filter((credential) =>
			NodeHelpers.displayParameter(node.parameters, credential, node, trigger.description),
		);
		expect(shown?.map(({ name }) => name)).toEqual(expected);
		expect(shown?.every(({ required }) => required)).toBe(true);
	});

	test('where to paste which address, in the panel and above the fields', () => {
		const { triggerPanel, properties } = trigger.description;
		for (const text of [JSON.stringify(triggerPanel), properties[0]?.displayName]) {
			expect(text).toContain('Developer settings > Webhook');
			expect(text).toContain('Test URL');
			expect(text).toContain('Production URL');
			expect(text?.toLowerCase()).toContain('test this trigger');
		}
	});

	test('no discouraged words', () => {
		expect(JSON.stringify(trigger.description)).not.toMatch(DISCOURAGED);
	});
});

test('the output schema is that of a payment', async () => {
	const file = join(process.cwd(), 'dist/nodes/ElepayTrigger/__schema__/v1.0.0.json');
	const schema = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
	const sandbox = await startSandbox();
	const server = await startTrigger();
	sandbox.webhooks.register({ url: server.url, secret: SECRET });
	const elepay = elepayOf(sandbox);
	const code = await elepay.createCode({ orderNo: 'A-1', locationId: 'loc_0001' });
	await elepay.pay(code.id);
	await sandbox.close();
	const output = started(server)[0]?.[0] ?? {};
	// What only a client of elepay's own needs isn't worth a line in the editor
	const unlisted = ['codeContent', 'credential'];
	expect(Object.keys(schema.properties).sort()).toEqual(
		Object.keys(output)
			.filter((name) => !unlisted.includes(name))
			.sort(),
	);
});

describe('publishing and unpublishing', () => {
	test('register nothing, for elepay has no call for it', async () => {
		const server = await startTrigger();
		await server.activate();
		await server.deactivate();
		expect(server.staticData).toEqual({});
	});

	test.each([
		['empty', '  ', 'is empty'],
		['an API key', 'sk_live_0123456789', 'holds an API key'],
		['an address', 'https://n8n.example/webhook/x', 'holds a web address'],
		['two words', 'whsec_1 whsec_2', 'has characters that no secret has'],
	])('are refused while the secret is %s', async (_, signingSecret, message) => {
		const server = await startTrigger({ signingSecret });
		const publishing = server.activate();
		await expect(publishing).rejects.toThrow(NodeOperationError);
		await expect(publishing).rejects.toThrow(message);
		await expect(publishing).rejects.not.toThrow(signingSecret.trim() || DISCOURAGED);
	});

	test.each([
		[{ secretKey: 'pk_live_x', baseUrl: '' }, 'publishable key'],
		[{ secretKey: 'sk_live_x', baseUrl: 'http://elepay.example' }, 'unencrypted'],
	])('are refused while the key for confirming cannot work: %j', async (api, message) => {
		const parameters = { options: { confirmWithApi: true } };
		await expect((await startTrigger({ parameters, api })).activate()).rejects.toThrow(message);
		await (await startTrigger({ api })).activate();
	});
});

describe('the credential test', () => {
	test('says what it can know', async () => {
		expect(
			await engine.testCredential('elepayWebhookApi', { signingSecret: ` ${SECRET}\n` }),
		).toEqual({
			status: 'OK',
			message: expect.stringContaining('first event'),
		});
	});

	test.each(['', ' ', 'pk_test_0123', 'http://localhost', 'a\tb', 'ひみつ'])(
		'refuses %j without repeating it',
		async (signingSecret) => {
			const { status, message } = await engine.testCredential('elepayWebhookApi', {
				signingSecret,
			});
			expect(status).toBe('Error');
			expect(message).toMatch(/Developer settings > Webhook/);
			expect(message).not.toMatch(DISCOURAGED);
			if (signingSecret.trim()) expect(message).not.toContain(signingSecret);
		},
	);
});
