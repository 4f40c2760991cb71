import { Workflow } from 'n8n-workflow';

import { ElepayApi } from '../../dist/credentials/ElepayApi.credentials';
import { DISCOURAGED_WORDS } from '../support/documented';
import { node, TEST_KEY, useElepay } from '../support/elepay';
import { expectNoKey } from '../support/secrecy';
import { answerJson, closedPort, startServer, type Answerer } from '../support/servers';

const elepay = useElepay();

/** What n8n's credential window says. */
async function verdict(secretKey: string, baseUrl: string) {
	const result = await elepay.engine.testCredential('elepayApi', { secretKey, baseUrl });
	expectNoKey(result, secretKey.trim() || TEST_KEY);
	expect(result.message).not.toMatch(DISCOURAGED_WORDS);
	return result;
}

async function verdictOn(answer: Answerer) {
	const server = await startServer(answer);
	try {
		return { ...(await verdict(TEST_KEY, server.url)), requests: server.requests };
	} finally {
		await server.close();
	}
}

const OK = { status: 'OK', message: 'Connection successful!' };

describe('testing the credential', () => {
	it('is fine with a key that elepay takes', async () => {
		expect(await verdict(TEST_KEY, elepay.sandbox.url)).toEqual(OK);
		expect(await verdict('sk_live_sandbox0000', elepay.sandbox.url)).toEqual(OK);
	});

	it('asks for the payment methods, in English, and changes nothing', async () => {
		const { requests, status } = await verdictOn(answerJson({ total: 0, paymentMethods: [] }));
		expect(status).toBe('OK');
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({
			method: 'GET',
			path: '/code-setting/payment-methods',
			headers: { authorization: `Bearer ${TEST_KEY}`, 'accept-language': 'en' },
			body: '',
		});
	});

	it.each([
		['a slash at its end', (url: string) => `${url}/`],
		['blanks around it', (url: string) => ` ${url} \n`],
	])('is fine with a base URL with %s, as the node is', async (_what, change) => {
		const baseUrl = change(elepay.sandbox.url);
		expect(await verdict(` ${TEST_KEY} `, baseUrl)).toEqual(OK);
		const credential = { secretKey: TEST_KEY, baseUrl };
		const { run } = await elepay.run([{ amount: 1, orderNo: 'A' }], { credential });
		expect(run.status).toBe('success');
	});

	it.each([
		['', 'https://api.elepay.io'],
		[' ', 'https://api.elepay.io'],
		['https://pay.example.com', 'https://pay.example.com'],
		[' https://pay.example.com\n', 'https://pay.example.com'],
	])('takes the base URL %j for %s', (baseUrl, expected) => {
		const { baseURL } = new ElepayApi().test.request;
		const workflow = new Workflow({
			nodes: [],
			connections: {},
			active: false,
			nodeTypes: elepay.engine.nodeTypes,
		});
		const resolved = workflow.expression.getSimpleParameterValue(
			node('Node', 'test'),
			baseURL as string,
			'internal',
			{ $credentials: { baseUrl } } as never,
		);
		expect(resolved).toBe(expected);
	});

	it.each([
		['sk_test_revoked00000', /^elepay didn't accept this key\. Copy the secret key .* dashboard/],
		['not-a-key-of-elepay', /^elepay didn't accept this key/],
		['pk_test_sandbox0000', /publishable key .* Use the secret key .* Developer settings/],
		['', /is empty\. Copy the secret key/],
		['sk_test_with\u3000blank', /characters that keys never have/],
	])('says what is wrong with the key %j', async (secretKey, message) => {
		const result = await verdict(secretKey, elepay.sandbox.url);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
	});

	it.each([
		['http://example.com', /would receive .* unencrypted/],
		['ftp://example.com', /isn't a web address/],
		['https://user:pass@example.com', /user name or password/],
		['elepay', /isn't a web address/],
	])('says what is wrong with the base URL %s, without calling it', async (baseUrl, message) => {
		const result = await verdict(TEST_KEY, baseUrl);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
	});

	const notElepay = /^This Base URL isn't the elepay API\. Use https:\/\/api\.elepay\.io/;
	const html: Answerer = (_request, response) => {
		response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>');
	};

	it.each<[string, Answerer]>([
		['a web page', html],
		['an empty answer', (_request, response) => response.end()],
		['other JSON', answerJson({ status: 'ok' })],
		['a list', answerJson([])],
		['not found', answerJson({ message: 'not found' }, 404)],
		...[301, 302, 307, 308].map((status): [string, Answerer] => [
			`a redirect (${status})`,
			(_request, response) => response.writeHead(status, { location: 'https://x.invalid' }).end(),
		]),
	])('says that %s is not elepay', async (_what, answer) => {
		const { status, message } = await verdictOn(answer);
		expect(status).toBe('Error');
		expect(message).toMatch(notElepay);
	});

	it.each([400, 401, 403])('takes status %i for a refused key', async (status) => {
		const result = await verdictOn(answerJson({ errorCode: 'M004001' }, status));
		expect(result.message).toMatch(/^elepay didn't accept this key/);
	});

	it.each([500, 502, 503, 504])(
		'says with status %i that elepay is out of order',
		async (status) => {
			const result = await verdictOn(answerJson({ errorCode: 'S002000' }, status));
			expect(result).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(
					/^elepay isn't available right now.*a few minutes/,
				) as string,
			});
		},
	);

	it('is not fine where nobody answers', async () => {
		const result = await verdict(TEST_KEY, await closedPort());
		expect(result.status).toBe('Error');
		expect(result.message).toContain('ECONNREFUSED');
	});
});
