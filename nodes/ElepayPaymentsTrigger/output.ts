import type { IDataObject } from 'n8n-workflow';

import { readable, type ApiObject } from '../api/objects/apiObject';
import { charge as chargeObject } from '../api/objects/charge';
import { refund as refundObject } from '../api/objects/refund';

/** elepay's names of the events that the webhook would have been sent. */
export type EventType = 'charge.succeeded' | 'refund.succeeded';

/** Something that starts the workflow. */
export interface Happening {
	type: EventType;
	/** Epoch milliseconds. */
	time: number;
	charge: IDataObject;
	/** Of the charge, if that is what has happened. */
	refund?: IDataObject;
}

/** What the workflow may start with, for n8n's editor. */
export const gives = {
	properties: {
		...refundObject.properties,
		...chargeObject.properties,
		eventType: 'text',
		eventTime: 'time',
	},
	sure: ['id'],
} satisfies ApiObject;

/**
 * What the workflow starts with: simplified as Elepay Trigger has it, so that one workflow can
 * follow both, and otherwise the charge or the refund as elepay gives it.
 *
 * @param timeZone in which Simplify tells times, as an IANA name; undefined without Simplify
 */
export function toOutput(
	{ type, time, charge, refund }: Happening,
	timeZone: string | undefined,
): IDataObject {
	if (timeZone === undefined) return refund ?? charge;
	const object: IDataObject = refund ? { ...refund, orderNo: charge.orderNo } : { ...charge };
	// For elepay's own pages and apps only
	delete object.credential;
	const told = { ...object, eventType: type, eventTime: time };
	return readable(told, gives.properties, timeZone) as IDataObject;
}
