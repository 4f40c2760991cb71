import type { IDataObject } from 'n8n-workflow';

import { readAnswer } from '../../dist/nodes/api/readAnswer';
import type { FaultRule } from '../../sandbox/control/faults';
import { DISCOURAGED_WORDS } from '../support/documented';
import { TEST_KEY, useElepay, type Outcome, type RunSetup } from '../support/elepay';
import { expectNoKey } from '../support/secrecy';
import {
	answerJson,
	closedPort,
	startSelfSignedServer,
	startServer,
	type Answerer,
} from '../support/servers';

const elepay = useElepay();

const ROW = { amount: 5, orderNo: 'A-17' };

/** What an item that failed says. Its key must not show anywhere in the run, nor bad words. */
async function told(setup: RunSetup = {}): Promise<{ message: string; description: string }> {
	const outcome = await elepay.run([ROW], { onError: 'continueErrorOutput', ...setup });
	expect(outcome.run.status).toBe('success');
	expect(outcome.json).toEqual([]);
	expect(outcome.failed).toHaveLength(1);
	expectNoKey(outcome.run, TEST_KEY);
	const { elepayError, elepayHelp: description } = outcome.failed[0] as Record<string, string>;
	// The row is named at the beginning, and the item at the end, unless it concerns all rows
	const message = elepayError!.replace(/^Order number 'A-17': /, '').replace(/ \[item 0\]$/, '');
	expect(message).not.toMatch(DISCOURAGED_WORDS);
	expect(description).toMatch(/\S/);
	return { message, description: description! };
}

/** The same row in Stop mode. */
async function stopped(setup: RunSetup = {}): Promise<NonNullable<Outcome['error']>> {
	const { run, error } = await elepay.run([ROW], setup);
	expect(run.status).toBe('error');
	expectNoKey(run, TEST_KEY);
	expect(error?.message).not.toMatch(DISCOURAGED_WORDS);
	return error!;
}

const fail = (...rules: FaultRule[]) => elepay.sandbox.faults.set(rules);

const taken = (orderNo: string) =>
	`Order number '${orderNo}' is taken: elepay has an open or paid code with it`;

const mayExist = (what: string) => `${what}. The code may still have been created`;

