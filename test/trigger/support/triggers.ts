import type { INodeParameters } from 'n8n-workflow';

import {
	createEngine,
	loadPackage,
	startWebhookServer,
	type WebhookServer,
	type WebhookServerOptions,
} from '../../../engine';
import { SECRET } from './deliveries';

export const TYPE = 'n8n-nodes-elepay.elepayTrigger';

/** How a time is told with Simplify: ISO 8601, in the workflow's time zone. */
export const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/;

/** elepay's list, written down a second time and apart from the code under test. */
export const ALL_EVENTS = [
	'charge.succeeded',
	'charge.revoked',
	'charge.waiting',
	'charge.notified',
	'charge.mismatched',
	'refund.succeeded',
	'source.activated',
	'source.inactivated',
	'reader.activated',
	'subscription.renewed',
	'subscription.paused',
];

export interface TriggerOptions extends Partial<WebhookServerOptions> {
	parameters?: INodeParameters;
	signingSecret?: string;
	/** The credential of "Confirm Payment". */
	api?: { secretKey: string; baseUrl: string };
}

const running = new Set<WebhookServer>();

/** The built trigger of the built package, published, behind an HTTP server. */
export async function startTrigger({
	signingSecret = SECRET,
	api,
	...options
}: TriggerOptions = {}): Promise<WebhookServer> {
	const engine = createEngine({
		packages: [await loadPackage()],
		credentials: { elepayWebhookApi: { signingSecret }, ...(api && { elepayApi: api }) },
	});
	const server = await startWebhookServer({ engine, nodeType: TYPE, ...options });
	running.add(server);
	return server;
}

/** For `afterEach`. */
export async function stopTriggers(): Promise<void> {
	await Promise.all([...running].map((server) => server.close()));
	running.clear();
}

/** The items that the workflows started with, oldest first. */
export function started({ executions }: WebhookServer) {
	return executions.map((outputs) => outputs[0]?.map(({ json }) => json));
}
