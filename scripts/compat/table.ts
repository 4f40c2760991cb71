import Table from 'cli-table3';

import type { CompatResult } from './check';

function outcome({ engine, reason, passed, failed }: CompatResult): string {
	if (!engine) return `can't be installed: ${reason}`;
	return failed > 0 ? `${failed} of ${passed + failed} tests failed` : `all ${passed} tests passed`;
}

/** The results, one line for each version of n8n. */
export function renderTable(results: CompatResult[]): string {
	const table = new Table({
		head: ['', 'n8n', 'n8n-core', 'n8n-workflow', 'engine tests'],
		style: { head: [], border: [] },
	});
	for (const result of results) {
		const { label, version, engine } = result;
		table.push([
			label,
			version,
			engine?.['n8n-core'] ?? '',
			engine?.['n8n-workflow'] ?? '',
			outcome(result),
		]);
	}
	return table.toString();
}
