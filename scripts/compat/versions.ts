import path from 'node:path';

import { npmDownload } from '../n8n/download';
import { CACHE, PROJECT } from '../n8n/paths';

/** A version of n8n to test with. */
export interface WantedVersion {
	label: string;
	/** What to try, best first: some versions name packages that were never published. */
	candidates: string[];
}

/** The packages of one version of n8n that the engine is made of. */
export interface EnginePackages {
	'n8n-core': string;
	'n8n-workflow': string;
}

/** How many versions to try where the newest can't be installed. */
const TRIES = 3;

const RELEASE = /^\d+\.\d+\.\d+$/;

async function ask<T>(...args: string[]): Promise<T> {
	const log = path.join(CACHE, 'compat', 'versions.log');
	const printed = await npmDownload(['view', '--json', ...args], { cwd: PROJECT, log });
	return JSON.parse(printed) as T;
}

/** The versions of n8n that stand for all that people run. */
export async function chooseVersions(): Promise<WantedVersion[]> {
	// npm lists them from the oldest to the newest
	const all = (await ask<string[]>('n8n', 'versions')).filter((version) => RELEASE.test(version));
	const newest = (prefix: string) =>
		all
			.filter((version) => version.startsWith(prefix))
			.slice(-TRIES)
			.reverse();
	const lastMinor = Number(newest('2.')[0]?.split('.')[1]);
	return [
		{ label: 'newest 1.x', candidates: newest('1.') },
		{ label: 'newest 2.0.x', candidates: newest('2.0.') },
		{ label: 'middle of 2.x', candidates: newest(`2.${Math.floor(lastMinor / 2)}.`) },
		{ label: 'newest 2.x', candidates: newest('2.') },
	];
}

/** The n8n-core and n8n-workflow that a version of n8n is made with. */
export async function enginePackages(version: string): Promise<EnginePackages> {
	const all = await ask<Record<string, string>>(`n8n@${version}`, 'dependencies');
	const { 'n8n-core': core, 'n8n-workflow': workflow } = all;
	if (!core || !workflow) throw new Error(`n8n ${version} names no engine.`);
	return { 'n8n-core': core, 'n8n-workflow': workflow };
}
