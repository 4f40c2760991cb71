import { createServer, type AddressInfo, type Socket } from 'node:net';

import { saveCredential } from '../../scripts/n8n/credentials';
import type { RestClient } from '../../scripts/n8n/rest';

export interface Mailbox {
	port: number;
	/** The mails as they came, in SMTP's own lines. */
	mails: string[];
	close(): Promise<void>;
}

const ANSWERS: Record<string, string> = {
	DATA: '354 go on, end with a dot',
	QUIT: '221 bye',
};

/** Gives n8n a credential, by its name, for a mail server at a port of this computer. */
export async function saveMailServer(rest: RestClient, name: string, port: number): Promise<void> {
	const server = { host: '127.0.0.1', port, secure: false, disableStartTls: true };
	await saveCredential(rest, { name, type: 'smtp', data: { user: '', password: '', ...server } });
}

/** A mail server that takes every mail and keeps it. */
export async function openMailbox(): Promise<Mailbox> {
	const mails: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		receive(socket, mails);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		mails,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

function receive(socket: Socket, mails: string[]): void {
	let pending = '';
	let mail: string[] | undefined;
	const answer = (line: string) => socket.write(`${line}\r\n`);

	const read = (line: string) => {
		if (mail && line === '.') {
			mails.push(mail.join('\n'));
			mail = undefined;
			return answer('250 kept');
		}
		if (mail) return mail.push(line);
		const command = line.slice(0, 4).toUpperCase();
		if (command === 'DATA') mail = [];
		answer(ANSWERS[command] ?? '250 ok');
		if (command === 'QUIT') socket.end();
	};

	socket.on('error', () => {});
	socket.on('data', (chunk) => {
		const lines = (pending + chunk.toString()).split('\r\n');
		pending = lines.pop() ?? '';
		for (const line of lines) read(line);
	});
	answer('220 mailbox');
}
