import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';

import type { Look } from './look';
import type { Settings } from './settings';

const DAY = 24 * 60 * 60_000;

/**
 * Tells what a look had to pass over, in a failed execution of its own, which runs the workflow's
 * error workflow too. An item could be taken for a payment by what follows; n8n's log is read by
 * few; and to throw would keep the payments from starting the workflow that there are.
 */
export function report(context: IPollFunctions, look: Look, settings: Settings): void {
	for (const [type, { count, first, last }] of look.tooOld) {
		const [one, done] = type === 'charge.succeeded' ? ['payment', 'paid'] : ['refund', 'made'];
		const days = settings.catchUp / DAY;
		tell(
			context,
			`${count === 1 ? `1 ${one} has` : `${count} ${one}s have`} not started the workflow: ${done} more than ${days} ${days === 1 ? 'day' : 'days'} ago, further back than Catch Up At Most reaches`,
			`The first was ${done} at ${inWords(first)}, the last at ${inWords(last)}. Elepay > Charge > Get Many lists the payments of a period, with their refunds.`,
		);
	}
	if (look.hasTooManyRefunds) {
		tell(
			context,
			'There are more refunded payments than one look has the time to read',
			'Lower Options > Refunds of the Last Days. Until then, some refunds may not start the workflow.',
		);
	}
}

function inWords(time: number): string {
	return new Date(time).toISOString();
}

function tell(context: IPollFunctions, message: string, description: string): void {
	const node = context.getNode();
	context.logger.warn(`${node.name}: ${message}. ${description}`);
	context.__emitError(new NodeOperationError(node, message, { description }));
}
