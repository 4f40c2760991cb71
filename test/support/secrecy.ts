import { inspect } from 'node:util';

/** Everything that can be seen of a value: enumerable or not, at any depth, on the way to JSON too. */
function allOf(value: unknown): string {
	const seen = inspect(value, {
		depth: Infinity,
		showHidden: true,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
	});
	return `${seen}\n${JSON.stringify(value) ?? ''}`;
}

/** Fails if a key shows anywhere in a value, whole or by more than what all keys begin with. */
export function expectNoKey(value: unknown, key: string): void {
	const text = typeof value === 'string' ? value : allOf(value);
	const telling = key.slice(0, 'sk_test_'.length + 4);
	for (const secret of [telling, Buffer.from(key).toString('base64').slice(0, -4)]) {
		const at = text.indexOf(secret);
		if (at >= 0) throw new Error(`The key shows in: …${text.slice(Math.max(0, at - 200), at)}`);
	}
}
