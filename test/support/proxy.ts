import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A request as a proxy saw it. */
export interface ProxiedRequest {
	method: string;
	/** Where it was to go: an address, or host and port for a tunnel. */
	target: string;
	/** The name and password that it came with. */
	credentials: string | undefined;
}

export interface Proxy {
	port: number;
	requests: ProxiedRequest[];
	close(): Promise<void>;
}

const seen = ({ method = '', url = '', headers }: IncomingMessage): ProxiedRequest => {
	const [, encoded] = headers['proxy-authorization']?.split(' ') ?? [];
	return {
		method,
		target: url,
		credentials: encoded && Buffer.from(encoded, 'base64').toString(),
	};
};

/** An HTTP proxy on loopback, for requests as well as for tunnels. */
export async function startProxy(): Promise<Proxy> {
	const requests: ProxiedRequest[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
		requests.push(seen(incoming));
		const { method, url = '', headers } = incoming;
		const onward = request(url, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		onward.on('error', () => outgoing.destroy());
		incoming.pipe(onward);
	});
	server.on('connect', (incoming: IncomingMessage, client: Socket) => {
		requests.push(seen(incoming));
		const { hostname, port } = new URL(`http://${incoming.url}`);
		const onward = connect(Number(port), hostname, () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n');
			onward.pipe(client).pipe(onward);
		});
		for (const socket of [onward, client]) {
			sockets.add(socket);
			socket.on('error', () => socket.destroy());
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		requests,
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			server.closeAllConnections();
			await closed;
		},
	};
}
