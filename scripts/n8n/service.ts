import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { PROJECT } from './paths';

export interface ServiceOptions {
	/** What it is called in messages. */
	name: string;
	program: string;
	args: string[];
	env?: NodeJS.ProcessEnv;
	/** Whom it runs as; this process's own user unless given. */
	user?: { uid: number; gid: number };
	/** The file that everything it prints goes to, from its first start on. */
	log: string;
	/** Whether it answers. It may reject for as long as it doesn't. */
	ready(): Promise<boolean>;
	/** What asks it to end: SIGTERM unless given. */
	stopSignal?: NodeJS.Signals;
}

const START_MS = 180_000;
const STOP_MS = 40_000;
const POLL_MS = 200;

/** How much of the log a failed start quotes. */
const LOG_TAIL = 3_000;

/** A program in the background that can be ended and started again. */
export class Service {
	private child: ChildProcess | undefined;
	private logFlags = 'w';

	/** Settles when it has ended, whoever ended it. */
	ended: Promise<void> = Promise.resolve();

	constructor(private readonly options: ServiceOptions) {}

	get name(): string {
		return this.options.name;
	}

	/** Everything that it has printed, since its first start. */
	printed(): Promise<string> {
		return readFile(this.options.log, 'utf8');
	}

	/** Its process ID, if it runs. */
	get pid(): number | undefined {
		return this.isRunning ? this.child?.pid : undefined;
	}

	private get isRunning(): boolean {
		const { child } = this;
		return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
	}

	/**
	 * Starts it and waits until it answers.
	 *
	 * @throws {Error} with the end of its log if it ends or doesn't answer within three minutes
	 */
	async start(): Promise<this> {
		const { name, program, args, env = process.env, user, log } = this.options;
		await mkdir(path.dirname(log), { recursive: true });
		const file = createWriteStream(log, { flags: this.logFlags });
		this.logFlags = 'a';
		const child = spawn(program, args, {
			cwd: PROJECT,
			env,
			...user,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		this.child = child;
		child.stdout.pipe(file, { end: false });
		child.stderr.pipe(file, { end: false });
		// Whatever ends this process, the service must not go on without it
		const abandon = () => child.kill(this.options.stopSignal);
		process.once('exit', abandon);
		this.ended = new Promise<void>((resolve) => {
			child.once('error', (error) => {
				file.write(String(error));
				resolve();
			});
			child.once('close', () => {
				process.off('exit', abandon);
				file.end(resolve);
			});
		});

		try {
			await this.answers();
		} catch (error) {
			await this.stop();
			const printed = await this.printed().catch(() => '');
			throw new Error(
				`${name} ${(error as Error).message}. The end of ${log}:\n${printed.slice(-LOG_TAIL)}`,
			);
		}
		return this;
	}

	/** Waits until it answers, after a start or when something that it needs has come back. */
	async answers(): Promise<void> {
		const limit = Date.now() + START_MS;
		while (Date.now() < limit) {
			if (!this.isRunning) throw new Error('ended');
			if (await this.options.ready().catch(() => false)) return;
			await wait(POLL_MS);
		}
		throw new Error(`didn't answer within ${START_MS / 1000} s`);
	}

	/** Ends it in an orderly way, or by force where that takes too long. */
	async stop(): Promise<void> {
		if (!this.isRunning) return;
		this.child?.kill(this.options.stopSignal);
		const late = setTimeout(() => this.child?.kill('SIGKILL'), STOP_MS);
		await this.ended;
		clearTimeout(late);
	}

	/** Ends it as a power cut does (SIGKILL). */
	async kill(): Promise<void> {
		this.child?.kill('SIGKILL');
		await this.ended;
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}
}
