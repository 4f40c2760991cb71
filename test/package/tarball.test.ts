import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PACKAGE_ROOT } from '../support/elepay';
import { outputOf } from '../support/command';

interface Manifest {
	[name: string]: unknown;
	files: string[];
	scripts: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
}

interface Scan {
	passed: boolean;
	details?: string;
	findings: unknown[];
	files: string[];
}

let folder: string;
let unpacked: string;
let packed: string[];
let manifest: Manifest;

const scan = async (where: string, patterns: string) =>
	JSON.parse(
		await outputOf(
			process.execPath,
			[join(__dirname, 'support', 'scan.mjs'), where, patterns],
			PACKAGE_ROOT,
			// n8n's rules take every file for a trigger named Test in a test environment
			{ env: { NODE_ENV: 'production' } },
		),
	) as Scan;

const TARBALL_PATTERNS = JSON.stringify(['**/*.js', 'package.json']);

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'elepay-tarball-'));
	const [{ filename, files }] = JSON.parse(
		await outputOf(
			'npm',
			['pack', '--json', '--no-update-notifier', '--pack-destination', folder],
			PACKAGE_ROOT,
		),
	) as [{ filename: string; files: Array<{ path: string }> }];
	packed = files.map(({ path }) => path);
	await outputOf('tar', ['-xzf', filename], folder);
	unpacked = join(folder, 'package');
	manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as Manifest;
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

describe('the tarball', () => {
	it('holds dist, the READMEs, LICENSE and package.json, and nothing else', () => {
		const others = packed.filter((path) => !path.startsWith('dist/'));
		expect(others.sort()).toEqual(['LICENSE', 'README.ja.md', 'README.md', 'package.json']);
	});

	it('holds of dist only what is built from the sources', () => {
		const kinds = new Set(
			packed
				.filter((path) => path.startsWith('dist/'))
				.map((path) => path.split('.').slice(1).join('.')),
		);
		for (const kind of ['js', 'node.js', 'credentials.js', 'node.json', 'svg']) {
			expect(kinds).toContain(kind);
		}
		const strange = packed.filter(
			(path) =>
				/(^|\/)(test|tests|__tests__|node_modules|sandbox|engine|e2e)\//.test(path) ||
				/\.(test|spec)\.|\.(env|npmrc|pem|key|log|tgz|csv)$/.test(path) ||
				(path.endsWith('.ts') && !path.endsWith('.d.ts')),
		);
		expect(strange).toEqual([]);
	});

	it('names only files that are there', () => {
		const { nodes, credentials, n8nNodesApiVersion } = manifest.n8n;
		expect(n8nNodesApiVersion).toBe(1);
		for (const file of [...nodes, ...credentials]) expect(packed).toContain(file);
		expect(nodes).toContain('dist/nodes/Elepay/Elepay.node.js');
		expect(credentials).toContain('dist/credentials/ElepayApi.credentials.js');
		expect(packed).toContain('dist/nodes/Elepay/Elepay.node.json');
		expect(packed).toContain('dist/nodes/Elepay/__schema__/v1.0.0/code/create.json');
	});

	it('brings the licences of the libraries that are bundled into it', async () => {
		const licences = await readFile(join(unpacked, 'dist', 'LICENSES.txt'), 'utf8');
		expect(licences).toContain('p-limit');
		expect(licences).toContain('Permission is hereby granted');
	});

	it('names no folder of the machine that built it', async () => {
		for (const path of packed) {
			const text = await readFile(join(unpacked, path), 'latin1');
			expect(text.includes(join(PACKAGE_ROOT, 'nodes')) ? path : '').toBe('');
			expect(text.includes(join(PACKAGE_ROOT, 'node_modules')) ? path : '').toBe('');
		}
	});
});

