import {
	type IAuthenticate,
	type ICredentialTestRequest,
	type ICredentialType,
	type IHttpRequestOptions,
	type Icon,
	type INodeProperties,
} from 'n8n-workflow';

import { DEFAULT_BASE_URL, isProtected, readBaseUrl, readSecretKey, refused } from './connection';

const KEY_REFUSED =
	"elepay didn't accept this key. Copy the secret key (sk_test_… or sk_live_…) again from the elepay dashboard under Developer settings > API keys, and check that it belongs to this Base URL.";

const NOT_ELEPAY = `This Base URL isn't the elepay API. Use ${DEFAULT_BASE_URL}, or the address of your private deployment without a path.`;

const NOT_NOW =
	"elepay isn't available right now, so the key couldn't be tested. Try again in a few minutes.";

/** n8n takes both kinds of rules in one list; only its types have them apart. */
const TEST_RULES: Array<NonNullable<ICredentialTestRequest['rules']>[number]> = [
	...[400, 401, 403].map((value) => ({
		type: 'responseCode' as const,
		properties: { value, message: KEY_REFUSED },
	})),
	...[301, 302, 307, 308, 404].map((value) => ({
		type: 'responseCode' as const,
		properties: { value, message: NOT_ELEPAY },
	})),
	...[500, 502, 503, 504].map((value) => ({
		type: 'responseCode' as const,
		properties: { value, message: NOT_NOW },
	})),
	// Any web server answers 200 to something: without this list it isn't elepay's API
	{
		type: 'responseSuccessBody',
		properties: { key: 'paymentMethods', value: undefined, message: NOT_ELEPAY },
	},
];

export class ElepayApi implements ICredentialType {
	name = 'elepayApi';

	displayName = 'Elepay API';

	icon: Icon = { light: 'file:../icons/elepay.svg', dark: 'file:../icons/elepay.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-elepay/n8n-nodes-elepay#the-secret-key';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. sk_test_…',
			hint: 'In the elepay dashboard: Developer settings > API keys',
			description:
				"Keys starting with sk_test_ create test codes that can't really be paid; sk_live_ creates real ones",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description: 'Change this only for a private or white-label deployment or the local sandbox',
		},
	];

	/**
	 * Adds the key to a request of the Elepay node or of the HTTP Request node, whose URL stays as it
	 * is. Redirects aren't followed: elepay sends none, and n8n would take the key along to wherever
	 * one leads.
	 *
	 * @throws {UserError} if the key or the base URL can't be right, or the key would travel in the clear
	 */
	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const key = readSecretKey(credentials.secretKey);
		readBaseUrl(credentials.baseUrl);
		refuseUnprotected(requestOptions);

		const headers = Object.entries(requestOptions.headers ?? {}).filter(
			([name]) => name.toLowerCase() !== 'authorization',
		);
		return {
			...requestOptions,
			headers: { ...Object.fromEntries(headers), Authorization: `Bearer ${key}` },
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			sendCredentialsOnCrossOriginRedirect: false,
		};
	};

	test: ICredentialTestRequest = {
		request: {
			// As readBaseUrl has it, which no expression can call
			baseURL: `={{ $credentials.baseUrl.trim() || "${DEFAULT_BASE_URL}" }}`,
			url: '/code-setting/payment-methods',
			headers: { 'Accept-Language': 'en' },
		},
		rules: TEST_RULES as ICredentialTestRequest['rules'],
	};
}

/** n8n's two request helpers name the address differently: `url` (with `baseURL`) and `uri`. */
function refuseUnprotected(options: IHttpRequestOptions & { uri?: string }): void {
	const address = options.url || options.uri || '';
	const url = URL.canParse(address, options.baseURL)
		? new URL(address, options.baseURL)
		: undefined;
	if (url && !isProtected(url)) {
		throw refused(
			`${url.origin} would receive the elepay secret key unencrypted. Use https://. Only a sandbox on the n8n server itself (localhost) can use http://.`,
		);
	}
}
