import { UserError, type IHttpRequestOptions } from 'n8n-workflow';

import type { Source } from './source';

/** n8n's "Request Options", which it shows with every declarative node and leaves to a custom operation. */
export interface RequestOptions {
	/** What goes into each request. */
	request: Pick<IHttpRequestOptions, 'proxy' | 'skipSslCertificateValidation'>;
	/** Milliseconds for one try; undefined unless somebody has set it. */
	timeout: number | undefined;
	/** How many milliseconds after the first row of the run a row starts at the earliest. */
	startOf(position: number): number;
}

interface Given {
	batching?: { batch?: { batchSize?: number; batchInterval?: number } };
	allowUnauthorizedCerts?: boolean;
	proxy?: string;
	timeout?: number;
}

/**
 * @throws {UserError} if the proxy is no address
 */
export function readRequestOptions(source: Source): RequestOptions {
	const given = (source.parameter('requestOptions', source.firstIndex) || {}) as Given;
	const { batchSize = 1, batchInterval = 0 } = given.batching?.batch ?? {};
	// As n8n has it: what isn't positive stands for 1
	const size = batchSize > 0 ? batchSize : 1;
	return {
		request: {
			...(given.proxy && { proxy: proxyOf(given.proxy) }),
			...(given.allowUnauthorizedCerts && { skipSslCertificateValidation: true }),
		},
		timeout: Number(given.timeout) > 0 ? Number(given.timeout) : undefined,
		startOf: (position) => Math.floor(position / size) * Math.max(0, batchInterval),
	};
}

function proxyOf(address: string): IHttpRequestOptions['proxy'] {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new UserError("The proxy under Settings > Request Options isn't a web address", {
			description: 'Enter it with its port, e.g. http://myproxy:3128.',
		});
	}
	const protocol = url.protocol.slice(0, -1);
	return {
		host: url.hostname,
		port: Number(url.port || (protocol === 'https' ? 443 : 80)),
		protocol,
		...(url.username && {
			auth: {
				username: decodeURIComponent(url.username),
				password: decodeURIComponent(url.password),
			},
		}),
	};
}
