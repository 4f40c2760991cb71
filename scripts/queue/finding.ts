import Table from 'cli-table3';

/** What one part of a scenario has shown. */
export interface Finding {
	scenario: string;
	/** What was tried: a line of the table. */
	what: string;
	/** How many rows or events there were. */
	tried: number;
	/** How many came to what they should. */
	held: number;
	lost: number;
	doubled: number;
	/** What else was measured, in words. */
	measured: string;
	/** What else isn't as it must be. */
	faults: string[];
	/** Whether it is only here to be compared with: it may lose and double. */
	comparison?: boolean;
}

/** Whether everything is as it must be. */
export function isGood({ lost, doubled, faults, comparison }: Finding): boolean {
	return comparison === true || (lost === 0 && doubled === 0 && faults.length === 0);
}

/** What was held, lost and doubled, as Markdown, so that it can stand in a document as it is. */
export function renderTable(findings: Finding[]): string {
	const lines = findings.map((finding) => [
		finding.scenario,
		finding.what,
		...[finding.tried, finding.held, finding.lost, finding.doubled].map((count) =>
			count.toLocaleString('en'),
		),
		[finding.measured, ...finding.faults].filter(Boolean).join('; '),
		finding.comparison ? 'compared' : isGood(finding) ? 'yes' : '**no**',
	]);
	const table = new Table({
		head: ['Scenario', 'What', 'Tried', 'Held', 'Lost', 'Doubled', 'Measured', 'As it must be'],
		colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'left', 'left'],
		style: { head: [], border: [] },
		chars: MARKDOWN,
	});
	table.push(...lines);
	const [head = '', ...rest] = table.toString().split('\n');
	return [head, head.replace(/[^|]/g, '-'), ...rest].join('\n');
}

/** No lines but the ones between columns. */
const MARKDOWN = {
	...Object.fromEntries(
		['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'].map(
			(name) => [name, ''],
		),
	),
	...{ 'bottom-right': '', mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
	...{ left: '|', middle: '|', right: '|' },
};
