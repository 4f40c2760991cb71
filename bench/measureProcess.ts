import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Pool } from 'undici';

import { createEngine, items, loadPackage, nodeError } from '../engine';
import { PlainDeclarative } from './plainDeclarative';
import { PLAIN_DECLARATIVE, rowsFor, workflowOf, type Variant } from './variants';

/** What a measuring process is started with. */
export interface MeasureSetup {
	variant: Variant;
	baseUrl: string;
	packages: string[];
}

/** One measured run. */
export interface Measurement {
	milliseconds: number;
	codes: number;
	evaluations: number;
	/** The most memory since the process had loaded everything, in MB. */
	peakMegabytes: number;
	/** The longest time in which the event loop did nothing else, in milliseconds. */
	stall: number;
	/** Why not every row came out as a code. */
	failure?: string;
}

const KEY = 'sk_test_sandbox0000';

/** One way, in a process of its own, so that its memory is its own. */
async function main(): Promise<void> {
	const { variant, baseUrl, packages } = JSON.parse(process.argv[2] ?? '') as MeasureSetup;
	const run = variant.node
		? await engineRun(variant, baseUrl, packages)
		: floorRun(variant, baseUrl);
	const idleMegabytes = process.resourceUsage().maxRSS / 1024;

	process.on('message', (message: { rows: number; run: string }) => {
		void (async () => {
			const rows = rowsFor(message.rows, message.run);
			const delay = monitorEventLoopDelay({ resolution: 5 });
			delay.enable();
			// It measures from its first turn on, and a run may begin with a stall
			await settle();
			const start = performance.now();
			const outcome = await run(rows);
			const milliseconds = performance.now() - start;
			// The monitor notices a stall when the loop turns again
			await settle();
			delay.disable();
			const measurement: Measurement = {
				...outcome,
				milliseconds,
				peakMegabytes: process.resourceUsage().maxRSS / 1024 - idleMegabytes,
				stall: delay.max / 1e6,
			};
			process.send?.(measurement);
		})();
	});
	process.send?.({ ready: true });
}

const settle = async () => await new Promise((resolve) => setTimeout(resolve, 20));

type Outcome = Pick<Measurement, 'codes' | 'evaluations' | 'failure'>;
type Rows = ReturnType<typeof rowsFor>;

async function engineRun(variant: Variant, baseUrl: string, packages: string[]) {
	const engine = createEngine({
		packages: await Promise.all(packages.map(async (folder) => await loadPackage(folder))),
		credentials: { elepayApi: { secretKey: KEY, baseUrl } },
		extraNodeTypes: { [PLAIN_DECLARATIVE]: new PlainDeclarative() },
	});
	const workflow = workflowOf(variant.node!);
	return async (rows: Rows): Promise<Outcome> => {
		engine.stats.reset();
		const result = await engine.run(workflow, { input: rows.map((json) => ({ json })) });
		return {
			codes: items(result, 'Measured').filter(({ json }) => json.codeUrl).length,
			evaluations: engine.stats.evaluations,
			failure: nodeError(result, 'Measured')?.message,
		};
	};
}

/** What the machine can do at all: the same requests without n8n. */
function floorRun({ concurrency = 50 }: Variant, baseUrl: string) {
	const pool = new Pool(baseUrl, { connections: concurrency });
	const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
	return async (rows: Rows): Promise<Outcome> => {
		let codes = 0;
		const rest = rows.values();
		const worker = async () => {
			for (const row of rest) {
				const body = JSON.stringify(row);
				const answer = await pool.request({ path: '/codes', method: 'POST', headers, body });
				const code = (await answer.body.json()) as { codeUrl?: string };
				if (code.codeUrl) codes++;
			}
		};
		await Promise.all(Array.from({ length: concurrency }, worker));
		return { codes, evaluations: 0 };
	};
}

void main();
