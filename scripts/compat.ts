import { parseArgs } from 'node:util';

import { checkVersions } from './compat/check';
import { renderTable } from './compat/table';
import { chooseVersions } from './compat/versions';
import { reportFailure } from './n8n/setupError';

const USAGE = `Usage: npm run test:compat [-- <version of n8n> …]

Runs the engine tests against the n8n-core and n8n-workflow of several versions of n8n: the newest
1.x, the newest 2.0.x, one from the middle of 2.x, the newest 2.x; or those that are named.`;

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { help: { type: 'boolean', short: 'h', default: false } },
		allowPositionals: true,
	});
	if (values.help) return console.log(USAGE);

	const wanted = positionals.length
		? positionals.map((version) => ({ label: version, candidates: [version] }))
		: await chooseVersions();
	const results = await checkVersions(wanted);
	console.log(renderTable(results));
	if (results.some(({ failed }) => failed > 0)) process.exitCode = 1;
}

main().catch(reportFailure);
