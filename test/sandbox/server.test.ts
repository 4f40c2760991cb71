import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';

import { startSandbox } from '../../sandbox/server';
import { call, create } from './support/client';
import { until } from './support/sandboxes';

// Starting a process takes its time on a busy machine.
jest.setTimeout(30_000);

describe('starting and stopping', () => {
	test('a free port is found, and sandboxes don’t share anything', async () => {
		const [first, second] = await Promise.all([startSandbox(), startSandbox()]);
		expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(first.url).not.toBe(second.url);
		await create(first);
		expect(second.state.codes()).toHaveLength(0);
		await Promise.all([first.close(), second.close()]);
	});

	test.each(['0.0.0.0', '::', '192.168.1.10', 'example.com', ''])(
		'the host %p is refused',
		async (host) => {
			await expect(startSandbox({ host })).rejects.toThrow('loopback');
		},
	);

	test('another loopback name will do', async () => {
		const sandbox = await startSandbox({ host: 'localhost' });
		expect((await call(sandbox, 'GET /locations')).status).toBe(200);
		await sandbox.close();
	});

	test('a port that is taken is an EADDRINUSE', async () => {
		const sandbox = await startSandbox();
		const port = Number(new URL(sandbox.url).port);
		await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
		await sandbox.close();
	});

	test('the same seed makes the same ids, otherwise they differ', async () => {
		const ids = [];
		for (const seed of [1, 1, undefined, undefined]) {
			const sandbox = await startSandbox(seed === undefined ? {} : { seed });
			ids.push((await create(sandbox)).id);
			await sandbox.close();
		}
		expect(ids[0]).toBe(ids[1]);
		expect(new Set(ids).size).toBe(3);
	});

	test('closing ends requests that still wait', async () => {
		const sandbox = await startSandbox();
		sandbox.faults.set([{ connection: 'hang' }]);
		const answer = call(sandbox, 'GET /locations').catch((error: Error) => error);
		await until(() => sandbox.state.stats.inFlight === 1);
		await sandbox.close();
		expect(await answer).toBeInstanceOf(Error);
	});

	test('after closing nothing listens', async () => {
		const sandbox = await startSandbox();
		await sandbox.close();
		const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
		const refused = await new Promise((resolve) => socket.once('error', resolve));
		expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
	});
});

describe('npm run sandbox', () => {
	const root = join(__dirname, '../..');

	function run(...options: string[]) {
		const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.ts', ...options], {
			cwd: root,
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (piece: Buffer) => (output += piece.toString()));
		}
		const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
		const says = async (text: string | RegExp) => {
			await until(() => child.exitCode !== null || output.search(text) !== -1);
			return output;
		};
		return { child, exit, says };
	}

	test('says how to use it, serves, and stops on SIGINT', async () => {
		const { child, exit, says } = run('--port', '0');
		const output = await says('Ctrl');
		const url = /Base URL +(\S+)/.exec(output)![1]!;
		const key = /Secret key +(\S+)/.exec(output)![1]!;
		expect(key).toBe('sk_test_sandbox0000');
		expect((await call({ url }, 'GET /code-setting/payment-methods', { key })).status).toBe(200);
		child.kill('SIGINT');
		expect(await exit).toBe(0);
	});

	test('takes another port when its own is taken, and says so', async () => {
		// Whoever else holds the port serves the purpose as well.
		const holder = await startSandbox({ port: 8377 }).catch(() => undefined);
		const { child, exit, says } = run();
		const output = await says('Ctrl');
		expect(output).toContain('Port 8377 is taken');
		expect(output).toMatch(/Base URL +http:\/\/127\.0\.0\.1:\d+/);
		child.kill('SIGTERM');
		expect(await exit).toBe(0);
		await holder?.close();
	});

	test('names the trouble when the port asked for is taken', async () => {
		const sandbox = await startSandbox();
		const { exit, says } = run('--port', new URL(sandbox.url).port);
		expect(await exit).toBe(1);
		expect(await says('')).toMatch(/EADDRINUSE.*--port 0/);
		await sandbox.close();
	});

	test('refuses a port that is none', async () => {
		const { exit, says } = run('--port', 'http');
		expect(await exit).toBe(1);
		expect(await says('')).toContain("not 'http'");
	});

	test('explains its options', async () => {
		const { exit, says } = run('--help');
		expect(await exit).toBe(0);
		expect(await says('')).toContain('Usage: npm run sandbox');
	});
});
