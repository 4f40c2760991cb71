import fc from 'fast-check';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeType,
} from 'n8n-workflow';

import { ElepayApi } from '../../dist/credentials/ElepayApi.credentials';
import { nodeError, items } from '../../engine';
import { node, TEST_KEY, useElepay } from '../support/elepay';
import { refusalOf } from '../support/refusals';
import { expectNoKey } from '../support/secrecy';
import { answerJson, startServer, type RecordingServer } from '../support/servers';

const CREDENTIAL = { secretKey: TEST_KEY, baseUrl: 'https://api.elepay.io' };

type Authenticate = (
	credential: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
) => Promise<IHttpRequestOptions & Record<string, unknown>>;

const authenticate = new ElepayApi().authenticate as unknown as Authenticate;

const GET: IHttpRequestOptions = { url: 'https://api.elepay.io/codes/code_1', method: 'GET' };

async function refusal(
	credential: ICredentialDataDecryptedObject,
	options: object = GET,
): Promise<string> {
	const thrown: unknown = await authenticate(credential, options as never).then(
		() => undefined,
		(error: unknown) => error,
	);
	expectNoKey(thrown, TEST_KEY);
	return refusalOf(() => {
		if (thrown) throw thrown;
	}).message;
}

describe('authenticating a request', () => {
	it('adds the trimmed key, and nothing else but that redirects are not followed', async () => {
		const options = { ...GET, headers: { accept: 'x' }, qs: { a: 1 }, json: true };
		const credential = { ...CREDENTIAL, secretKey: ` ${TEST_KEY}\n` };
		expect(await authenticate(credential, options)).toEqual({
			...options,
			headers: { accept: 'x', Authorization: `Bearer ${TEST_KEY}` },
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it('leaves the options it was given as they were', async () => {
		const headers = { accept: 'x' };
		const options = { ...GET, headers };
		await authenticate(CREDENTIAL, options);
		expect(options).toEqual({ ...GET, headers: { accept: 'x' } });
		expect(options.headers).toBe(headers);
	});

	it.each(['Authorization', 'authorization', 'AUTHORIZATION'])('replaces %s', async (name) => {
		const options = { ...GET, headers: { [name]: 'Basic old' } };
		const { headers } = await authenticate(CREDENTIAL, options);
		expect(headers).toEqual({ Authorization: `Bearer ${TEST_KEY}` });
	});

	it.each([
		[{ url: 'https://api.elepay.io/codes' }],
		[{ url: 'https://other.example.com/anything?x=1#y' }],
		[{ uri: 'https://other.example.com/anything' }],
		[{ url: '/codes', baseURL: 'https://pay.example.com' }],
		[{ url: 'http://localhost:4010/codes' }],
		[{ uri: 'http://127.0.0.1:4010/codes' }],
		[{ url: '' }],
		[{}],
	])('never changes the address of %j', async (address) => {
		const { url, uri, baseURL } = await authenticate(CREDENTIAL, address as never);
		expect({ url, uri, baseURL }).toEqual({
			url: undefined,
			uri: undefined,
			baseURL: undefined,
			...address,
		});
	});

	it('never changes any address, whatever it is', async () => {
		const address = fc.oneof(
			fc.webUrl({ withQueryParameters: true, withFragments: true }),
			fc.string(),
			fc.webPath(),
		);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom('url', 'uri'), address, async (name, value) => {
				const options = { [name]: value } as unknown as IHttpRequestOptions;
				const result = await authenticate(CREDENTIAL, options).catch(() => undefined);
				if (result) expect(result[name]).toBe(value);
			}),
			{ numRuns: 500 },
		);
	});

	it.each([
		[{ url: 'http://example.com/codes' }],
		[{ uri: 'http://example.com/codes' }],
		[{ url: '/codes', baseURL: 'http://example.com' }],
		[{ url: 'codes', baseURL: 'http://example.com/x/' }],
		[{ url: 'http://example.com/codes', baseURL: 'https://api.elepay.io' }],
		[{ url: 'HTTP://example.com' }],
		[{ url: ' http://example.com' }],
		[{ url: 'ftp://example.com' }],
	])('sends no key unprotected to %j', async (address) => {
		const message = await refusal(CREDENTIAL, address);
		expect(message).toMatch(/would receive the elepay secret key unencrypted\. Use https/);
	});

	it('refuses what can be no key, and what can be no base URL', async () => {
		expect(await refusal({ ...CREDENTIAL, secretKey: '' })).toContain('is empty');
		expect(await refusal({ ...CREDENTIAL, secretKey: 'pk_test_x' })).toContain('publishable');
		expect(await refusal({ ...CREDENTIAL, baseUrl: 'http://example.com' })).toContain('https');
		expect(await refusal({} as never)).toContain('is empty');
	});

	it('takes an empty base URL for elepay itself', async () => {
		const { headers } = await authenticate({ secretKey: TEST_KEY, baseUrl: '' }, GET);
		expect(headers).toEqual({ Authorization: `Bearer ${TEST_KEY}` });
	});
});

describe('the credential in another node', () => {
	const elepay = useElepay();
	let server: RecordingServer;
	let elsewhere: RecordingServer;

	beforeAll(async () => {
		elsewhere = await startServer(answerJson({ from: 'elsewhere' }));
		server = await startServer((request, response) => {
			if (request.path.startsWith('/redirect')) {
				response.writeHead(302, { location: `${elsewhere.url}/taken` }).end();
				return;
			}
			answerJson({ from: 'server', path: request.path })(request, response);
		});
	});
	beforeEach(() => {
		server.requests.length = 0;
		elsewhere.requests.length = 0;
	});
	afterAll(async () => await Promise.all([server.close(), elsewhere.close()]));

	/** A node that sends what its input asks for, by either of n8n's two helpers. */
	const requester: INodeType = {
		description: {
			displayName: 'Requester',
			name: 'requester',
			group: ['transform'],
			version: 1,
			description: 'Sends a request with a predefined credential type, as HTTP Request does',
			defaults: { name: 'Requester' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'elepayApi', required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const { helper, options } = this.getInputData()[0]!.json as unknown as {
				helper: 'httpRequestWithAuthentication' | 'requestWithAuthentication';
				options: IHttpRequestOptions;
			};
			const answer = (await this.helpers[helper].call(
				this,
				'elepayApi',
				options as never,
			)) as unknown;
			return [[{ json: { answer: answer as string } }]];
		},
	};

	async function send(helper: string, options: object, secretKey = TEST_KEY) {
		const engine = elepay.engineWith(
			{ secretKey, baseUrl: elepay.sandbox.url },
			{ 'test.requester': requester },
		);
		const workflow = {
			nodes: [
				node(
					'Requester',
					'test.requester',
					{},
					{ credentials: { elepayApi: { id: '1', name: 'x' } } },
				),
			],
			connections: {},
		};
		const input = [{ json: { helper, options: options as never } }];
		const run = await engine.run(workflow, { input });
		return {
			run,
			answer: items(run, 'Requester')[0]?.json.answer,
			error: nodeError(run, 'Requester'),
		};
	}

	it.each([
		['httpRequestWithAuthentication', 'url'],
		['requestWithAuthentication', 'uri'],
		['requestWithAuthentication', 'url'],
	])('works through %s with {%s}', async (helper, property) => {
		const options = { method: 'GET', [property]: `${server.url}/any/path?x=1`, json: true };
		const { answer } = await send(helper, options, ` ${TEST_KEY} `);
		expect(answer).toEqual({ from: 'server', path: '/any/path?x=1' });
		expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${TEST_KEY}`);
	});

	it.each([
		['httpRequestWithAuthentication', 'url', {}],
		['requestWithAuthentication', 'uri', {}],
		['requestWithAuthentication', 'uri', { followAllRedirects: true, followRedirect: true }],
		['httpRequestWithAuthentication', 'url', { sendCredentialsOnCrossOriginRedirect: true }],
		['httpRequestWithAuthentication', 'url', { ignoreHttpStatusErrors: true }],
	])('never takes the key along a redirect (%s, {%s}, %j)', async (helper, property, more) => {
		const options = { method: 'GET', [property]: `${server.url}/redirect`, json: true, ...more };
		const { run } = await send(helper, options);
		expect(server.requests).toHaveLength(1);
		for (const request of elsewhere.requests) expectNoKey(request, TEST_KEY);
		expect(elsewhere.requests).toEqual([]);
		expectNoKey(JSON.stringify(items(run, 'Requester')), TEST_KEY);
	});

	it('tells why a request was refused', async () => {
		const options = { method: 'GET', url: 'http://example.com/codes' };
		const { error } = await send('httpRequestWithAuthentication', options);
		expect(error?.message).toContain('would receive the elepay secret key unencrypted');
		expectNoKey(error, TEST_KEY);
	});
});
