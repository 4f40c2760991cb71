import type { Call, Operation } from '../run/operation';

/**
 * Tells of a call that is never repeated, and of which nobody knows whether elepay has processed it.
 *
 * @param effect what may have happened, e.g. "Charge 'ch_1' may still have been captured"
 * @param where how the user finds out, e.g. "Charge > Get"
 * @param looks whether the node can look for it by itself
 */
export function mayHaveHappened(
	effect: (call: Call) => string,
	where: string,
	looks = true,
): NonNullable<Operation['retell']> {
	const looked = looks ? 'looked for it and saw no sign of it yet, and ' : '';
	return (failure, call, wasUncertain) => {
		if (!wasUncertain) return failure;
		return failure.retold(
			`${failure.message}. ${effect(call)}`,
			`The node ${looked}doesn't send it twice. Check with ${where} in a few minutes, before you run this row again. ${failure.description}`,
		);
	};
}
