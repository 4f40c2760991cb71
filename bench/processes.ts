import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** A process of this folder that answers one message at a time. */
export class Worker {
	private constructor(private readonly child: ChildProcess) {}

	/** Starts a script and resolves with its first message. */
	static async start<T>(script: string, args: string[] = []): Promise<[Worker, T]> {
		const child = fork(join(__dirname, script), args, {
			execArgv: ['--import', 'tsx'],
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		});
		const worker = new Worker(child);
		return [worker, await worker.answer<T>()];
	}

	async ask<T>(message: object): Promise<T> {
		const answer = this.answer<T>();
		this.child.send(message);
		return await answer;
	}

	stop(): void {
		this.child.disconnect();
		this.child.kill();
	}

	private async answer<T>(): Promise<T> {
		return await new Promise<T>((resolve, reject) => {
			const onMessage = (message: unknown) => {
				this.child.off('exit', onExit);
				resolve(message as T);
			};
			const onExit = (code: number | null) => {
				this.child.off('message', onMessage);
				reject(new Error(`The process ended (${code})`));
			};
			this.child.once('message', onMessage).once('exit', onExit);
		});
	}
}
