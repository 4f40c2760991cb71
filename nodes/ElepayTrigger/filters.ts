import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { locationIdOf } from '../api/objects/location';
import { shorten, typedList } from '../api/words';
import type { ElepayEvent } from './event';
import { EVENT_TYPES } from './eventTypes';

/** Which events start the workflow. */
export interface Filters {
	/** Event types. */
	events: string[];
	/** One of MODES; any other lets nothing pass. */
	liveMode: string;
	/** Location IDs; every location, and events without one, if the list is empty. */
	locationIds: string[];
}

const MODES = ['both', 'live', 'test'];

/** The filters that the node's parameters hold. */
export function readFilters(context: IWebhookFunctions | IHookFunctions): Filters {
	return {
		events: typedList(context.getNodeParameter('events', [])),
		liveMode: String(context.getNodeParameter('liveMode', 'both')),
		locationIds: typedList(context.getNodeParameter('locationIds', [])),
	};
}

/**
 * Looks at the filters before n8n starts to listen: with a name that doesn't exist, payments would
 * be answered and left aside without a word.
 *
 * @throws {NodeOperationError} naming what was given and what exists
 */
export function checkFilters(context: IHookFunctions): void {
	const { events, liveMode } = readFilters(context);
	const types: string[] = EVENT_TYPES.map(({ value }) => value);
	const unknown = events.filter((event) => !types.includes(event)).map((event) => quoted(event));
	const choice = `Choose from: ${types.join(', ')}.`;
	if (events.length === 0) {
		throw new NodeOperationError(context.getNode(), `Events is empty. ${choice}`);
	}
	if (unknown.length > 0) {
		throw new NodeOperationError(
			context.getNode(),
			`Events has ${unknown.join(', ')}, which elepay doesn't send. ${choice}`,
		);
	}
	if (!MODES.includes(liveMode)) {
		throw new NodeOperationError(
			context.getNode(),
			`Mode is ${quoted(liveMode)}. Choose from: ${MODES.join(', ')}.`,
		);
	}
}

function quoted(text: string): string {
	return `"${shorten(text)}"`;
}

/** Whether an event passes every filter. */
export function isWanted(event: ElepayEvent, { events, liveMode, locationIds }: Filters): boolean {
	if (!events.includes(event.type)) return false;
	if (liveMode !== 'both' && liveMode !== (event.liveMode ? 'live' : 'test')) return false;
	if (locationIds.length === 0) return true;
	const location = locationIdOf(event.data.object);
	return location !== undefined && locationIds.includes(location);
}
