import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { EVENT_TYPES } from '../../sandbox/elepay/events';
import { signature } from '../../sandbox/world/webhooks';
import { call, create, type Json, refusal } from './support/client';
import { until, useSandbox } from './support/sandboxes';

const SECRET = 'whsec_1234';
const MINUTE = 60_000;

interface Received {
	method: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	event: Json;
	/** On the sandbox's clock. */
	time: number;
}

describe('webhooks', () => {
	const sandbox = useSandbox();
	const received: Received[] = [];
	/** HTTP statuses to answer with, one after the other; 0 answers nothing; then 200. */
	let answers: number[] = [];
	let receiver: Server;
	let url: string;

	beforeEach(async () => {
		received.length = 0;
		answers = [];
		receiver = createServer((request, response) => {
			const pieces: Buffer[] = [];
			request.on('data', (piece: Buffer) => pieces.push(piece));
			request.on('end', () => {
				const body = Buffer.concat(pieces);
				const { method = '', headers } = request;
				const event = JSON.parse(body.toString());
				received.push({ method, headers, body, event, time: sandbox.clock.now() });
				const status = answers.shift() ?? 200;
				if (status !== 0) response.writeHead(status, { location: '/elsewhere' }).end('ok');
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhook/elepay`;
	});

	afterEach(() => {
		receiver.closeAllConnections();
		return new Promise((resolve) => receiver.close(resolve));
	});

	const register = (fields = {}) => sandbox.webhooks.register({ url, secret: SECRET, ...fields });

	const act = async (id: string, action: string, body?: object) => {
		const answer = await call(sandbox, `POST /_sandbox/codes/${id}/${action}`, { body });
		expect(answer.status).toBe(200);
		await sandbox.webhooks.settled();
		return answer.json;
	};

	test('a payment is reported, signed over the raw body', async () => {
		register();
		const { id } = await create(sandbox, { description: '請求書 7' });
		const { charge } = await act(id, 'pay');
		expect(received).toHaveLength(1);
		const [{ method, headers, body, event }] = received as [Received];
		expect(method).toBe('POST');
		expect(headers['content-type']).toBe('application/json;charset=utf-8');
		expect(event).toEqual({
			id: expect.stringMatching(/^evt_/),
			object: 'event',
			createTime: expect.any(Number),
			liveMode: false,
			type: 'charge.succeeded',
			data: { object: charge },
		});
		const [, t, sign] = /^t=(\d+),sign=([0-9a-f]{64})$/.exec(String(headers['elepay-signature']))!;
		expect(Number(t)).toBe(Math.floor(event.createTime / 1000));
		const signed = Buffer.concat([Buffer.from(`${t}.`), body]);
		expect(sign).toBe(createHmac('sha256', SECRET).update(signed).digest('hex'));
	});

	test('the signature is that of a known example', () => {
		expect(signature('secret', 1_700_000_000_999, '{"a":1}')).toBe(
			`t=1700000000,sign=${createHmac('sha256', 'secret').update('1700000000.{"a":1}').digest('hex')}`,
		);
	});

	test('expiry of a payment under way is reported, of an untouched code not', async () => {
		register();
		const { id } = await create(sandbox);
		await create(sandbox);
		await act(id, 'start');
		expect(received).toHaveLength(0);
		await sandbox.clock.advance(10 * MINUTE);
		expect(received.map(({ event }) => [event.type, event.data.object.status])).toEqual([
			['charge.revoked', 'revoked'],
		]);
	});

	test('a paid code reports nothing at its expiry', async () => {
		register();
		const { id } = await create(sandbox);
		await act(id, 'start');
		await act(id, 'pay');
		await sandbox.clock.advance(20 * MINUTE);
		expect(received.map(({ event }) => event.type)).toEqual(['charge.succeeded']);
	});

	test('a refund is reported', async () => {
		register();
		const { id } = await create(sandbox);
		const { charge } = await act(id, 'pay');
		await act(id, 'refund', { amount: 200 });
		expect(received[1]!.event).toMatchObject({
			type: 'refund.succeeded',
			data: { object: { object: 'refund', chargeId: charge.id, amount: 200, status: 'refunded' } },
		});
	});

	test.each(EVENT_TYPES)('an event of type %s is sent on demand', async (type) => {
		register({ liveMode: true });
		const body = { type, object: { id: 'x', object: 'anything' }, liveMode: true };
		expect((await call(sandbox, 'POST /_sandbox/events', { body })).status).toBe(202);
		await sandbox.webhooks.settled();
		expect(received[0]!.event).toMatchObject({
			type,
			liveMode: true,
			data: { object: body.object },
		});
	});

	test('an endpoint gets the events it chose, of its mode, with its own secret', async () => {
		register({ events: ['refund.succeeded'] });
		register({ liveMode: true });
		register({ secret: 'other' });
		const { id } = await create(sandbox);
		await act(id, 'pay');
		expect(received).toHaveLength(1);
		const { headers, body, event } = received[0]!;
		expect(headers['elepay-signature']).toBe(signature('other', event.createTime, body));
		await act(id, 'refund');
		expect(received.map((each) => each.event.type).sort()).toEqual([
			'charge.succeeded',
			'refund.succeeded',
			'refund.succeeded',
		]);
	});

	test('what is not taken comes again five times, over 21 minutes', async () => {
		answers = [500, 404, 302, 400, 503, 500];
		register();
		const { id } = await create(sandbox);
		await act(id, 'pay');
		await sandbox.clock.advance(60 * MINUTE);
		const start = received[0]!.time;
		const seconds = received.map(({ time }) => Math.round((time - start) / 1000));
		expect(seconds).toEqual([0, 5, 20, 80, 680, 1280]);
		expect(new Set(received.map(({ body }) => body.toString())).size).toBe(1);
		const [delivery] = sandbox.webhooks.deliveries();
		expect(delivery).toMatchObject({ status: 'failed', nextAttemptTime: null });
		expect(delivery!.attempts).toHaveLength(6);
	});

	test('every attempt is signed at its own time', async () => {
		answers = [500];
		register();
		const { id } = await create(sandbox);
		await act(id, 'pay');
		await sandbox.clock.advance(MINUTE);
		const times = received.map(({ headers }) =>
			Number(/^t=(\d+)/.exec(String(headers['elepay-signature']))![1]),
		);
		expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(5);
		for (const [index, { headers, body }] of received.entries()) {
			expect(headers['elepay-signature']).toBe(signature(SECRET, times[index]! * 1000, body));
		}
	});

	test('once taken, it does not come again', async () => {
		answers = [500, 204];
		register();
		const { id } = await create(sandbox);
		await act(id, 'pay');
		expect(sandbox.webhooks.deliveries()[0]).toMatchObject({
			status: 'pending',
			nextAttemptTime: expect.any(Number),
		});
		await sandbox.clock.advance(60 * MINUTE);
		expect(received).toHaveLength(2);
		expect(sandbox.webhooks.deliveries()[0]).toMatchObject({
			status: 'delivered',
			attempts: [{ status: 500 }, { status: 204, reason: null }],
		});
	});

	test('no answer within five seconds counts as none', async () => {
		answers = [0];
		register();
		const { id } = await create(sandbox);
		await call(sandbox, `POST /_sandbox/codes/${id}/pay`);
		await until(() => received.length > 0);
		await sandbox.clock.advance(4000);
		expect(sandbox.webhooks.deliveries()[0]!.nextAttemptTime).toBeNull();
		await sandbox.clock.advance(1000);
		expect(sandbox.webhooks.deliveries()[0]!.attempts).toEqual([
			{ time: expect.any(Number), status: null, reason: 'no answer in time' },
		]);
		await sandbox.clock.advance(MINUTE);
		expect(sandbox.webhooks.deliveries()[0]!.status).toBe('delivered');
	});

	test('a retry without answer holds a step of the clock up no longer than it may take', async () => {
		answers = [500, 0];
		register();
		const { id } = await create(sandbox);
		await act(id, 'pay');
		sandbox.webhooks.timeoutMs = 100;
		await sandbox.clock.advance(MINUTE);
		sandbox.webhooks.timeoutMs = 5000;
		expect(sandbox.webhooks.deliveries()[0]!.attempts[1]).toMatchObject({
			status: null,
			reason: 'no answer in time',
		});
	});

	test('an endpoint that isn’t there is tried again', async () => {
		const { port } = receiver.address() as AddressInfo;
		await new Promise((resolve) => receiver.close(resolve));
		register();
		const { id } = await create(sandbox);
		await act(id, 'pay');
		expect(sandbox.webhooks.deliveries()[0]!.attempts).toEqual([
			{ time: expect.any(Number), status: null, reason: expect.stringContaining('ECONNREFUSED') },
		]);
		await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve));
		await sandbox.clock.advance(MINUTE);
		expect(received).toHaveLength(1);
	});

	test('expiry and all its retries fit into one step of the clock', async () => {
		answers = [500, 500, 500, 500, 500, 200];
		register();
		const { id } = await create(sandbox, { expiryDuration: 3 });
		await act(id, 'start');
		await sandbox.clock.advance(27 * MINUTE);
		expect(sandbox.webhooks.deliveries()[0]!.status).toBe('delivered');
	});

	test('endpoints are registered, listed and removed over HTTP', async () => {
		const body = { url, secret: SECRET, events: ['charge.succeeded'] };
		const added = await call(sandbox, 'POST /_sandbox/webhooks', { body, key: null });
		expect(added.status).toBe(201);
		expect(added.json).toEqual({ ...body, id: expect.stringMatching(/^whk_/), liveMode: false });
		expect((await call(sandbox, 'GET /_sandbox/webhooks')).json).toEqual({
			total: 1,
			webhooks: [added.json],
		});
		answers = [500];
		const { id } = await create(sandbox);
		await act(id, 'pay');
		const { json } = await call(sandbox, 'GET /_sandbox/deliveries');
		expect(json).toMatchObject({
			total: 1,
			deliveries: [
				{ webhookId: added.json.id, url, status: 'pending', attempts: [{ status: 500 }] },
			],
		});
		expect((await call(sandbox, 'DELETE /_sandbox/webhooks')).status).toBe(204);
		await sandbox.clock.advance(60 * MINUTE);
		expect(received).toHaveLength(1);
		expect(sandbox.webhooks.list()).toEqual([]);
	});

	test('no retry is planned for an endpoint removed while it was asked', async () => {
		answers = [0];
		register();
		const { id } = await create(sandbox);
		await call(sandbox, `POST /_sandbox/codes/${id}/pay`);
		await until(() => received.length > 0);
		sandbox.webhooks.clear();
		await sandbox.webhooks.settled();
		await sandbox.clock.advance(60 * MINUTE);
		expect(received).toHaveLength(1);
	});

	test.each([
		['another computer', { url: 'https://example.com/hook', secret: 'x' }, 'url'],
		['a name that looks local', { url: 'http://127.0.0.1.example.com/', secret: 'x' }, 'url'],
		['another protocol', { url: 'ftp://127.0.0.1/', secret: 'x' }, 'url'],
		['no URL', { url: 'hook', secret: 'x' }, 'url'],
		['an empty secret', { url: 'http://localhost:1/', secret: '' }, 'secret'],
		['an unknown event', { url: 'http://localhost:1/', secret: 'x', events: ['a'] }, 'events[0]'],
	])('%s is refused', async (_name, body, parameterName) => {
		const answer = await call(sandbox, 'POST /_sandbox/webhooks', { body });
		expect(refusal(answer)).toEqual([400, 'M002002', parameterName]);
	});

	test.each(['http://localhost:1/', 'http://[::1]:1/', 'https://127.9.9.9/'])(
		'%s is on this computer',
		(local) => {
			expect(sandbox.webhooks.register({ url: local, secret: 'x' }).url).toBe(local);
		},
	);

	test('an event of a type that nobody knows can be sent too, one without type cannot', async () => {
		register();
		const body = { type: 'charge.teleported', object: {} };
		expect((await call(sandbox, 'POST /_sandbox/events', { body })).status).toBe(202);
		await sandbox.webhooks.settled();
		expect(received[0]!.event.type).toBe('charge.teleported');
		const answer = await call(sandbox, 'POST /_sandbox/events', { body: { ...body, type: '' } });
		expect(refusal(answer)).toEqual([400, 'M002002', 'type']);
	});
});
