import type { Failure } from '../../api/failure';
import type { Row } from './row';
import type { Run } from './run';

/** Shows notes beside the output of a run that has gone on after failures or was slowed down. */
export function addHints(run: Run): void {
	const { source, failures } = run;
	if (failures.size > 0) source.hint(failuresInWords(run));

	const rates = [...run.accounts.values()].map(({ pace }) => pace.limit ?? Infinity);
	const slowest = Math.min(...rates);
	if (slowest < Infinity) {
		const rate = slowest < 1 ? slowest.toFixed(1) : String(Math.round(slowest));
		source.hint(
			`elepay's rate limit slowed this run down, to about ${rate} ${rate === '1' ? 'call' : 'calls'} a second.`,
		);
	}
}

/** How a reason is told of one row, and of several. */
const REASONS = {
	blank: ['was blank', 'were blank'],
	unsendable: ['needs to be corrected first', 'need to be corrected first'],
	refused: ['was refused by elepay', 'were refused by elepay'],
	uncertain: ['may have been processed anyway', 'may have been processed anyway'],
	unheard: ["wasn't processed by elepay", "weren't processed by elepay"],
	unfinished: [
		"was accepted by elepay, but couldn't be finished in n8n",
		"were accepted by elepay, but couldn't be finished in n8n",
	],
} as const;

function failuresInWords({ operation, source, progress, failures }: Run): string {
	const counts = new Map<keyof typeof REASONS, number>();
	for (const [position, { failure, row, isBlank }] of failures) {
		const reason = isBlank ? 'blank' : reasonOf(failure, row, progress.uncertain.has(position));
		counts.set(reason, (counts.get(reason) ?? 0) + 1);
	}
	const told = (Object.keys(REASONS) as Array<keyof typeof REASONS>).flatMap((reason) => {
		const count = counts.get(reason);
		return count ? [`${count} ${REASONS[reason][count === 1 ? 0 : 1]}`] : [];
	});
	const all = source.items.length;
	const { effect } = operation;
	const what = effect?.done === 'created' ? `gave no ${effect.one}` : "didn't go through";
	return `${failures.size} of ${all} ${all === 1 ? 'row' : 'rows'} ${what}: ${told.join(', ')}.`;
}

function reasonOf(failure: Failure, row: Row | undefined, isUncertain: boolean) {
	if (!row) return 'unsendable';
	if (isUncertain) return 'uncertain';
	if (row.isAnswered) return 'unfinished';
	return failure.body ? 'refused' : 'unheard';
}
