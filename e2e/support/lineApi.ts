import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

export interface LineMessage {
	type: 'text' | 'image';
	text?: string;
	originalContentUrl?: string;
	previewImageUrl?: string;
}

export interface LineApi {
	/** What stands for https://api.line.me. */
	url: string;
	/** What has arrived in the chats, by user. */
	chats: Map<string, LineMessage[]>;
	/** How many of the next messages are delivered, though LINE answers that it had an error. */
	uncertain: number;
	close(): Promise<void>;
}

const ACCESS_TOKEN = 'line-channel-access-token';

/** The credential that this LINE accepts. */
export const LINE_CREDENTIAL = {
	name: 'LINE channel',
	type: 'httpBearerAuth',
	data: { token: ACCESS_TOKEN },
};

/** Takes pushed messages as LINE's Messaging API does: each retry key once, and for users it knows. */
export async function openLineApi(): Promise<LineApi> {
	const chats = new Map<string, LineMessage[]>();
	const keys = new Set<string>();
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const answer = (status: number, content: object) =>
				response
					.writeHead(status, { 'content-type': 'application/json' })
					.end(JSON.stringify(content));
			const { authorization, 'x-line-retry-key': key } = request.headers;
			if (request.method !== 'POST' || request.url !== '/v2/bot/message/push') {
				return answer(404, { message: 'Not found' });
			}
			if (authorization !== `Bearer ${ACCESS_TOKEN}`) {
				return answer(401, { message: 'Authentication failed' });
			}
			if (typeof key !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) {
				return answer(400, { message: 'The retry key is invalid' });
			}
			const { to, messages } = JSON.parse(body) as { to: unknown; messages: LineMessage[] };
			if (typeof to !== 'string' || !/^U[0-9a-f]{32}$/.test(to)) {
				return answer(400, { message: "The property, 'to', in the request body is invalid" });
			}
			if (keys.has(key)) return answer(409, { message: 'The retry key is already accepted' });

			keys.add(key);
			chats.set(to, [...(chats.get(to) ?? []), ...messages]);
			if (api.uncertain-- > 0) return answer(500, { message: 'Internal server error' });
			return answer(200, { sentMessages: messages.map((_, index) => ({ id: String(index) })) });
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const api: LineApi = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		chats,
		uncertain: 0,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	return api;
}
