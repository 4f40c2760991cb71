import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
	url: string;
	close(): Promise<void>;
}

/**
 * One address in front of several servers, as nginx or a cloud's load balancer is: requests go to
 * each in turn, and one that can't be reached is answered 502.
 *
 * @param targets the servers' base URLs
 * @param port 0 takes any free one
 */
export async function startBalancer(targets: string[], port = 0): Promise<Balancer> {
	let turn = 0;
	const server = createServer((incoming, outgoing) => {
		const target = new URL(incoming.url ?? '/', targets[turn++ % targets.length]);
		const { method, headers } = incoming;
		const forwarded = request(target, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
			answer.once('error', () => outgoing.destroy());
		});
		forwarded.once('error', () => {
			if (outgoing.headersSent) outgoing.destroy();
			else outgoing.writeHead(502).end('Bad gateway');
		});
		incoming.pipe(forwarded);
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		url: `http://localhost:${(server.address() as AddressInfo).port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
