import { execFile } from 'node:child_process';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { findLastingPort } from './checks';
import { runCommand } from './command';
import { Service } from './service';

const run = promisify(execFile);

/** It listens on this machine only, and is gone with what is in it. */
const USER = 'n8n';
const PASSWORD = 'sandbox0000';
const DATABASE = 'postgres';

export interface Postgres {
	service: Service;
	/** n8n's settings for it. */
	env: Record<string, string>;
	/** What a statement answers: a line a row, with `|` between the columns. */
	query(sql: string): Promise<string>;
}

/**
 * Starts a PostgreSQL of its own.
 *
 * @param programs the folder with PostgreSQL's programs
 * @param folder where its data go. Whoever may read the folder above may get there.
 * @param log the file that everything it prints goes to
 */
export async function startPostgres(
	programs: string,
	folder: string,
	log: string,
): Promise<Postgres> {
	const program = (name: string) => path.join(programs, name);
	const user = await unprivilegedUser();
	await mkdir(folder, { recursive: true });
	if (user) await chown(folder, user.uid, user.gid);

	const passwordFile = path.join(folder, 'password');
	const data = path.join(folder, 'data');
	await writeFile(passwordFile, PASSWORD);
	await runCommand(
		program('initdb'),
		[
			...['--pgdata', data, '--username', USER, '--pwfile', passwordFile],
			...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-locale'],
		],
		{ cwd: folder, log, user },
	);
	await rm(passwordFile);

	const port = String(await findLastingPort());
	const server = ['-h', '127.0.0.1', '-p', port];
	const service = new Service({
		name: 'PostgreSQL',
		program: program('postgres'),
		args: ['-D', data, ...server, '-c', 'unix_socket_directories='],
		user,
		log,
		ready: async () => Boolean(await run(program('pg_isready'), server)),
		// It ends its connections in place of waiting for them
		stopSignal: 'SIGINT',
	});
	await service.start();
	return {
		service,
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: PASSWORD,
			DB_POSTGRESDB_DATABASE: DATABASE,
			// With n8n's default of 2, a busy process waits for a connection until it gives up
			DB_POSTGRESDB_POOL_SIZE: '10',
		},
		async query(sql) {
			const args = [...server, '-U', USER, '-d', DATABASE, '-At', '-c', sql];
			const env = { ...process.env, PGPASSWORD: PASSWORD };
			return (await run(program('psql'), args, { env })).stdout.trim();
		},
	};
}

/** PostgreSQL refuses to run as root: the user that its package has made, or nobody. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', 'nobody']) {
		try {
			const [uid, gid] = await Promise.all(
				['-u', '-g'].map(async (option) => Number((await run('id', [option, name])).stdout)),
			);
			return { uid: uid!, gid: gid! };
		} catch {
			// There is no such user
		}
	}
	return undefined;
}
