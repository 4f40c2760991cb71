import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Whom it runs as; this process's own user unless given. */
	user?: { uid: number; gid: number };
	/** The file that all output goes to, added to its end. */
	log: string;
}

/** How much of the output a failure quotes. */
const TAIL = 2_000;

/** A program ended with another exit code than 0. */
export class CommandError extends Error {
	override name = 'CommandError';

	constructor(
		readonly command: string,
		readonly output: string,
		log: string,
	) {
		super(`\`${command}\` failed. The end of its output (all of it: ${log}):\n${output.trim()}`);
	}
}

/**
 * Runs a program to its end.
 *
 * @returns what it wrote to its standard output
 * @throws {CommandError} if it fails
 */
export async function runCommand(
	program: string,
	args: string[],
	{ cwd, env = process.env, user, log }: CommandOptions,
): Promise<string> {
	const command = [program, ...args].join(' ');
	await mkdir(path.dirname(log), { recursive: true });
	const file = createWriteStream(log, { flags: 'a' });
	file.write(`\n$ ${command}\n`);

	return new Promise((resolve, reject) => {
		// npm is a .cmd file on Windows, which only a shell can start
		const child = spawn(program, args, {
			cwd,
			env,
			...user,
			shell: process.platform === 'win32',
		});
		let output = '';
		let tail = '';
		const keep = (chunk: Buffer) => {
			file.write(chunk);
			tail = (tail + chunk.toString()).slice(-TAIL);
		};
		child.stdout.on('data', (chunk: Buffer) => {
			keep(chunk);
			output += chunk.toString();
		});
		child.stderr.on('data', keep);
		child.once('error', (error) => {
			file.end();
			reject(new CommandError(command, String(error), log));
		});
		child.once('close', (code) => {
			file.end();
			if (code === 0) resolve(output);
			else reject(new CommandError(command, tail, log));
		});
	});
}
