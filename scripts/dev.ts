import { parseArgs } from 'node:util';

import { openDevEditor } from './n8n/dev';
import { reportFailure } from './n8n/setupError';

const USAGE = `Usage: npm run dev [-- --port <number>] [-- --fresh]

n8n's editor with this package in it, a local elepay, and a rebuild at every change.

  --port    the editor's port on this machine (5678 unless given)
  --fresh   forget the workflows and credentials of earlier times`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5678' },
			fresh: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	await openDevEditor({ port: Number(values.port), fresh: values.fresh });
}

main().catch(reportFailure);
