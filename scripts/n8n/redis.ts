import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';

import { findLastingPort } from './checks';
import { Service } from './service';

export interface Redis {
	service: Service;
	port: number;
	/** n8n's settings for it. */
	env: Record<string, string>;
}

/**
 * Starts a Redis of its own, one that writes down what it is told (append-only file): a queue that
 * is only in memory is gone with a restart, and the executions that waited in it with it.
 *
 * @param program `redis-server`
 * @param folder where its data go
 * @param log the file that everything it prints goes to
 */
export async function startRedis(program: string, folder: string, log: string): Promise<Redis> {
	await mkdir(folder, { recursive: true });
	const port = await findLastingPort();
	const service = new Service({
		name: 'Redis',
		program,
		args: [
			...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
			...['--appendonly', 'yes', '--save', ''],
		],
		log,
		ready: () => answersPing(port),
	});
	await service.start();
	return {
		service,
		port,
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
	};
}

/** It takes connections while it still reads what it had written down. */
function answersPing(port: number): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		socket.once('error', reject);
		socket.once('data', (answer) => {
			socket.destroy();
			resolve(answer.toString().startsWith('+PONG'));
		});
	});
}
