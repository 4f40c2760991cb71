import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	NodeOperationError,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';

import { createEngine, loadPackage, type Engine } from '../../engine';
import { TOLERANCE } from '../../dist/nodes/ElepayTrigger/signature';
import { EVENT_TYPES } from '../../sandbox/elepay/events';
import { startSandbox } from '../../sandbox/server';
import { deliver, eventOf, SECRET } from './support/deliveries';
import { elepayOf } from './support/elepay';
import { OBJECTS } from './support/objects';
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
	const find = (name: string) =>
		trigger.description.properties.find((field) => field.name === name);

	test('the eleven documented events, and payments chosen', () => {
		const values = find('events')?.options?.map((option) => 'value' in option && option.value);
		expect(values?.sort()).toEqual([...ALL_EVENTS].sort());
		expect([...EVENT_TYPES].sort()).toEqual([...ALL_EVENTS].sort());
		expect(find('events')?.default).toEqual(['charge.succeeded']);
	});

	test('which events of a charge are no payments', () => {
		const options = find('events')?.options as INodePropertyOptions[];
		const told = options.filter(({ description }) => description?.startsWith('Not a payment'));
		expect(told.map(({ value }) => value)).toEqual([
			'charge.waiting',
			'charge.notified',
			'charge.mismatched',
		]);
	});

	test('how many seconds ago an event may have been signed', () => {
		const options = find('options')?.options as INodeProperties[];
		const tolerance = options.find(({ name }) => name === 'tolerance');
		expect(tolerance?.default).toBe(TOLERANCE.default);
		expect(tolerance?.description).toContain(
			`from ${TOLERANCE.min} to ${TOLERANCE.max.toLocaleString('en')}`,
		);
	});

	test.each([
		[['charge.succeeded'], 'Payment Received'],
		[['refund.succeeded', 'charge.revoked'], 'Payment Refunded, Payment Cancelled or Expired'],
		['charge.succeeded', 'Payment Received'],
		[['charge.captured'], 'charge.captured'],
	])('a subtitle for people: %j', (events, expected) => {
		const node: INode = {
			id: '1',
			name: 'Elepay Trigger',
			type: TYPE,
			typeVersion: 1,
			position: [0, 0],
			parameters: { events },
		};
		const { nodeTypes } = engine;
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		const { subtitle } = trigger.description;
		expect(workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {})).toBe(
			expected,
		);
	});

	test('an answer at once, to POST only', () => {
		expect(trigger.description.webhooks).toEqual([
			expect.objectContaining({ httpMethod: 'POST', responseMode: 'onReceived' }),
		]);
	});

	test('one credential that it needs, and one for the list of stores and Confirm Payment', () => {
		const credentials = trigger.description.credentials?.map(({ name, required }) => ({
			name,
			required,
		}));
		expect(credentials).toEqual([
			{ name: 'elepayWebhookApi', required: true },
			{ name: 'elepayApi', required: false },
		]);
	});

	test('where to paste which address, in the panel and above the fields', () => {
		const { triggerPanel, properties } = trigger.description;
		for (const text of [JSON.stringify(triggerPanel), properties[0]?.displayName]) {
			expect(text).toContain('Developer settings > Webhook');
			expect(text).toContain('Test URL');
			expect(text).toContain('Production URL');
			expect(text).toContain('Execute step');
		}
		expect(properties[0]?.displayName).toContain('localhost');
		expect(properties[0]?.displayName).toContain('V2 sends nothing in test mode');
	});

	test('no discouraged words', () => {
		expect(JSON.stringify(trigger.description)).not.toMatch(DISCOURAGED);
	});
});

