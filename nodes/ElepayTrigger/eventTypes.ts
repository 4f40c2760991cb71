import type { INodePropertyOptions } from 'n8n-workflow';

/** The events that elepay documents, in the words of a merchant, the ones needed most first. */
export const EVENT_TYPES = [
	{
		value: 'charge.succeeded',
		name: 'Payment Received',
		description: 'A customer has paid',
	},
	{
		value: 'charge.revoked',
		name: 'Payment Cancelled or Expired',
		description: "A payment was cancelled, or wasn't completed in time",
	},
	{
		value: 'charge.waiting',
		name: 'Payment Awaited',
		description:
			'Not a payment: a customer has chosen a convenience store or a bank transfer and still has to pay',
	},
	{
		value: 'charge.notified',
		name: 'Payment Announced',
		description: 'Not a payment: the convenience store has announced one',
	},
	{
		value: 'charge.mismatched',
		name: 'Payment Amount Mismatched',
		description:
			'Not a payment: the amount of a bank transfer differs from what is due. Look into it in elepay.',
	},
	{
		value: 'refund.succeeded',
		name: 'Payment Refunded',
		description: 'A payment was refunded, in full or in part',
	},
	{
		value: 'source.activated',
		name: 'Payment Method Saved',
		description: "A customer's payment method was saved",
	},
	{
		value: 'source.inactivated',
		name: 'Saved Payment Method Deactivated',
		description: "A customer's saved payment method was deactivated",
	},
	{
		value: 'subscription.renewed',
		name: 'Subscription Renewed',
		description: 'A subscription has gone on into its next period',
	},
	{
		value: 'subscription.paused',
		name: 'Subscription Paused',
		description: 'A subscription was paused',
	},
	{
		value: 'reader.activated',
		name: 'Card Reader Activated',
		description: 'A card reader was set up',
	},
] as const satisfies INodePropertyOptions[];

/** The only one that says that a customer has paid. */
export const PAYMENT = EVENT_TYPES[0].value;

const names = Object.fromEntries(EVENT_TYPES.map(({ value, name }) => [value, name]));

/** n8n's expression for the line below the node's name: what it waits for. */
export const subtitle = `={{ [$parameter["events"]].flat().map((event) => (${JSON.stringify(names)})[event] ?? event).join(", ") }}`;
