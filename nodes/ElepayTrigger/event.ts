import type { IDataObject } from 'n8n-workflow';

/** What elepay sends to a webhook: these properties are sure, whatever else the API adds. */
export interface ElepayEvent extends IDataObject {
	id: string;
	object: 'event';
	/** Epoch milliseconds; the same whenever the event is sent again. */
	createTime: number;
	liveMode: boolean;
	/** One of EVENT_TYPES, or one that elepay has added since. */
	type: string;
	data: IDataObject & {
		/** The charge, refund, source, subscription or reader that it is about. */
		object: IDataObject;
	};
}

/** A real event has a few thousand bytes. */
const MOST_BYTES = 1024 * 1024;

/** A real event has about eight levels. n8n's own code for saving data descends level by level. */
const MOST_LEVELS = 32;

const LONGEST_ID = 255;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Bytes → event. Only for bytes whose signature has been verified: that says who sent them, so
 * their Content-Type is of no account.
 *
 * @returns undefined if it isn't a JSON object of the documented form
 */
export function readEvent(body: Buffer): ElepayEvent | undefined {
	if (body.length > MOST_BYTES) return undefined;

	let value: unknown;
	try {
		value = JSON.parse(utf8.decode(body));
	} catch {
		return undefined;
	}
	return isEvent(value) && !isDeeperThan(MOST_LEVELS, value) ? value : undefined;
}

function isEvent(value: unknown): value is ElepayEvent {
	return (
		isObject(value) &&
		typeof value.id === 'string' &&
		value.id !== '' &&
		value.id.length <= LONGEST_ID &&
		value.object === 'event' &&
		Number.isSafeInteger(value.createTime) &&
		typeof value.liveMode === 'boolean' &&
		typeof value.type === 'string' &&
		isObject(value.data) &&
		isObject(value.data.object)
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Level by level instead of recursively: a hundred thousand levels fit into a small body. */
function isDeeperThan(most: number, value: unknown): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > most) return true;
		level = level.flatMap((entry) =>
			typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
		);
	}
	return false;
}
