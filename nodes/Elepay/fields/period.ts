import type { Field } from './field';
import { time } from './values';

/** The beginning of a period, for lists that elepay narrows down by time. */
export const from: Field = {
	displayName: 'From',
	name: 'from',
	type: 'dateTime',
	default: '',
	description: 'Only from this time on, in the time zone of the workflow',
	read: time(),
};

/** Its end. */
export const to: Field = {
	displayName: 'To',
	name: 'to',
	type: 'dateTime',
	default: '',
	description:
		'Only up to this time, in the time zone of the workflow. A date without a time means the end of that day.',
	read: time({ endOfDay: true }),
};
