import { UserError } from 'n8n-workflow';

import type { Operation } from '../run/operation';

/**
 * Refuses an update that changes nothing.
 *
 * @param given the names of the fields that say what is updated
 * @throws {UserError}
 */
export function somethingToUpdate(...given: string[]): NonNullable<Operation['check']> {
	return (values) => {
		if (Object.keys(values).some((name) => !given.includes(name))) return;
		throw new UserError('Nothing to update', {
			description:
				'Add at least one field under Update Fields, or a column with a new value. What is empty stays unchanged in elepay.',
		});
	};
}
