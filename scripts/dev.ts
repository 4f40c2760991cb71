import { parseArgs } from 'node:util';

import { openDevEditor } from './n8n/dev';
import { openQueueEditor } from './n8n/devQueue';
import { reportFailure } from './n8n/setupError';

const USAGE = `Usage: npm run dev [-- --port <number>] [-- --fresh] [-- --queue]

n8n's editor with this package in it, a local elepay, and a rebuild at every change.

  --port    the editor's port on this machine (5678 unless given)
  --fresh   forget the workflows and credentials of earlier times
  --queue   n8n in queue mode on Redis and PostgreSQL, always fresh and without the rebuild`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5678' },
			fresh: { type: 'boolean', default: false },
			queue: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	const port = Number(values.port);
	if (values.queue) await openQueueEditor(port);
	else await openDevEditor({ port, fresh: values.fresh });
}

main().catch(reportFailure);
