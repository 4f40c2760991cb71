import { createRandomWords } from '../world/random';

/** Makes ids such as `code_1f0c…`: the prefix and 24 hexadecimal digits. */
export type NewId = (prefix: string) => string;

/** Ids from a seed; without one, two runs of the sandbox never share an id. */
export function createIds(seed: number): NewId {
	const word = createRandomWords(seed);
	const hex = () => word().toString(16).padStart(8, '0');
	return (prefix) => `${prefix}_${hex()}${hex()}${hex()}`;
}
