import type { Afterwards } from '../../api/nodeError';
import type { Run } from './run';

/** How many rows a message names before it only counts them. */
const NAMED_ROWS = 10;

/**
 * What is to be said of a run that has stopped. n8n drops its output, so the message counts what
 * exists in elepay, and its details list all of it.
 *
 * @param unsendable the names of the rows that couldn't be sent as they are
 */
export function afterwards({ operation, progress }: Run, unsendable: string[]): Afterwards {
	const { effect } = operation;
	const description =
		unsendable.length > 1
			? `${unsendable.length} rows need to be corrected first: ${listed(unsendable)}.`
			: undefined;
	if (!effect) return { description };

	const done = [...progress.done.values()];
	const uncertain = [...progress.uncertain.values()].map(({ name }) => name);
	const noun = done.length === 1 ? effect.one : effect.many;
	const sentences = [
		done.length > 0 &&
			`${done.length} ${noun} ${done.length === 1 ? 'was' : 'were'} ${effect.done} before that: ${listed(done.map(({ name }) => name))}`,
		uncertain.length > 0 &&
			`${effect.unknown ?? `It's unclear whether these were ${effect.done}`}: ${listed(uncertain)}`,
	];
	return {
		message: sentences.filter(Boolean).join('. '),
		description,
		details:
			done.length + uncertain.length > 0
				? { [effect.done]: done.map(({ details }) => details), unknown: uncertain }
				: undefined,
	};
}

function listed(names: readonly string[]): string {
	const shown = names.slice(0, NAMED_ROWS).join(', ');
	const more = names.length - NAMED_ROWS;
	return more > 0 ? `${shown}, and ${more} more` : shown;
}
