import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { build } from 'esbuild';
import type { INodeExecutionData } from 'n8n-workflow';

import { findFreePort } from '../scripts/n8n/checks';
import { peakMegabytes as readPeak } from '../scripts/n8n/usage';
import type { Measurement } from './measureProcess';
import type { Worker } from './processes';
import type { Result } from './report';
import { chosenVariants, PLAIN_DECLARATIVE, rowsFor, workflowOf, type Variant } from './variants';

const PROJECT = resolve(__dirname, '..');

/** How often a process is asked how much memory it has, in milliseconds. */
const MEMORY_POLL = 250;

interface Plan {
	rows: number;
	latency: number;
	runs: number;
	only: string;
	alone: boolean;
}

/**
 * The same ways inside an installed n8n, where expressions run in its sandbox. Each run is an
 * execution of n8n's command line, which says how long each node took.
 *
 * @param folder where n8n is installed, with Node 24 beside it if this process has an older one
 */
export async function measureInN8n(
	folder: string,
	sandbox: Worker,
	baseUrl: string,
	plan: Plan,
): Promise<Result[]> {
	const { rows, latency, runs } = plan;
	const home = await mkdtemp(join(tmpdir(), 'elepay-bench-'));
	try {
		const n8n = await prepare(folder, home, baseUrl);
		const variants = chosenVariants(baseUrl, plan).filter(({ node }) => node);
		await n8n.importWorkflows(variants);

		const results: Result[] = variants.map(({ name }) => ({ name, rows, runs: [] }));
		for (let run = 0; run < runs; run++) {
			for (const [index, result] of results.entries()) {
				await sandbox.ask({ latency });
				await writeFile(
					join(home, 'rows.csv'),
					stringify(rowsFor(rows, `${index}-${run}`), { header: true }),
				);
				const measurement = await n8n.execute(`bench${index}`);
				result.runs.push(measurement);
				if (measurement.failure) console.log(`${result.name}: ${measurement.failure}`);
			}
		}
		return results;
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}

/** What is measured, for the table's heading. */
export async function describeN8n(folder: string): Promise<string> {
	const manifest = await readFile(join(folder, 'node_modules', 'n8n', 'package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	const { stdout } = await runProcess(await nodeFor(folder), ['--version'], process.env);
	return `n8n ${version} on Node ${stdout.trim()}`;
}

async function prepare(folder: string, home: string, baseUrl: string) {
	const node = await nodeFor(folder);
	const cli = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	const stalls = join(home, 'stalls.json');
	const env = {
		PATH: process.env.PATH,
		HOME: home,
		N8N_USER_FOLDER: home,
		N8N_RESTRICT_FILE_ACCESS_TO: home,
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_RUNNERS_ENABLED: 'false',
		// Another n8n on this machine has the usual one
		N8N_RUNNERS_BROKER_PORT: String(await findFreePort()),
		N8N_LOG_LEVEL: 'info',
		BENCH_STALLS: stalls,
	};
	const call = async (args: string[]) =>
		await runProcess(node, ['--require', join(__dirname, 'stallMonitor.cjs'), cli, ...args], env);
	await installPackages(join(home, '.n8n', 'nodes', 'node_modules'));

	const credential = {
		id: 'bench',
		name: 'bench',
		type: 'elepayApi',
		data: { secretKey: 'sk_test_sandbox0000', baseUrl },
	};
	await writeFile(join(home, 'credentials.json'), JSON.stringify([credential]));
	await call(['import:credentials', `--input=${join(home, 'credentials.json')}`]);

	return {
		async importWorkflows(variants: Variant[]): Promise<void> {
			const workflows = variants.map((variant, index) => fromCsv(variant, `bench${index}`, home));
			await writeFile(join(home, 'workflows.json'), JSON.stringify(workflows));
			await call(['import:workflow', `--input=${join(home, 'workflows.json')}`]);
		},
		async execute(id: string): Promise<Measurement> {
			const { stdout, peakMegabytes } = await call(['execute', `--id=${id}`, '--rawOutput']);
			const { start, ...execution } = readExecution(stdout);
			const end = start + execution.milliseconds;
			return { ...execution, peakMegabytes, stall: await longestStall(stalls, start, end) };
		},
	};
}

/** Puts this package and the plain declarative node where n8n keeps community packages. */
async function installPackages(folder: string): Promise<void> {
	const own = join(folder, 'n8n-nodes-elepay');
	await mkdir(own, { recursive: true });
	await cp(join(PROJECT, 'dist'), join(own, 'dist'), { recursive: true });
	await cp(join(PROJECT, 'package.json'), join(own, 'package.json'));

	const [name = ''] = PLAIN_DECLARATIVE.split('.');
	const plain = join(folder, name);
	const nodes = ['dist/PlainDeclarative.node.js'];
	await build({
		entryPoints: [join(__dirname, 'plainDeclarative.ts')],
		outfile: join(plain, ...nodes),
		format: 'cjs',
	});
	const manifest = { name, version: '1.0.0', n8n: { n8nNodesApiVersion: 1, nodes } };
	await writeFile(join(plain, 'package.json'), JSON.stringify(manifest));
}

/** The longest time in which the event loop did nothing else while a node ran, in milliseconds. */
async function longestStall(file: string, start: number, end: number): Promise<number> {
	const stalls = JSON.parse(await readFile(file, 'utf8')) as Array<{ end: number; length: number }>;
	const lengths = stalls
		.filter((stall) => stall.end > start && stall.end - stall.length < end)
		.map(({ length }) => length);
	return Math.max(0, ...lengths);
}

/** n8n's own way of reading rows in place of the engine's input. */
function fromCsv(variant: Variant, id: string, home: string) {
	const { nodes, connections } = workflowOf(variant.node!);
	const measured = nodes.filter(({ name }) => name === 'Measured');
	const first = { typeVersion: 1, position: [0, 0], parameters: {} };
	const link = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		id,
		name: variant.name,
		active: false,
		settings: {},
		nodes: [
			{ ...first, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				id: 'file',
				name: 'File',
				type: 'n8n-nodes-base.readWriteFile',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: { operation: 'read', fileSelector: join(home, 'rows.csv'), options: {} },
			},
			{
				id: 'rows',
				name: 'Rows',
				type: 'n8n-nodes-base.extractFromFile',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: { operation: 'csv', options: {} },
			},
			...measured,
		],
		connections: { Start: link('File'), File: link('Rows'), ...connections },
	};
}

interface Execution {
	data: {
		resultData: {
			error?: { message: string };
			runData: Record<
				string,
				Array<{
					startTime: number;
					executionTime: number;
					data?: { main: INodeExecutionData[][] };
				}>
			>;
		};
	};
}

function readExecution(
	stdout: string,
): Omit<Measurement, 'peakMegabytes' | 'stall'> & { start: number } {
	// n8n's log comes first; a failed execution is told in words only
	const [, json] = /^(\{\n.*^\})/ms.exec(stdout) ?? [];
	if (json === undefined) {
		const failure = stdout.trim().slice(-500);
		return { start: NaN, milliseconds: NaN, codes: 0, evaluations: NaN, failure };
	}
	const { resultData } = (JSON.parse(json) as Execution).data;
	const [measured] = resultData.runData.Measured ?? [];
	const output = measured?.data?.main[0] ?? [];
	return {
		start: measured?.startTime ?? NaN,
		milliseconds: measured?.executionTime ?? NaN,
		codes: output.filter(({ json }) => json.codeUrl).length,
		evaluations: NaN,
		failure: resultData.error?.message,
	};
}

/** n8n 2.41 wants Node 24: this process's own, or the one that npm has put beside n8n. */
async function nodeFor(folder: string): Promise<string> {
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	const modules = join(folder, 'node_modules');
	const beside = (await readdir(modules)).find((name) =>
		/^node(-bin)?-(linux|darwin|win)-\w+$/.test(name),
	);
	if (!beside) throw new Error(`n8n needs Node 24: run this with it, or install it in ${folder}`);
	return join(modules, beside, 'bin', 'node');
}

async function runProcess(command: string, args: string[], env: NodeJS.ProcessEnv) {
	const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));

	let peakMegabytes = NaN;
	const poll = setInterval(() => {
		void readPeak(child.pid).then((peak) => (peakMegabytes = peak ?? peakMegabytes));
	}, MEMORY_POLL);
	const code = await new Promise<number | null>((done, reject) => {
		child.once('error', reject).once('close', done);
	}).finally(() => clearInterval(poll));
	if (code !== 0 && !stdout.includes('{'))
		throw new Error(`${args.join(' ')}: ${stderr || stdout}`);
	return { stdout, peakMegabytes };
}
