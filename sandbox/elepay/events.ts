/** The types of events that a webhook can be registered for. */
export const EVENT_TYPES = [
	'charge.succeeded',
	'charge.revoked',
	'charge.waiting',
	'charge.notified',
	'charge.mismatched',
	'refund.succeeded',
	'source.activated',
	'source.inactivated',
	'reader.activated',
	'subscription.renewed',
	'subscription.paused',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** What a webhook receives. */
export interface ElepayEvent {
	id: string;
	object: 'event';
	createTime: number;
	liveMode: boolean;
	/** One of EVENT_TYPES, or whatever `/_sandbox/events` was told to send. */
	type: string;
	data: { object: object };
}
