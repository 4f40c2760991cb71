import type { Afterwards } from '../../api/nodeError';
import type { Run } from './run';

/** How many rows a message names before it only counts them. */
const NAMED_ROWS = 10;

/**
 * What is to be said of a run that has stopped. n8n drops its output, so the message counts what
 * exists at elepay, and its details hold all of it.
 *
 * @param unsendable the indexes of the items that couldn't be sent as they are
 */
export function afterwards({ operation, progress }: Run, unsendable: number[]): Afterwards {
	const { effect } = operation;
	const description =
		unsendable.length > 1
			? `${unsendable.length} items of this run can't be sent as they are: ${listed(unsendable)}.`
			: undefined;
	if (!effect) return { description };

	const done = [...progress.done.values()];
	const uncertain = [...progress.uncertain.values()].map(({ name }) => name);
	const noun = done.length === 1 ? effect.one : effect.many;
	const sentences = [
		done.length > 0 &&
			`${done.length} ${noun} had been ${effect.done} by then: ${listed(done.map(({ name }) => name))}`,
		uncertain.length > 0 &&
			`${effect.unknown ?? `It isn't known whether these were ${effect.done}`}: ${listed(uncertain)}`,
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

function listed(names: ReadonlyArray<string | number>): string {
	const shown = names.slice(0, NAMED_ROWS).join(', ');
	return names.length > NAMED_ROWS ? `${shown}, …` : shown;
}
