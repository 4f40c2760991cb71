import { processorSeconds } from '../n8n/usage';
import type { Bed } from './bed';

/** Seconds of a processor, by what has used them. */
export type ProcessorTime = Record<string, number>;

/** What the parts of queue mode have used up so far. */
export async function processorTime({ queue }: Bed): Promise<ProcessorTime> {
	const parts = {
		'webhook processes': queue.webhooks,
		workers: queue.workers,
		main: [queue.main],
		PostgreSQL: [queue.postgres.service],
		Redis: [queue.redis.service],
	};
	const times = Object.entries(parts).map(
		async ([part, services]) =>
			[part, await processorSeconds(services.map(({ pid }) => pid))] as const,
	);
	return Object.fromEntries(await Promise.all(times));
}

export function addTime(sum: ProcessorTime, from: ProcessorTime, to: ProcessorTime): ProcessorTime {
	return Object.fromEntries(
		Object.entries(to).map(([part, seconds]) => [
			part,
			(sum[part] ?? 0) + seconds - (from[part] ?? 0),
		]),
	);
}

/** In words, for each of so many. */
export function timeForEach(time: ProcessorTime, count: number): string {
	const parts = Object.entries(time).map(
		([part, seconds]) => `${part} ${Math.round((1000 * seconds) / count)}`,
	);
	return `processor's ms each: ${parts.join(', ')}`;
}
