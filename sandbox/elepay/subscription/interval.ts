export const INTERVALS = ['day', 'week', 'month', 'year'] as const;

export type Interval = (typeof INTERVALS)[number];

const DAY = 24 * 60 * 60_000;

/**
 * A time so many intervals after another, in UTC. A month that is too short ends on its last day:
 * one month after 31 January is 28 or 29 February, two months after it 31 March.
 */
export function addIntervals(time: number, interval: Interval, count: number): number {
	if (interval === 'day') return time + count * DAY;
	if (interval === 'week') return time + count * 7 * DAY;
	const months = interval === 'year' ? count * 12 : count;
	const date = new Date(time);
	const day = date.getUTCDate();
	date.setUTCMonth(date.getUTCMonth() + months, 1);
	const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
	date.setUTCDate(Math.min(day, lastDay));
	return date.getTime();
}
