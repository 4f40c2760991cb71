import type { IDataObject } from 'n8n-workflow';

import type { ElepayEvent } from './event';

/**
 * Event → what the workflow starts with.
 *
 * @param simplify whether to give the event's object with the event's facts beside it, instead of
 * the event as elepay sent it
 */
export function toOutput(event: ElepayEvent, simplify: boolean): IDataObject {
	if (!simplify) return event;
	return {
		...event.data.object,
		eventId: event.id,
		eventType: event.type,
		eventTime: event.createTime,
		liveMode: event.liveMode,
	};
}
