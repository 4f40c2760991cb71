import type { FaultRule } from '../../../sandbox/control/faults';
import { createRandom } from '../../../sandbox/world/random';

/**
 * Everything that can go wrong, each for the share of requests that it gets. What lasts is counted in
 * requests, so that as many rows meet it on a slow machine as on a fast one.
 */
const CATALOGUE: Array<(share: number) => FaultRule> = [
	(probability) => ({ probability, answer: { errorCode: 'M002002', parameterName: 'amount' } }),
	(probability) => ({ probability, answer: { errorCode: 'S001000' } }),
	(probability) => ({ probability, answer: { errorCode: 'S001001' }, processed: true }),
	(probability) => ({ probability, answer: { body: '', status: 500 }, processed: true }),
	(probability) => ({ probability, answer: { body: '<html>Bad gateway</html>' } }),
	(probability) => ({ probability, answer: { body: '<html>Busy</html>', status: 503 } }),
	(probability) => ({ probability, answer: { body: '{"id":', status: 201 }, processed: true }),
	(probability) => ({ probability, connection: 'reset' }),
	(probability) => ({ probability, connection: 'reset', processed: true }),
	(probability) => ({ probability, connection: 'half' }),
	(probability) => ({ probability, connection: { slowMs: 300 } }),
	// Few, for each costs the whole of a time-out
	(probability) => ({ probability, times: 4, connection: 'hang', processed: true }),
	(probability) => ({ probability, latency: { min: 5, max: 100 } }),
	() => ({ when: between(300, 550), answer: { errorCode: 'S002000' } }),
	() => ({ overPerSecond: 300, answer: { errorCode: 'M005000', retryAfter: 1 } }),
];

/**
 * Befalls the requests from one number to another: a maintenance window, shorter than the tries of
 * the rows that are under way when it begins.
 */
function between(first: number, last: number): () => boolean {
	let count = 0;
	return () => ++count >= first && count <= last;
}

/** Five to nine faults at once, drawn from a seed. */
export function mixture(seed: number): FaultRule[] {
	const random = createRandom(seed);
	const left = [...CATALOGUE];
	const count = 5 + Math.floor(random() * 5);
	return Array.from({ length: count }, () => {
		const [make] = left.splice(Math.floor(random() * left.length), 1);
		return (make as (typeof CATALOGUE)[number])(0.01 + random() * 0.06);
	});
}
