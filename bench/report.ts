import Table from 'cli-table3';

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

/**
 * A table of ratios: the machine's speed is in none of them.
 *
 * @param results one for each way; the first one is what the others are compared with
 */
export function ratioTable(results: Result[]): string {
	const table = new Table({
		head: ['', 'rows/s', 'ratio', 'evaluations/row', 'peak MB', 'stall ms', 'codes'],
		colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
		style: { head: [], border: [] },
	});
	const completeRuns = ({ rows, runs }: Result) => runs.filter(({ codes }) => codes === rows);
	const speedOf = (result: Result) =>
		(1000 * result.rows) / median(completeRuns(result).map(({ milliseconds }) => milliseconds));
	const shown = (value: number, digits = 0) => (Number.isNaN(value) ? '–' : value.toFixed(digits));
	const base = results[0] ? speedOf(results[0]) : NaN;
	for (const result of results) {
		const { name, rows, runs } = result;
		const complete = completeRuns(result).length;
		table.push([
			name,
			shown(speedOf(result)),
			shown(speedOf(result) / base, 2),
			shown(median(runs.map(({ evaluations }) => evaluations)) / rows, 1),
			shown(Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes))),
			shown(median(runs.map(({ stall }) => stall))),
			complete === runs.length ? 'all' : `${complete} of ${runs.length} runs`,
		]);
	}
	return table.toString();
}
