import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { Measurement, MeasureSetup } from './measureProcess';
import { describeN8n, measureInN8n } from './n8n';
import { installNodesBase } from './nodesBase';
import { Worker } from './processes';
import { ratioTable, type Result } from './report';
import { chosenVariants } from './variants';

const USAGE = `Measures how fast n8n makes codes from rows, in several ways side by side.

  npm run bench                                 everything; takes over half an hour, and hours in an installed n8n
  npm run bench -- --quick                      100 and 1,000 rows, 3 runs
  npm run bench -- --rows 1000 --server 200     one size, one server
  npm run bench -- --n8n <folder>               inside an installed n8n (node_modules/n8n in it)

Options
  --rows <n,n>     default 100,1000,10000
  --server <n,n>   how long the server takes for an answer, in milliseconds; default 0,200
  --runs <n>       default 5
  --only <text>    only the ways whose name has this in it, and HTTP Request
  --alone          without HTTP Request, which can't take as many rows`;

interface Plan {
	rows: number[];
	servers: number[];
	runs: number;
	only: string;
	alone: boolean;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			rows: { type: 'string' },
			server: { type: 'string', default: '0,200' },
			runs: { type: 'string' },
			only: { type: 'string', default: '' },
			alone: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			n8n: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const numbers = (text: string) => text.split(',').map(Number);
	const plan: Plan = {
		rows: numbers(values.rows ?? (values.quick ? '100,1000' : '100,1000,10000')),
		servers: numbers(values.server),
		runs: Number(values.runs ?? (values.quick ? 3 : 5)),
		only: values.only,
		alone: values.alone,
	};
	console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
	if (values.n8n) console.log(await describeN8n(resolve(values.n8n)));

	const [sandbox, { url }] = await Worker.start<{ url: string }>('sandboxProcess.ts');
	try {
		for (const rows of plan.rows) {
			for (const latency of plan.servers) {
				const results = values.n8n
					? await measureInN8n(resolve(values.n8n), sandbox, url, { ...plan, rows, latency })
					: await measure(sandbox, url, plan, rows, latency);
				const server = latency === 0 ? 'an instant server' : `a server that takes ${latency} ms`;
				console.log(`\n${rows} rows, ${server}, median of ${plan.runs} runs`);
				console.log(ratioTable(results));
			}
		}
	} finally {
		sandbox.stop();
	}
}

/** All ways take turns, so that whatever else the machine does hits all of them. */
async function measure(
	sandbox: Worker,
	baseUrl: string,
	plan: Plan,
	rows: number,
	latency: number,
): Promise<Result[]> {
	const packages = [resolve(__dirname, '..'), await installNodesBase()];
	const { runs } = plan;
	const variants = chosenVariants(baseUrl, plan);
	const workers: Worker[] = [];
	const results: Result[] = variants.map(({ name }) => ({ name, rows, runs: [] }));
	try {
		for (const variant of variants) {
			const setup: MeasureSetup = { variant, baseUrl, packages };
			const [worker] = await Worker.start('measureProcess.ts', [JSON.stringify(setup)]);
			workers.push(worker);
			// Warm: the first rows of a process pay for loading and compiling
			await sandbox.ask({ latency: 0 });
			await worker.ask({ rows: 50, run: 'warm-up' });
		}
		for (let run = 0; run < runs; run++) {
			for (const [index, worker] of workers.entries()) {
				await sandbox.ask({ latency });
				const measurement = await worker.ask<Measurement>({ rows, run: `${index}-${run}` });
				results[index]?.runs.push(measurement);
				if (measurement.failure) console.log(`${results[index]?.name}: ${measurement.failure}`);
			}
		}
	} finally {
		workers.forEach((worker) => worker.stop());
	}
	return results;
}

void main();
