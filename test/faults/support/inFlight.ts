import diagnostics, { type ChannelListener } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/**
 * Counts the requests that this process has on their way, as its own HTTP client sees them. The
 * sandbox learns a moment late that a client has hung up, and would count the next one on top.
 */
export class InFlight {
	/** The most there were at once. */
	most = 0;
	/** Requests begun. */
	all = 0;

	private readonly open = new Set<ClientRequest>();

	private constructor(private readonly host: string) {}

	/** Starts to count the requests to one server. */
	static watch(url: string): InFlight {
		const counter = new InFlight(new URL(url).host);
		diagnostics.subscribe('http.client.request.start', counter.onStart);
		return counter;
	}

	stop(): void {
		diagnostics.unsubscribe('http.client.request.start', this.onStart);
	}

	get now(): number {
		// A destroyed request says so at once, and only later that it has closed
		for (const request of this.open) if (request.destroyed) this.open.delete(request);
		return this.open.size;
	}

	private readonly onStart: ChannelListener = (message) => {
		const { request } = message as { request: ClientRequest };
		if (request.getHeader('host') !== this.host) return;

		this.open.add(request);
		this.all++;
		this.most = Math.max(this.most, this.now);
		const leave = () => this.open.delete(request);
		request.once('response', (response: IncomingMessage) => {
			response.once('end', leave).once('close', leave);
		});
		request.once('error', leave).once('close', leave);
	};
}
