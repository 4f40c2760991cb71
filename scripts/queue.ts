import path from 'node:path';
import { parseArgs } from 'node:util';

import { buildProject } from './n8n/build';
import { CACHE } from './n8n/paths';
import { withProgress } from './n8n/progress';
import { reportFailure, SetupError } from './n8n/setupError';
import { SCENARIOS, tryScenarios } from './queue/scenarios';

const NAMES = Object.keys(SCENARIOS);

/** How many events are sent twice for each gap: what takes a minute, and what is worth writing down. */
const EVENTS = 40;
const EVENTS_MEASURED = 200;

const USAGE = `Usage: npm run test:queue [-- --only <scenario>] [-- --rows <number>] [-- --events <number>]

n8n in queue mode on Redis and PostgreSQL, with this package in it: what is held, lost and doubled.

  --only     one of ${NAMES.join(', ')}; may be given several times
  --rows     how many rows a bulk run has (30000 unless given)
  --events   how many events are sent twice for each gap, half of them under load: ${EVENTS} unless
             given, for a quick look. The figures in docs/scaling.md are of ${EVENTS_MEASURED}.`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			only: { type: 'string', multiple: true, default: NAMES },
			rows: { type: 'string', default: '30000' },
			events: { type: 'string', default: String(EVENTS) },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	const unknown = values.only.find((name) => !NAMES.includes(name));
	if (unknown !== undefined) throw new SetupError(`There is no scenario '${unknown}'.\n\n${USAGE}`);

	await withProgress('Building the package', buildProject);
	const good = await tryScenarios({
		names: values.only,
		rows: positive('rows', values.rows),
		events: positive('events', values.events),
		logs: path.join(CACHE, 'queue'),
	});
	if (!good) process.exitCode = 1;
}

function positive(option: string, value: string): number {
	const number = Number(value);
	if (Number.isInteger(number) && number > 0) return number;
	throw new SetupError(`--${option} wants a whole number above 0.`);
}

main().catch(reportFailure);
