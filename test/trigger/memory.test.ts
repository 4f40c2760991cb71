import fc from 'fast-check';

import { Memory } from '../../dist/nodes/ElepayTrigger/memory';

afterEach(() => jest.restoreAllMocks());

const MINUTE = 60_000;
const START = 29_000_000 * MINUTE;

let time: number;

beforeEach(() => {
	time = START;
	jest.spyOn(Date, 'now').mockImplementation(() => time);
});

const copyOf = (memory: Memory) => {
	const copy = new Memory();
	copy.learn(JSON.parse(JSON.stringify(memory.toData())));
	return copy;
};

/** As version 0.1.0 saved them: this many events, the last one now, 1,000 a minute. */
const flood = (count: number, name = 'evt') =>
	Object.fromEntries(
		Array.from({ length: count }, (_, index) => [`${name}_${index}`, time - index * 60]),
	);

const isKept = (memory: Memory, id: string, createTime: number) =>
	memory.has(id) || memory.mayHaveForgotten(createTime);

test('40 minutes of 1,000 events a minute fit, in half a megabyte', () => {
	const memory = new Memory();
	memory.learn(flood(40_000));
	expect(memory.has('evt_39999')).toBe(true);
	expect(memory.mayHaveForgotten(0)).toBe(false);
	expect(JSON.stringify(memory.toData()).length).toBeLessThan(530_000);

	// The oldest minute makes room for the next
	for (let index = 0; index < 1_000; index++) memory.add(`evt_more_${index}`, time);
	expect(memory.has('evt_39999')).toBe(false);
	expect(memory.mayHaveForgotten(START - 39.99 * MINUTE)).toBe(true);
	expect(memory.has('evt_38000')).toBe(true);
	expect(memory.mayHaveForgotten(START - 38 * MINUTE)).toBe(false);
	expect(JSON.stringify(memory.toData()).length).toBeLessThan(530_000);
});

test('after two hours an event is forgotten, and that it was forgotten too', () => {
	const memory = new Memory();
	memory.learn(flood(50_000));
	const oldest = START - 49 * MINUTE;
	expect(memory.mayHaveForgotten(oldest)).toBe(true);
	expect(memory.mayHaveForgotten(START)).toBe(false);
	time += 60 * MINUTE;
	memory.add('evt_a', time);
	expect(memory.mayHaveForgotten(oldest)).toBe(true);
	time += 119 * MINUTE;
	memory.add('evt_b', time);
	expect(memory.mayHaveForgotten(oldest)).toBe(false);
	expect(memory.has('evt_a')).toBe(true);
	time += 2 * MINUTE;
	expect(Object.keys(copyOf(memory).toData())).toHaveLength(1);
});

test('whatever processes write over each other, no event of the last two hours starts again in the one that started it', () => {
	const step = fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				is: fc.constant('event' as const),
				at: fc.nat({ max: 2 }),
				delay: fc.nat({ max: 30 * MINUTE }),
			}),
		},
		fc.record({ is: fc.constant('restart' as const), at: fc.nat({ max: 2 }) }),
		fc.record({ is: fc.constant('flood' as const), at: fc.nat({ max: 2 }) }),
		fc.record({ is: fc.constant('wait' as const), for: fc.nat({ max: 40 * MINUTE }) }),
	);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			time = START;
			const processes = [new Memory(), new Memory(), new Memory()];
			const all: Array<{ id: string; createTime: number; since: number }> = [];
			let saved: unknown;
			for (const [index, each] of steps.entries()) {
				if (each.is === 'wait') {
					time += each.for;
					continue;
				}
				const memory = each.is === 'restart' ? new Memory() : processes[each.at]!;
				processes[each.at] = memory;
				memory.learn(saved);
				if (each.is === 'flood') {
					memory.learn(flood(15_000, `evt_${index}`));
				} else if (each.is === 'event') {
					const event = { id: `evt_${index}`, createTime: time - each.delay, since: time };
					memory.add(event.id, event.createTime);
					all.push(event);
				}
				saved = JSON.parse(JSON.stringify(memory.toData()));
				expect(JSON.stringify(saved).length).toBeLessThan(540_000);
				// What one process writes the next one reads, so here nothing gets lost between them
				for (const { id, createTime, since } of all) {
					if (time - since < 119 * MINUTE) expect(isKept(memory, id, createTime)).toBe(true);
				}
			}
		}),
		{ numRuns: 25 },
	);
});

test('what two memories have learnt of each other they both know', () => {
	const ids = fc.uniqueArray(fc.string({ maxLength: 255 }), { maxLength: 30 });
	fc.assert(
		fc.property(ids, ids, (some, others) => {
			const one = new Memory();
			const other = new Memory();
			for (const id of some) one.add(id, time);
			for (const id of others) other.add(id, time);
			one.learn(other.toData());
			other.learn(one.toData());
			for (const id of [...some, ...others]) {
				expect(one.has(id)).toBe(true);
				expect(other.has(id)).toBe(true);
			}
			expect(one.has('evt_unknown')).toBe(false);
			const [minute] = Object.values(one.toData()) as Array<{ hashes: string } | undefined>;
			expect(minute?.hashes.length ?? 0).toBe(13 * new Set([...some, ...others]).size);
		}),
	);
});