describe('the output schema', () => {
	const file = join(process.cwd(), 'dist/nodes/ElepayTrigger/__schema__/v1.0.0.json');
	const schema = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
	// What only a client of elepay's own needs isn't worth a line in the editor
	const unlisted = ['codeContent', 'credential'];
	const namesOf = (output: object) =>
		Object.keys(output).filter((name) => !unlisted.includes(name));

	test('is that of a payment first', async () => {
		const sandbox = await startSandbox();
		const server = await startTrigger();
		sandbox.webhooks.register({ url: server.url, secret: SECRET });
		const elepay = elepayOf(sandbox);
		const code = await elepay.createCode({ orderNo: 'A-1', locationId: 'loc_0001' });
		await elepay.pay(code.id);
		await sandbox.close();
		const names = namesOf(started(server)[0]?.[0] ?? {});
		expect(Object.keys(schema.properties).slice(0, names.length).sort()).toEqual(names.sort());
	});

	test.each(OBJECTS)('has all of the $object too', async (object) => {
		const type = object.object === 'terminal.reader' ? 'reader.activated' : 'refund.succeeded';
		const server = await startTrigger({ parameters: { events: ALL_EVENTS } });
		await deliver(server.url, eventOf({ type, object }));
		const names = namesOf(started(server)[0]?.[0] ?? {});
		expect(names.length).toBeGreaterThan(8);
		expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(names));
	});
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
		['an API key', 'sk_live_0123456789', 'looks like an API key'],
		['an address', 'https://n8n.example/webhook/x', 'looks like a web address'],
		['two words', 'whsec_1 whsec_2', 'contains characters that secrets never have'],
	])('are refused while the secret is %s', async (_, signingSecret, message) => {
		const server = await startTrigger({ signingSecret });
		const publishing = server.activate();
		await expect(publishing).rejects.toThrow(NodeOperationError);
		await expect(publishing).rejects.toThrow(message);
		await expect(publishing).rejects.not.toThrow(signingSecret.trim() || DISCOURAGED);
	});

	test.each<[unknown, string, string]>([
		[['charge.captured'], '"charge.captured"', 'charge.succeeded, charge.revoked,'],
		[['charge.succeeded, Payment Received'], '"Payment", "Received"', 'charge.succeeded, '],
		['={{ "charge.paid、refund.succeeded" }}', '"charge.paid"', 'refund.succeeded, '],
		[['x'.repeat(200)], `"${'x'.repeat(50)}…"`, 'charge.succeeded, '],
		[[], 'Events is empty', 'charge.succeeded, '],
		['={{ undefined }}', '"undefined"', 'charge.succeeded, '],
	])('are refused while elepay has no such event: %j', async (events, given, existing) => {
		const server = await startTrigger({ parameters: { events } as INodeParameters });
		const publishing = server.activate();
		await expect(publishing).rejects.toThrow(NodeOperationError);
		await expect(publishing).rejects.toThrow(given);
		await expect(publishing).rejects.toThrow(existing);
		await expect(publishing).rejects.not.toThrow(DISCOURAGED);
	});

	test.each(['production', '={{ "Live Only" }}', ''])(
		'are refused while there is no such mode: %j',
		async (liveMode) => {
			const publishing = (await startTrigger({ parameters: { liveMode } })).activate();
			await expect(publishing).rejects.toThrow(NodeOperationError);
			await expect(publishing).rejects.toThrow(/Mode is ".*"\. Choose from: both, live, test\./);
		},
	);

	test('are possible with every event, however they are listed', async () => {
		for (const events of [
			ALL_EVENTS,
			[ALL_EVENTS.join('、')],
			`={{ "${ALL_EVENTS.join(' ')}" }}`,
		]) {
			await (await startTrigger({ parameters: { events } })).activate();
		}
	});

	test.each([
		[{ secretKey: 'pk_live_x', baseUrl: '' }, 'publishable key'],
		[{ secretKey: 'sk_live_x', baseUrl: 'http://elepay.example' }, 'unencrypted'],
	])('are refused while the key for confirming cannot work: %j', async (api, message) => {
		const parameters = { options: { confirmWithApi: true } };
		await expect((await startTrigger({ parameters, api })).activate()).rejects.toThrow(message);
		await (await startTrigger({ api })).activate();
	});

	test('are refused while Confirm Payment has no credential to ask elepay with', async () => {
		const trigger = await startTrigger({
			parameters: { options: { confirmWithApi: true } },
			credentials: { elepayWebhookApi: { id: '1', name: 'Secret' } },
		});
		await expect(trigger.activate()).rejects.toThrow(
			'Confirm Payment needs the Elepay API credential',
		);
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
