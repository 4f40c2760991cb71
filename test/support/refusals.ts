import { UserError } from 'n8n-workflow';

import { DISCOURAGED_WORDS } from './documented';

/**
 * What a function refuses with. Fails the test if it doesn't, or throws anything but a refusal in
 * the user's words.
 */
export function refusalOf(action: () => unknown): { message: string; description: string } {
	let result: unknown;
	try {
		result = action();
	} catch (thrown) {
		expect(thrown).toBeInstanceOf(UserError);
		const { message, description } = thrown as UserError;
		expect(message).not.toMatch(DISCOURAGED_WORDS);
		expect(description).toEqual(expect.stringMatching(/\S/));
		expect(description).not.toMatch(DISCOURAGED_WORDS);
		return { message, description: description ?? '' };
	}
	throw new Error(`Not refused, but made into ${JSON.stringify(result)}`);
}
