import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { CommandError, runCommand } from '../n8n/command';
import { PROJECT } from '../n8n/paths';

export interface TestCounts {
	passed: number;
	failed: number;
}

/** The tests in which the built package runs in n8n's engine. */
const ENGINE_TESTS = ['test/engine', 'test/operations', 'test/trigger', 'test/credentials'];

/** Libraries of the tests and of some versions of n8n-core that come as ES modules only. */
const ES_MODULES = ['fast-png', 'iobuffer', 'p-retry', 'is-network-error'];

/** Runs the engine tests of a workspace. What they print goes to `tests.log` in it. */
export async function runEngineTests(workspace: string): Promise<TestCounts> {
	const config = path.join(workspace, 'jest.compat.json');
	const report = path.join(workspace, 'tests.json');
	const roots = ENGINE_TESTS.map((folder) => `<rootDir>/${folder}`);
	await writeFile(
		config,
		JSON.stringify({
			testEnvironment: 'node',
			roots,
			transform: { '^.+\\.[jt]s$': '@swc/jest' },
			transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`, '/dist/'],
			testTimeout: 60_000,
		}),
	);
	await rm(report, { force: true });
	try {
		await runCommand(
			process.execPath,
			[
				path.join(PROJECT, 'node_modules', 'jest', 'bin', 'jest.js'),
				...['--config', config, '--forceExit', '--json', '--outputFile', report],
			],
			{ cwd: workspace, log: path.join(workspace, 'tests.log') },
		);
	} catch (error) {
		// Failed tests are a result; the report tells how many
		if (!(error instanceof CommandError)) throw error;
	}
	return count(JSON.parse(await readFile(report, 'utf8')) as JestReport);
}

interface JestReport {
	numPassedTests: number;
	numFailedTests: number;
	/** Test files that didn't even load. */
	numRuntimeErrorTestSuites: number;
}

function count(report: JestReport): TestCounts {
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
	};
}
