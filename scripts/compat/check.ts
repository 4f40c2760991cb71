import path from 'node:path';

import { buildProject } from '../n8n/build';
import { checkDisk } from '../n8n/checks';
import { CommandError } from '../n8n/command';
import { packProject } from '../n8n/pack';
import { CACHE } from '../n8n/paths';
import { withProgress } from '../n8n/progress';
import { runEngineTests } from './tests';
import { enginePackages, type EnginePackages, type WantedVersion } from './versions';
import { makeWorkspace } from './workspace';

export interface CompatResult {
	label: string;
	/** The version of n8n. */
	version: string;
	/** Absent if it couldn't be installed. */
	engine?: EnginePackages;
	/** Why it couldn't be installed. */
	reason?: string;
	passed: number;
	failed: number;
}

/** The engines take a third of a gigabyte each. */
const DISK_GB = 2;

/**
 * Runs the engine tests with each version of n8n. One that can't be installed is a result of its
 * own, and the next best takes its place.
 */
export async function checkVersions(wanted: WantedVersion[]): Promise<CompatResult[]> {
	await checkDisk(CACHE, DISK_GB);
	await withProgress('Building the package', buildProject);
	const tarball = await packProject(path.join(CACHE, 'compat', 'package'));
	const results: CompatResult[] = [];
	for (const { label, candidates } of wanted) {
		for (const version of candidates) {
			const result = await checkVersion(label, version, tarball);
			results.push(result);
			if (result.engine) break;
		}
	}
	return results;
}

async function checkVersion(
	label: string,
	version: string,
	tarball: string,
): Promise<CompatResult> {
	try {
		const engine = await enginePackages(version);
		const workspace = await withProgress(`Installing the engine of n8n ${version}`, () =>
			makeWorkspace(version, engine, tarball),
		);
		const counts = await withProgress(`Testing with n8n ${version}`, () =>
			runEngineTests(workspace),
		);
		return { label, version, engine, ...counts };
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		return { label, version, reason: shortReason(error), passed: 0, failed: 0 };
	}
}

/** The line in which npm says what is missing. */
function shortReason({ output }: CommandError): string {
	const lines = output
		.split('\n')
		.map((line) => line.replace(/^npm (error|ERR!) ?(notarget )?/, '').trim());
	return lines.find((line) => /^No matching|not found|404/i.test(line)) ?? lines.at(-1)!;
}
