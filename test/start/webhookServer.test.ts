import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createEngine, loadPackage, startWebhookServer, type WebhookServer } from '../../engine';

const nodeType = 'n8n-nodes-tiny.tinyTrigger';
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

async function start(more: Partial<Parameters<typeof startWebhookServer>[0]> = {}) {
	const engine = createEngine({
		packages: [await loadPackage(join(__dirname, 'fixtures', 'tiny'))],
	});
	return await startWebhookServer({ engine, nodeType, ...more });
}

let server: WebhookServer;

beforeEach(async () => {
	server = await start();
});

afterEach(async () => await server.close());

const json = { 'content-type': 'application/json' };

async function post(
	body: string | Uint8Array<ArrayBuffer>,
	headers: Record<string, string> = json,
) {
	const response = await fetch(server.url, { method: 'POST', body, headers });
	return { status: response.status, text: await response.text() };
}

it('hands the node the raw bytes beside the parsed body and the headers', async () => {
	const body = '{ "paid":  true, "name": "青木" }';
	const answer = await post(body, { ...json, 'X-Signature': 's' });
	expect(answer).toEqual({ status: 200, text: '{"message":"Workflow was started"}' });
	expect(server.executions).toEqual([
		[[{ json: { digest: sha256(body), body: { paid: true, name: '青木' }, signature: 's' } }]],
	]);
});

it('keeps the bytes of a body that it cannot parse', async () => {
	await post('plain', { 'content-type': 'application/octet-stream' });
	expect(server.executions[0]?.[0]?.[0]?.json).toEqual({
		digest: sha256('plain'),
		signature: null,
	});
});

it('unpacks a compressed body, as n8n does', async () => {
	await post(new Uint8Array(gzipSync('{"a":1}')), { ...json, 'content-encoding': 'gzip' });
	expect(server.executions[0]?.[0]?.[0]?.json.digest).toBe(sha256('{"a":1}'));
});

it('has no raw bytes of a multipart form, as in n8n', async () => {
	const form = new FormData();
	form.set('a', '1');
	await fetch(server.url, { method: 'POST', body: form });
	expect(server.executions[0]?.[0]?.[0]?.json.digest).toBe('no raw body');
});

it('refuses JSON that cannot be parsed before the node runs', async () => {
	const { status, text } = await post('{"a":');
	expect(status).toBe(422);
	expect(text).toContain('Failed to parse request body');
	expect(server.executions).toEqual([]);
});

it('refuses a body above the limit before the node runs', async () => {
	await server.close();
	server = await start({ maxBodyMebibytes: 1 });
	const { status, text } = await post(JSON.stringify('x'.repeat(1024 * 1024)));
	expect(status).toBe(500);
	expect(text).toContain('request entity too large');
	expect(server.executions).toEqual([]);
});

it('lets the node answer for itself', async () => {
	expect(await post('{"refuse":true}')).toEqual({ status: 401, text: 'No' });
	expect(server.executions).toEqual([]);
});

it('answers 500 and starts nothing when the node throws', async () => {
	const { status } = await post('{"crash":true}');
	expect(status).toBe(500);
	expect(server.errors.map(({ message }) => message)).toEqual(['crashed']);
	expect(server.executions).toEqual([]);
});

it('answers 404 on other paths and methods', async () => {
	expect((await fetch(`${server.url}x`, { method: 'POST' })).status).toBe(404);
	expect((await fetch(server.url)).status).toBe(404);
});

it('keeps static data from one request to the next and over a restart', async () => {
	await post('{"n":1}');
	expect(await post('{"n":1}')).toEqual({ status: 200, text: 'again' });
	const { staticData } = server;
	await server.close();
	server = await start({ staticData });
	expect(await post('{"n":1}')).toEqual({ status: 200, text: 'again' });
	await post('{"n":2}');
	expect(server.executions).toHaveLength(1);
});

it('calls the lifecycle methods with the URL of the webhook', async () => {
	await server.activate();
	expect(server.staticData).toEqual({ 'node:Tiny Trigger': { registered: server.url } });
	await server.deactivate();
});