describe('the manifest', () => {
	it('has no runtime dependencies and asks for n8n-workflow alone', () => {
		for (const kind of [
			'dependencies',
			'optionalDependencies',
			'bundleDependencies',
			'bundledDependencies',
			'peerDependenciesMeta',
			'overrides',
			'resolutions',
		]) {
			expect([kind, manifest[kind]]).toEqual([kind, undefined]);
		}
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('runs nothing on the machine of whoever installs it', () => {
		const hooks = [
			...['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare'],
			...['postprepare', 'prepack', 'postpack', 'dependencies'],
		];
		expect(Object.keys(manifest.scripts).filter((name) => hooks.includes(name))).toEqual([]);
	});

	it('says what n8n and npm want to know', () => {
		expect(manifest).toMatchObject({
			name: 'n8n-nodes-elepay',
			license: 'MIT',
			files: ['dist'],
			keywords: expect.arrayContaining(['n8n-community-node-package']) as string[],
			author: { name: expect.any(String) as string, email: expect.any(String) as string },
			homepage: expect.stringMatching(/^https:/) as string,
			description: expect.stringMatching(/\S/) as string,
			repository: { type: 'git', url: expect.any(String) as string },
		});
		expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
	});
});

describe("the official scanner's rules", () => {
	it('find nothing in the tarball, warnings included', async () => {
		const { passed, details, findings, files } = await scan(unpacked, TARBALL_PATTERNS);
		expect(findings).toEqual([]);
		expect({ passed, details }).toEqual({ passed: true, details: undefined });
		expect(files).toContain('dist/nodes/Elepay/Elepay.node.js');
		expect(files).toContain('package.json');
	});

	it('find nothing in the sources, warnings included', async () => {
		const sources = join(folder, 'sources');
		for (const part of ['nodes', 'credentials', 'package.json', 'icons']) {
			await cp(join(PACKAGE_ROOT, part), join(sources, part), { recursive: true });
		}
		const { passed, details, findings, files } = await scan(sources, 'sources');
		expect(findings).toEqual([]);
		expect({ passed, details }).toEqual({ passed: true, details: undefined });
		expect(files).toContain('nodes/Elepay/Elepay.node.ts');
		expect(files).toContain('credentials/ElepayApi.credentials.ts');
	});

	it('would find what is wrong, also behind a comment that switches them off', async () => {
		const spoilt = join(folder, 'spoilt');
		await mkdir(join(spoilt, 'nodes', 'Foo'), { recursive: true });
		await writeFile(
			join(spoilt, 'package.json'),
			JSON.stringify({ ...manifest, overrides: { a: '1' }, scripts: { postinstall: 'true' } }),
		);
		await writeFile(
			join(spoilt, 'nodes', 'Foo', 'Foo.node.ts'),
			'/* eslint-disable */\nconsole.log(process.env.HOME);\nexport class Foo {}\n',
		);
		const { passed, findings } = await scan(spoilt, 'sources');
		expect(passed).toBe(false);
		const rules = (findings as Array<{ rule: string }>).map(({ rule }) => rule.split('/').at(-1));
		expect(rules).toEqual(
			expect.arrayContaining([
				'no-console',
				'no-overrides-field',
				'no-forbidden-lifecycle-scripts',
			]),
		);
	});
});

describe('loading the package', () => {
	it('opens no socket, starts no timer and writes nothing', async () => {
		// Where it was built, for only there n8n-workflow is found
		const output = await outputOf(
			process.execPath,
			[join(__dirname, 'support', 'quietLoad.cjs'), PACKAGE_ROOT],
			PACKAGE_ROOT,
		);
		expect(JSON.parse(output)).toEqual({
			started: [],
			resources: [],
			globals: 0,
			made: expect.arrayContaining(['elepay', 'elepayApi']) as string[],
		});
	});

	it('needs nothing that is not in the tarball but n8n-workflow', async () => {
		const wanted = new Set<string>();
		for (const path of packed.filter((name) => name.endsWith('.js'))) {
			const text = await readFile(join(unpacked, path), 'utf8');
			for (const [, name] of text.matchAll(/\b(?:require|import)\(["']([^"']+)["']\)/g)) {
				if (name!.startsWith('.')) {
					const target = join(unpacked, path, '..', name!);
					const found = ['', '.js', '/index.js', '.json'].some((end) => existsSync(target + end));
					expect([path, name, found]).toEqual([path, name, true]);
				} else wanted.add(name!);
			}
		}
		const allowed = ['n8n-workflow', 'crypto', 'node:crypto'];
		expect([...wanted].filter((name) => !allowed.includes(name))).toEqual([]);
	});
});
