import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../api/failure';
import type { Call } from './operation';

/** A row that has had its effect at elepay, by what the user finds it again. */
export interface Done {
	name: string;
	details: IDataObject;
}

/** A row of which nobody knows whether it has had its effect. */
export interface Uncertain {
	name: string;
	failure: Failure;
}

/** What has become of the rows, by their positions. It outlives a try with the same rows. */
export class Progress {
	/** The items of the rows that have succeeded. */
	readonly items: Array<INodeExecutionData[] | undefined> = [];

	/** In the order in which elepay answered. */
	readonly done = new Map<number, Done>();

	readonly uncertain = new Map<number, Uncertain>();

	private readonly memories = new Map<number, IDataObject>();

	/** What elepay has answered the changing calls of rows that aren't finished. */
	private readonly answers = new Map<number, Map<string, unknown>>();

	/** What the rows that have succeeded have claimed, see `Claims`. */
	readonly claims: Array<string | undefined> = [];

	/**
	 * @param retried what the tries have in common, or undefined if there is only one
	 */
	static of(retried: object | undefined): Progress {
		if (!retried) return new Progress();
		const progress = kept.get(retried) ?? new Progress();
		kept.set(retried, progress);
		return progress;
	}

	/** The answer that a row's changing call has had, if it has had one. */
	answerTo(position: number, call: Call): { body: unknown } | undefined {
		const answers = this.answers.get(position);
		const key = keyOf(call);
		return answers?.has(key) ? { body: answers.get(key) } : undefined;
	}

	/** Keeps an answer until the row is finished, so that a further try doesn't send its call again. */
	answered(position: number, call: Call, body: unknown): void {
		const answers = this.answers.get(position) ?? new Map<string, unknown>();
		this.answers.set(position, answers.set(keyOf(call), body));
	}

	/** Keeps the items of a row that has succeeded as a whole. */
	finished(position: number, items: INodeExecutionData[]): void {
		this.items[position] = items;
		this.answers.delete(position);
	}

	/** What a row of several steps has got done, to be filled by its operation. */
	memoryOf(position: number): IDataObject {
		const memory = this.memories.get(position) ?? {};
		this.memories.set(position, memory);
		return memory;
	}
}

const kept = new WeakMap<object, Progress>();

function keyOf({ method, url }: Call): string {
	return `${method} ${url}`;
}
