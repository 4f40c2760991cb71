import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
	url: string;
	close(): Promise<void>;
}

/** How often a server that was away is asked whether it is ready, in milliseconds. */
const ASK_EVERY = 250;

/**
 * One address in front of several of n8n's processes, as HAProxy or a cloud's load balancer is:
 * requests go to each in turn. One that couldn't be reached gets none before it says that it is
 * ready: n8n answers 200 to everything at one moment of its start, and does nothing.
 *
 * @param targets the servers' base URLs
 * @param port 0 takes any free one
 */
export async function startBalancer(targets: string[], port = 0): Promise<Balancer> {
	let turn = 0;
	const away = new Set<string>(targets);
	const askWhoIsReady = async () => {
		for (const target of away) {
			const answer = await fetch(`${target}/healthz/readiness`).catch(() => undefined);
			await answer?.arrayBuffer().catch(() => undefined);
			if (answer?.ok) away.delete(target);
		}
	};
	const timer = setInterval(() => void askWhoIsReady(), ASK_EVERY);

	const forward = (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const ready = targets.filter((target) => !away.has(target));
		const target = ready[turn++ % ready.length];
		if (target === undefined) return void outgoing.writeHead(502).end('Bad gateway');

		const { method, headers, url = '/' } = incoming;
		const forwarded = request(new URL(url, target), { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
			answer.once('error', () => outgoing.destroy());
		});
		forwarded.once('error', () => {
			away.add(target);
			if (outgoing.headersSent) outgoing.destroy();
			else outgoing.writeHead(502).end('Bad gateway');
		});
		incoming.pipe(forwarded);
	};
	const server = createServer(forward);
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		url: `http://localhost:${(server.address() as AddressInfo).port}`,
		close: () =>
			new Promise((resolve) => {
				clearInterval(timer);
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