/** What each of elepay's codes means for a row: the message, and what helps. */
const CODES: Array<[code: string, parameterName: string, message: string, hint: RegExp]> = [
	['M001000', '', "This elepay account isn't fully set up yet", /dashboard/],
	['M001001', '', "The payment method isn't available to this account", /enabled for EasyQR/],
	['M001002', '', "elepay doesn't recognize this payment method", /defaultPaymentMethod/],
	['M002001', 'orderNo', 'Order Number is missing', /^Fill in the field/],
	['M002001', '', 'A required value is missing', /^Fill in the field/],
	['M002002', 'amount', "elepay didn't accept the value of Amount", /^Correct the value/],
	['M002002', 'items[0].price', "elepay didn't accept the value of Items", /^Correct the value/],
	['M002002', 'metadata.a', "elepay didn't accept the value of Metadata", /^Correct the value/],
	['M002002', 'newThing', `elepay didn't accept the value of "newThing"`, /^Correct the value/],
	['M002003', 'customerId', "elepay couldn't find the value of Customer", /ID/],
	['M002003', '', "elepay couldn't find order number 'A-17'", /test keys can't see live/],
	[
		'M002004',
		'orderNo',
		taken('A-17'),
		/If it is open, use that code, close it with Close, or wait/,
	],
	['M002005', '', "elepay doesn't support this operation for order number 'A-17'", /dashboard/],
	['M002006', '', 'The account has reached its limit', /higher limit/],
	[
		'M002007',
		'orderNo',
		taken('A-17'),
		/If it is open, use that code, close it with Close, or wait/,
	],
	['M002009', 'currency', "elepay doesn't support this currency for the account", /JPY/],
	['M003000', '', "This address isn't part of the elepay API", /Base URL/],
	['M004001', '', "elepay didn't accept the secret key", /Developer settings > API keys/],
	['M004002', '', 'elepay received no secret key', /Developer settings > API keys/],
	['M004003', '', "This secret key isn't allowed to do this", /API keys/],
	['M005000', '', 'elepay is receiving too many requests', /Max Concurrency/],
	['M006000', '', "Order number 'A-17' can't be changed in its current state", /status/],
	['M006001', '', "Order number 'A-17' is being processed by another request", /Wait a few/],
	['M006002', '', "Order number 'A-17' has already been processed", /Nothing is left/],
	['M006003', '', "Order number 'A-17' has already been paid or closed", /status/],
	['M006004', '', "Order number 'A-17' has expired", /Create a new one/],
	['M007001', 'amount', "the amount is above the account's limit", /limit/],
	['M007002', '', "the amount is above the account's refund limit", /limit/],
	[
		'S001000',
		'',
		mayExist('Something went wrong inside elepay'),
		/look for it in the elepay dashboard/,
	],
	['S001001', '', mayExist("elepay couldn't reach the payment service"), /look for it/],
	['S002000', '', 'elepay is down for maintenance', /when the maintenance is over/],
	['S002001', '', mayExist('The payment provider is down for maintenance'), /look for it/],
	// elepay adds codes over time
	['M009999', '', "elepay refused order number 'A-17'", /^Ask elepay support/],
	['U000001', '', "elepay refused order number 'A-17'", /^Ask elepay support/],
	['S009999', '', mayExist("elepay couldn't process this request"), /look for it/],
	['constructor', '', "elepay refused order number 'A-17'", /^Ask elepay support/],
	['__proto__', '', "elepay refused order number 'A-17'", /^Ask elepay support/],
];

describe.each(CODES)(
	"elepay's %s for the parameter %j",
	(errorCode, parameterName, message, hint) => {
		const answer = {
			errorCode,
			message: `Words of ${errorCode}.`,
			...(parameterName && { parameterName }),
			providerError: { providerKey: 'paypay', code: 'P-1', message: 'Words of PayPay' },
		};

		it('is told in the words of the row, with what helps', async () => {
			fail({ answer });
			const words = await told();
			expect(words.message).toBe(message);
			expect(words.description).toMatch(hint);
			expect(words.description).not.toMatch(DISCOURAGED_WORDS);
			expect(words.description).toContain(`elepay says: "Words of ${errorCode}."`);
			expect(words.description).toContain('the payment provider: "Words of PayPay"');
			expect(words.description).toMatch(new RegExp(`\\(${errorCode}, request req_\\w+\\)$`));
		});

		it('is kept whole on the NodeApiError', async () => {
			fail({ answer });
			const error = await stopped();
			const concernsAllRows = errorCode.startsWith('M004');
			expect(error.message).toContain(concernsAllRows ? message : `${message} [item 0]`);
			expect(error.description).toMatch(hint);
			expect(error).toMatchObject({
				httpCode: errorCode.startsWith('S') ? '500' : '400',
				messages: [`Words of ${errorCode}.`],
				context: {
					itemIndex: 0,
					errorCode,
					parameterName: parameterName || undefined,
					requestId: expect.stringMatching(/^req_/) as string,
					providerError: answer.providerError,
					httpStatus: errorCode.startsWith('S') ? 500 : 400,
					data: { errorCode, message: `Words of ${errorCode}.` },
				},
			});
		});
	},
);

describe('a refusal', () => {
	it('without words of its own is told all the same', async () => {
		const bare = { errorCode: 'M002002' };
		const answer = { body: JSON.stringify(bare), contentType: 'application/json', status: 400 };
		fail({ answer });
		const { message, description } = await told();
		expect(message).toBe("elepay didn't accept the value of one of the fields");
		expect(description).toMatch(/ \(M002002\)$/);
		const { context } = await stopped();
		expect(context).toMatchObject({ errorCode: 'M002002', httpStatus: 400 });
	});

	it.each([[{ nested: 1 }], [7], [['x']], [null], [true]])(
		'with a message and a parameter that are %j is told all the same',
		async (odd) => {
			const body = { errorCode: 'M002002', message: odd, parameterName: odd, providerError: odd };
			const answer = { body: JSON.stringify(body), contentType: 'application/json', status: 400 };
			fail({ answer });
			const { message } = await told();
			expect(message).toMatch(/^elepay didn't accept the value of /);
			await stopped();
		},
	);

	it('counts with any status, 200 included', async () => {
		for (const status of [200, 201, 400, 401, 404, 422, 429, 500, 503]) {
			fail({ answer: { errorCode: 'M002004', status } });
			expect((await told()).message).toBe(taken('A-17'));
		}
	});

	it('of an order number that is taken comes from elepay itself, by name and item', async () => {
		const rows = ['A', 'B', 'C'].map((orderNo) => ({ amount: 1, orderNo }));
		await elepay.run([rows[2]!]);
		const { failed, json } = await elepay.run(rows, { onError: 'continueErrorOutput' });
		expect(json.map(({ orderNo }) => orderNo)).toEqual(['A', 'B']);
		expect(failed).toEqual([expect.objectContaining({ elepayError: `${taken('C')} [item 2]` })]);
	});

	it.each(['open', 'paid'])(
		'of an order number whose code is %s leaves it open which, and says how to go on',
		async (state) => {
			await elepay.run([ROW]);
			const [code] = elepay.sandbox.state.codes();
			if (state === 'paid') {
				await fetch(`${elepay.sandbox.url}/_sandbox/codes/${code!.id}/pay`, { method: 'POST' });
			}
			const { message, description } = await told();
			expect(message).toBe(taken('A-17'));
			expect(description).toMatch(
				/^Look up which: use Get with the code's ID, or the order number in the elepay dashboard\. If it is paid, skip this row\. If it is open, use that code, close it with Close, or wait until it has expired; then the number can be used again\./,
			);
			expect(description).not.toMatch(/suffix|-2/);
		},
	);

	it.each([
		['M002009', { currency: 'XXX' }, "elepay doesn't support this currency for the account"],
		['M007001', { amount: 99_999_999 }, "the amount is above the account's limit"],
		['M002003', { locationId: 'nowhere' }, "elepay couldn't find the value of Location"],
		['M002003', { customerId: 'nobody' }, "elepay couldn't find the value of Customer"],
		['M002003', { sourceId: 'nothing' }, "elepay couldn't find the value of Saved Payment Method"],
	])('%s of elepay itself, for %j', async (_code, columns, message) => {
		const { failed } = await elepay.runColumns([{ ...ROW, ...columns }]);
		expect(failed[0]?.elepayError).toBe(`Order number 'A-17': ${message} [item 0]`);
	});

	it.each([
		['sk_test_revoked00000', "elepay didn't accept the secret key"],
		['not-a-key', "elepay didn't accept the secret key"],
	])('of the key %s names no key', async (secretKey, message) => {
		const credential = { secretKey, baseUrl: elepay.sandbox.url };
		const words = await told({ credential });
		expect(words.message).toBe(message);
		expectNoKey(words, secretKey);
	});
});

describe('an order number with a word that n8n replaces messages for', () => {
	it.each(['PAPERMAN', 'ECONNREFUSED', 'ENOTFOUND-1', 'XETIMEDOUT', 'ECONNRESET', 'EEXIST'])(
		'%s stays in the message',
		async (orderNo) => {
			fail({ answer: { errorCode: 'M002004', message: `${orderNo} exists` } });
			const { error } = await elepay.run([{ amount: 1, orderNo }]);
			expect(error?.message).toBe(`${taken(orderNo)} [item 0]`);
			expect(error?.description).toContain('the number can be used again');
			const { failed } = await elepay.run([{ amount: 1, orderNo }], {
				onError: 'continueErrorOutput',
			});
			expect(failed[0]?.elepayError).toBe(`${taken(orderNo)} [item 0]`);
		},
	);
});

const HTML = '<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>';

describe("an answer that isn't elepay's", () => {
	const cases: Array<[what: string, status: number, body: string, message: string, hint: RegExp]> =
		[
			['an HTML 502', 502, HTML, mayExist("elepay didn't respond"), /502 and a web page/],
			['an empty 502', 502, '', mayExist("elepay didn't respond"), /502 and no content/],
			['an HTML 504', 504, HTML, mayExist("elepay didn't respond in time"), /504/],
			['an HTML 503', 503, HTML, 'elepay is temporarily unavailable', /later.*503/],
			['a bare 429', 429, '', 'elepay is receiving too many requests', /Max Concurrency/],
			[
				'a JSON 429',
				429,
				'{"message":"slow down"}',
				'elepay is receiving too many requests',
				/429/,
			],
			[
				'an HTML 500',
				500,
				HTML,
				mayExist("elepay couldn't process this request"),
				/500 and a web page/,
			],
			[
				'a 500 in words',
				500,
				'Internal fault 42',
				mayExist("elepay couldn't process this request"),
				/this content: "Internal fault 42"/,
			],
			['a 520', 520, '', mayExist("elepay couldn't process this request"), /520/],
			['a 408', 408, '', mayExist("elepay couldn't process this request"), /408/],
			['an HTML 404', 404, HTML, "The response didn't come from the elepay API", /Base URL.*404/],
			['an HTML 401', 401, HTML, "The response didn't come from the elepay API", /Base URL.*401/],
			[
				'a 400 of another API',
				400,
				'{"error":"nope"}',
				"The response didn't come from the elepay API",
				/unexpected JSON/,
			],
			[
				'a 400 with a list',
				400,
				'[{"errorCode":"M002004"}]',
				"The response didn't come from the elepay API",
				/unexpected JSON/,
			],
			[
				'a 400 with an empty code',
				400,
				'{"errorCode":""}',
				"The response didn't come from the elepay API",
				/unexpected JSON/,
			],
			[
				'a 400 with a number as code',
				400,
				'{"errorCode":2004}',
				"The response didn't come from the elepay API",
				/unexpected JSON/,
			],
			['a 407', 407, '', "The response didn't come from the elepay API", /proxy/],
			[
				'a redirect without an address',
				302,
				'',
				"The server redirected the request. For security, this node doesn't follow redirects",
				/redirect/,
			],
		];
	it.each(cases)('%s is told for what it is', async (_what, status, body, message, hint) => {
		const contentType =
			body.startsWith('{') || body.startsWith('[') ? 'application/json' : 'text/html';
		fail({ answer: { status, body, contentType } });
		const words = await told();
		expect(words.message).toBe(message);
		expect(words.description).toMatch(hint);
		const error = await stopped();
		expect(error.message).toMatch(message);
		expect(error.context).toMatchObject({ httpStatus: status, errorCode: undefined });
	});

	it('shows only the beginning of its text', async () => {
		fail({
			answer: { status: 418, body: `I am ${'a teapot '.repeat(500)}`, contentType: 'text/plain' },
		});
		const { description } = await told();
		expect(description).toContain('this content: "I am a teapot');
		expect(description.length).toBeLessThan(500);
	});
});

describe("a success that isn't one", () => {
	const cases = [
		['an empty body', '', 'no content'],
		['a web page', HTML, 'a web page as its content'],
		['text', 'OK', 'this content: "OK"'],
		['an empty object', '{}', 'unexpected JSON'],
		['null', 'null', ''],
		['a list', '[{"id":"code_1","codeUrl":"https://example.com/"}]', 'unexpected JSON'],
		['a number', '5', ''],
		['a code without a URL', '{"id":"code_1"}', 'unexpected JSON'],
		['a code with an empty URL', '{"id":"code_1","codeUrl":""}', 'unexpected JSON'],
		['a code without an ID', '{"codeUrl":"https://example.com/"}', 'unexpected JSON'],
		['a code whose ID is a number', '{"id":5,"codeUrl":"https://example.com/"}', 'unexpected JSON'],
		['a code that is cut short', '{"id":"code_1","codeUrl":"https://exa', 'this content: "{"id'],
	] as const;
	const both = cases.flatMap((entry) => [200, 201].map((status) => [...entry, status] as const));

	it.each(both)('but %s %j (%s) with status %i is told', async (_what, body, shape, status) => {
		fail({ answer: { status, body, contentType: 'application/json' } });
		const { message, description } = await told();
		expect(message).toBe(mayExist("elepay's response was incomplete or unexpected"));
		expect(description).toContain(`The response had the status ${status} and`);
		expect(description).toContain(shape);
		const error = await stopped();
		expect(error.message).toContain('The code may still have been created [item 0]');
	});

	it('but a 204 is told', async () => {
		const server = await startServer((_request, response) => response.writeHead(204).end());
		try {
			const credential = { secretKey: TEST_KEY, baseUrl: server.url };
			expect((await told({ credential })).description).toContain('status 204 and no content');
		} finally {
			await server.close();
		}
	});
});

describe('a connection', () => {
	it.each([
		['is reset', 'reset', 'The connection was closed before a response arrived', /ECONNRESET/],
		['ends in the middle of the answer', 'half', 'The connection was closed', /network/],
	] as const)('that %s leaves the outcome open', async (_what, connection, message, hint) => {
		fail({ connection });
		const words = await told();
		expect(words.message).toMatch(
			new RegExp(`^${message}.*\\. The code may still have been created$`),
		);
		expect(words.description).toMatch(hint);
		expect(words.description).toContain('look for it in the elepay dashboard');
	});

	it('that is refused is told, and nothing has been created', async () => {
		const credential = { secretKey: TEST_KEY, baseUrl: await closedPort() };
		const { message, description } = await told({ credential });
		expect(message).toBe('The server refused the connection');
		expect(description).toContain('Base URL');
		expect(description).toContain('(ECONNREFUSED)');
	});

	it('to a name that does not exist is told', async () => {
		const credential = { secretKey: TEST_KEY, baseUrl: 'https://elepay.invalid' };
		const options = { maxTries: 1, timeout: 60_000 };
		const { message, description } = await told({ credential, options });
		expect(message).toMatch(/^The server couldn't be found$/);
		expect(description).toMatch(/\((ENOTFOUND|EAI_AGAIN)\)/);
	});

	it.each([
		['no answer comes', 'hang'],
		['the answer dribbles in', { slowMs: 20_000 }],
	] as const)('on which %s is given up when the time is over', async (_what, connection) => {
		fail({ connection });
		const started = performance.now();
		const { message, description } = await told({ options: { maxTries: 1, timeout: 1000 } });
		expect(performance.now() - started).toBeLessThan(5000);
		expect(message).toBe(mayExist("elepay didn't respond within 1 second"));
		expect(description).toContain('Options > Timeout');
	});

	it('with a certificate that nobody trusts is refused before the key is sent', async () => {
		const server = await startSelfSignedServer(answerJson({ id: 'code_1', codeUrl: 'x' }, 201));
		try {
			const credential = { secretKey: TEST_KEY, baseUrl: server.url };
			const { message, description } = await told({ credential });
			expect(message).toBe("The server's security certificate isn't valid");
			expect(description).toMatch(/\(\w*(SELF_SIGNED|CERT)\w*\)/);
			expect(server.requests).toEqual([]);
			// n8n's own switch for servers like this one
			const parameters = { requestOptions: { allowUnauthorizedCerts: true } };
			const { json } = await elepay.run([ROW], { credential, parameters });
			expect(json).toEqual([{ id: 'code_1', codeUrl: 'x' }]);
		} finally {
			await server.close();
		}
	});

	it('to a server that speaks no TLS is told', async () => {
		const baseUrl = elepay.sandbox.url.replace('http:', 'https:');
		const { message } = await told({ credential: { secretKey: TEST_KEY, baseUrl } });
		expect(message).toBe("The server's security certificate isn't valid");
	});
});

describe('a code whose response was lost', () => {
	const options = { maxTries: 2, onUncertain: 'retry' };

	it('is told as taken by an earlier try, where it exists', async () => {
		fail({ connection: 'reset', processed: true, times: 1 });
		const { message, description } = await told({ options });
		expect(message).toBe(
			"Order number 'A-17' is taken, probably by an earlier try of this row whose response was lost",
		);
		expect(description).toContain("probably created with this row's amount");
		expect(description).toContain('Look for it in the elepay dashboard');
		expect(elepay.sandbox.state.test.codes.size).toBe(1);
	});

	it('is made by the second try, where it does not', async () => {
		fail({ connection: 'reset', times: 1 });
		const { json } = await elepay.run([ROW], { options });
		expect(json).toEqual([expect.objectContaining({ orderNo: 'A-17' })]);
		expect(elepay.sandbox.state.test.codes.size).toBe(1);
		expect(elepay.bodies).toHaveLength(2);
	});
});

describe('Retry-After', () => {
	const inTenSeconds = () => new Date(Date.now() + 10_000).toUTCString();

	/** How long elepay asks to wait, by an answer with this header. */
	function wished(value: unknown, body: unknown = { errorCode: 'M005000' }): number | undefined {
		const answer = { statusCode: 429, headers: { 'retry-after': value }, body };
		const words = { subject: 'x', labels: {}, secretKey: TEST_KEY };
		try {
			readAnswer(answer as never, (() => false) as never, words);
		} catch (thrown) {
			return (thrown as { retryAfter?: number }).retryAfter;
		}
		throw new Error('Not refused');
	}

	it.each([
		['0', 0],
		['7', 7000],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
		[['1', '2'], undefined],
		['Wed, 21 Oct 2015 07:28:00 GMT', 0],
	])('%j is %p milliseconds', (value, milliseconds) => {
		const given = wished(value);
		expect(given).toBe(milliseconds);
		expect(wished(value, '<html>')).toBe(given);
	});

	it('may be a time', () => {
		const given = wished(inTenSeconds());
		expect(given).toBeGreaterThan(5000);
		expect(given).toBeLessThanOrEqual(10_000);
	});
});

describe('a redirect', () => {
	it.each([301, 302, 303, 307, 308])('with status %i never takes the key along', async (status) => {
		const elsewhere = await startServer(answerJson({ id: 'code_1', codeUrl: 'x' }, 201));
		const redirect: Answerer = (_request, response) => {
			response.writeHead(status, { location: `${elsewhere.url}/codes` }).end();
		};
		const server = await startServer(redirect);
		try {
			const credential = { secretKey: TEST_KEY, baseUrl: server.url };
			const { message, description } = await told({ credential });
			expect(message).toBe(
				"The server redirected the request. For security, this node doesn't follow redirects",
			);
			expect(description).toContain('Base URL');
			expect(server.requests).toHaveLength(1);
			expect(elsewhere.requests).toEqual([]);
		} finally {
			await Promise.all([server.close(), elsewhere.close()]);
		}
	});
});

describe('the key', () => {
	const leaky: Array<[what: string, rule: FaultRule]> = [
		['its message', { answer: { errorCode: 'M004001', message: `Bad key ${TEST_KEY}!` } }],
		['a parameter name', { answer: { errorCode: 'M002002', parameterName: `x.${TEST_KEY}` } }],
		...[20, 32, 40].map((length): [string, FaultRule] => [
			`a parameter name that is shortened after ${length} characters`,
			{
				answer: {
					status: 400,
					body: JSON.stringify({
						errorCode: 'M002003',
						parameterName: `${'x'.repeat(length)}${TEST_KEY}`,
					}),
					contentType: 'application/json',
				},
			},
		]),
		[
			"the provider's message",
			{
				answer: {
					errorCode: 'S001001',
					providerError: { providerKey: TEST_KEY, code: TEST_KEY, message: TEST_KEY },
				},
			},
		],
		['the code', { answer: { errorCode: TEST_KEY } }],
		['a web page', { answer: { status: 502, body: `<html>${TEST_KEY}</html>` } }],
		['a text', { answer: { status: 400, body: `Bearer ${TEST_KEY}`, contentType: 'text/plain' } }],
		...[55, 60, 65, 70].map((length): [string, FaultRule] => [
			`a text that is shortened after ${length} characters`,
			{
				answer: {
					status: 400,
					body: `${'x'.repeat(length)}${TEST_KEY}`,
					contentType: 'text/plain',
				},
			},
		]),
		[
			'a field that is no code',
			{
				answer: {
					status: 201,
					body: JSON.stringify({ [TEST_KEY]: { deep: [TEST_KEY] } }),
					contentType: 'application/json',
				},
			},
		],
		[
			'an unknown field of a refusal',
			{
				answer: {
					status: 400,
					body: JSON.stringify({ errorCode: 'M002002', [TEST_KEY]: [TEST_KEY] }),
					contentType: 'application/json',
				},
			},
		],
	];

	it.each(leaky)('never shows, even if the server sends it back in %s', async (_what, rule) => {
		fail(rule);
		await told();
		await stopped();
	});

	it.each(['12', 'a"b', 'a\\b', 'e', '{', ','])(
		'may be as odd as %p without spoiling what is told',
		async (secretKey) => {
			const body = {
				requestId: 'req_12',
				errorCode: 'M004001',
				code: 12,
				message: `Key ${secretKey}`,
			};
			const answer = { body: JSON.stringify(body), contentType: 'application/json', status: 400 };
			fail({ answer });
			const credential = { secretKey, baseUrl: elepay.sandbox.url };
			const { failed, run } = await elepay.run([ROW], {
				credential,
				onError: 'continueErrorOutput',
			});
			expect(failed[0]?.elepayHelp).toMatch(/\*\*\*\*\*/);
			expect(failed[0]?.elepayHelp).not.toContain(`Key ${secretKey}`);
			expect(run.status).toBe('success');
			const { error } = await elepay.run([ROW], { credential });
			expect(JSON.stringify(error)).not.toContain(JSON.stringify(`Key ${secretKey}`));
		},
	);
});

describe('the credential', () => {
	const cases: Array<[what: string, credential: IDataObject, message: RegExp]> = [
		['an empty key', { secretKey: '' }, /The Secret Key .* is empty\. Copy the secret key/],
		['a blank key', { secretKey: ' \n' }, /The Secret Key .* is empty/],
		[
			'a publishable key',
			{ secretKey: 'pk_test_abcdefgh1234' },
			/publishable key .*Developer settings/,
		],
		[
			'a key with a line break',
			{ secretKey: 'sk_test_abc\ndef' },
			/characters that keys never have/,
		],
		['a key with Japanese in it', { secretKey: 'sk_test_鍵' }, /characters that keys never have/],
		['plain http', { baseUrl: 'http://example.com' }, /unencrypted.*Use https/],
		['no address', { baseUrl: 'elepay' }, /isn't a web address/],
		['another scheme', { baseUrl: 'ftp://example.com' }, /isn't a web address/],
		['a user name', { baseUrl: 'https://sk_test_x@example.com' }, /user name or password/],
		['a query', { baseUrl: 'https://example.com/?a=b' }, /isn't a web address/],
	];
	it.each(cases)('with %s sends nothing and says so', async (_what, change, message) => {
		const credential = { secretKey: TEST_KEY, baseUrl: elepay.sandbox.url, ...change } as never;
		const words = await told({ credential });
		expect(words.message).toMatch(message);
		const error = await stopped({ credential });
		expect(error.message).toMatch(message);
		expect(elepay.bodies).toEqual([]);
		expectNoKey(error, String(change.secretKey ?? '').trim() || TEST_KEY);
	});

	it('that is missing is told by n8n', async () => {
		const { run, error } = await elepay.run([ROW], { node: { credentials: {} } });
		expect(run.status).toBe('error');
		expect(error?.message).toMatch(/credential/i);
		expect(elepay.bodies).toEqual([]);
	});
});
