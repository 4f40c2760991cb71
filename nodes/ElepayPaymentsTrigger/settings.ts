import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { locationIdOf } from '../api/objects/location';
import { typedList } from '../api/words';
import { LIMITS } from './properties';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What the node's parameters ask for. Times in milliseconds. */
export interface Settings {
	watches: { payments: boolean; refunds: boolean };
	simplify: boolean;
	/** How long ago something may have happened and still start the workflow. */
	catchUp: number;
	/** How long before the latest one is read again. */
	overlap: number;
	/** How long ago a charge may have been paid for its refunds to be seen. */
	refundsOf: number;
	/** Whether a charge passes the filters. */
	isWanted(charge: IDataObject): boolean;
}

export function readSettings(context: IPollFunctions): Settings {
	const watch = context.getNodeParameter('watch', 'payments');
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const locationIds = typedList(context.getNodeParameter('locationIds', []));
	const methods = typedList(context.getNodeParameter('paymentMethods', []));
	return {
		watches: { payments: watch !== 'refunds', refunds: watch === 'refunds' || watch === 'both' },
		simplify: context.getNodeParameter('simplify', true) === true,
		catchUp: within('catchUp', options) * DAY,
		overlap: within('overlap', options) * MINUTE,
		refundsOf: within('refundsOf', options) * DAY,
		isWanted: (charge) =>
			(locationIds.length === 0 || locationIds.includes(locationIdOf(charge) ?? '')) &&
			(methods.length === 0 || methods.includes(String(charge.paymentMethod))),
	};
}

/** An option within its limits; what isn't a number is as if it weren't set. */
function within(name: keyof typeof LIMITS, options: IDataObject): number {
	const { default: usual, min, max } = LIMITS[name];
	return Math.min(max, Math.max(min, Number(options[name]) || usual));
}
