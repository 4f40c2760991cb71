import { setTimeout as wait } from 'node:timers/promises';

import { createClock } from '../../sandbox/world/clock';

const standing = () => createClock(() => 1000);

test('a clock runs with the computer’s unless told otherwise', () => {
	const before = Date.now();
	expect(createClock().now()).toBeGreaterThanOrEqual(before);
	expect(createClock().now()).toBeLessThanOrEqual(Date.now());
});

test('tasks run in the order in which they fall due, each at its time', async () => {
	const clock = standing();
	const seen: string[] = [];
	clock.after(300, () => void seen.push(`c ${clock.now()}`));
	clock.after(100, () => void seen.push(`a ${clock.now()}`));
	clock.after(200, () => void seen.push(`b ${clock.now()}`));
	await clock.advance(250);
	expect(seen).toEqual(['a 1100', 'b 1200']);
	expect(clock.now()).toBe(1250);
	await clock.advance(50);
	expect(seen).toEqual(['a 1100', 'b 1200', 'c 1300']);
});

test('a task planned by another one is reached in the same step', async () => {
	const clock = standing();
	const seen: number[] = [];
	clock.after(60, async () => {
		await wait(5);
		clock.after(60, () => void seen.push(clock.now()));
	});
	await clock.advance(200);
	expect(seen).toEqual([1120]);
});

test('steps taken at once add up', async () => {
	const clock = standing();
	await Promise.all([clock.advance(10), clock.advance(20)]);
	expect(clock.now()).toBe(1030);
});

test('a cancelled task does not run', async () => {
	const clock = standing();
	const task = jest.fn();
	clock.after(10, task)();
	await clock.advance(10);
	expect(task).not.toHaveBeenCalled();
});

test('a task runs by itself as time goes by, and only once', async () => {
	const clock = createClock();
	const task = jest.fn();
	clock.after(20, task);
	await wait(80);
	await clock.advance(100);
	expect(task).toHaveBeenCalledTimes(1);
});

test('a task falls due sooner once the clock was moved', async () => {
	const clock = createClock();
	const task = jest.fn();
	clock.after(60_000, task);
	await clock.advance(59_900);
	expect(task).not.toHaveBeenCalled();
	await wait(200);
	expect(task).toHaveBeenCalledTimes(1);
});

test('a task that fails ends its step, not the clock', async () => {
	const clock = standing();
	clock.after(10, () => Promise.reject(new Error('oops')));
	await expect(clock.advance(20)).rejects.toThrow('oops');
	await clock.advance(20);
	expect(clock.now()).toBe(1030);
});

test('on a clock that stands still nothing runs by itself', async () => {
	const clock = standing();
	const task = jest.fn();
	clock.after(5, task);
	await wait(30);
	expect(task).not.toHaveBeenCalled();
	await clock.advance(5);
	expect(task).toHaveBeenCalledTimes(1);
});

test.each([-1, Number.NaN, Infinity])('the clock can’t move by %s', async (ms) => {
	await expect(standing().advance(ms)).rejects.toThrow('only moves forward');
});

test('a reset takes all moving forward back, and what is planned keeps its wait', async () => {
	const clock = standing();
	await clock.advance(3_600_000);
	const seen: number[] = [];
	clock.after(100, () => void seen.push(clock.now()));
	clock.reset();
	expect(clock.now()).toBe(1000);
	await clock.advance(99);
	expect(seen).toEqual([]);
	await clock.advance(1);
	expect(seen).toEqual([1100]);
});
