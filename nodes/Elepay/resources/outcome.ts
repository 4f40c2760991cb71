import type { Call, Operation } from '../run/operation';

/**
 * Tells of a call that is never repeated, and of which nobody knows whether elepay has processed it.
 *
 * @param effect what may have happened, e.g. "charge 'ch_1' may have been captured"
 * @param where how the user finds out, e.g. "Charge > Get"
 * @param looks whether the node can look for it by itself
 */
export function mayHaveHappened(
	effect: (call: Call) => string,
	where: string,
	looks = true,
): NonNullable<Operation['retell']> {
	const looked = looks ? 'has looked and seen no sign of it yet, and ' : '';
	return (failure, call, wasUncertain) => {
		if (!wasUncertain) return failure;
		return failure.retold(
			`${failure.message}, so ${effect(call)}`,
			`The node ${looked}doesn't send it twice. Look with ${where} in a few minutes, before you run this row again. ${failure.description}`,
		);
	};
}
