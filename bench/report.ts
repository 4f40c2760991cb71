import type { Measurement } from './measureProcess';

/** All runs of one way with one number of rows against one server. */
export interface Result {
	name: string;
	rows: number;
	runs: Measurement[];
}

export function median(values: number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const HEAD = ['', 'rows/s', 'ratio', 'evaluations/row', 'peak MB', 'stall ms', 'codes'];

/**
 * A table of ratios in Markdown: the machine's speed is in none of them.
 *
 * @param results one for each way; the first one is what the others are compared with
 */
export function ratioTable(results: Result[]): string {
	const base = results[0] ? speedOf(results[0]) : NaN;
	const rows = results.map((result) => {
		const { name, rows: count, runs } = result;
		const complete = completeRuns(result).length;
		return [
			name,
			shown(speedOf(result)),
			shown(speedOf(result) / base, 2),
			shown(median(runs.map(({ evaluations }) => evaluations)) / count, 1),
			shown(Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes))),
			shown(Math.max(...runs.map(({ stall }) => stall))),
			complete === runs.length ? 'all' : `${complete} of ${runs.length} runs`,
		];
	});
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = HEAD.map((_, index) => (index === 0 ? '---' : '--:'));
	return [HEAD, rule, ...rows].map(line).join('\n');
}

const completeRuns = ({ rows, runs }: Result) => runs.filter(({ codes }) => codes === rows);

const speedOf = (result: Result) =>
	(1000 * result.rows) / median(completeRuns(result).map(({ milliseconds }) => milliseconds));

const shown = (value: number, digits = 0) => (Number.isNaN(value) ? '–' : value.toFixed(digits));
