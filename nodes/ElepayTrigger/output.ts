import type { IDataObject } from 'n8n-workflow';

import { readable, type ApiObject } from '../api/objects/apiObject';
import { charge } from '../api/objects/charge';
import { reader } from '../api/objects/reader';
import { refund } from '../api/objects/refund';
import { source } from '../api/objects/source';
import { subscription } from '../api/objects/subscription';
import type { ElepayEvent } from './event';

/** What events are about, by the first part of their types. */
const KINDS: Record<string, ApiObject> = { charge, refund, source, reader, subscription };

/**
 * Event → what the workflow starts with.
 *
 * @param timeZone for the event's object with the event's facts beside it, and with times as people
 * read them; undefined for the event as elepay sent it
 */
export function toOutput(event: ElepayEvent, timeZone: string | undefined): IDataObject {
	if (timeZone === undefined) return event;
	const [kind = ''] = event.type.split('.');
	const properties = Object.hasOwn(KINDS, kind) ? KINDS[kind]!.properties : undefined;
	return {
		...(readable(event.data.object, properties, timeZone) as IDataObject),
		eventId: event.id,
		eventType: event.type,
		eventTime: readable(event.createTime, 'time', timeZone) as string,
		liveMode: event.liveMode,
	};
}
