import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { ElepayEvent } from './event';

/** Which events start the workflow. */
export interface Filters {
	/** Event types. */
	events: string[];
	liveMode: 'both' | 'live' | 'test';
	/** Location IDs; every location, and events without one, if the list is empty. */
	locationIds: string[];
}

/** The filters that the node's parameters hold. */
export function readFilters(context: IWebhookFunctions): Filters {
	return {
		events: readList(context, 'events'),
		liveMode: context.getNodeParameter('liveMode', 'both') as Filters['liveMode'],
		locationIds: readList(context, 'locationIds'),
	};
}

/** An expression may give a single text instead of a list. */
function readList(context: IWebhookFunctions, name: string): string[] {
	return [context.getNodeParameter(name, [])]
		.flat()
		.map((entry) => String(entry).trim())
		.filter((entry) => entry !== '');
}

/** Whether an event passes every filter. */
export function isWanted(event: ElepayEvent, { events, liveMode, locationIds }: Filters): boolean {
	if (!events.includes(event.type)) return false;
	if (liveMode !== 'both' && event.liveMode !== (liveMode === 'live')) return false;
	if (locationIds.length === 0) return true;
	const location = locationOf(event.data.object);
	return location !== undefined && locationIds.includes(location);
}

/** A charge carries its location as an object, a card reader as an ID; refunds and sources have none. */
function locationOf({ location, locationId }: IDataObject): string | undefined {
	const id = (location as IDataObject | null | undefined)?.id ?? locationId;
	return typeof id === 'string' ? id : undefined;
}
