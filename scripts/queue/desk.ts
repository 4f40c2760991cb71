import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where workflows report, as they would send a receipt: what was done how often, for which event. */
export interface Desk {
	/** The address to call for an event, with an expression for its ID or order number. */
	url(what: string, id: string): string;
	/** How often it was called for each ID. */
	counts(what: string): Map<string, number>;
	/** Forgets all calls. */
	clear(): void;
	close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
	const calls = new Map<string, Map<string, number>>();
	const counts = (what: string) => {
		const found = calls.get(what) ?? new Map<string, number>();
		calls.set(what, found);
		return found;
	};
	const server = createServer((request, response) => {
		const [, what = '', id = ''] = (request.url ?? '').split('/');
		const found = counts(what);
		found.set(id, (found.get(id) ?? 0) + 1);
		response.setHeader('content-type', 'application/json').end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: (what, id) => `=http://127.0.0.1:${port}/${what}/{{ ${id} }}`,
		counts,
		clear: () => calls.clear(),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
