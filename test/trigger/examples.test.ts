import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createEngine, loadPackage, type Engine, type EngineWorkflow } from '../../engine';

const PACKAGE = 'n8n-nodes-elepay.';

let engine: Engine;

beforeAll(async () => {
	engine = createEngine({ packages: [await loadPackage()] });
});

const FOLDER = join(process.cwd(), 'examples');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.workflow.json'));

describe.each(files)('%s', (file) => {
	const text = readFileSync(join(FOLDER, file), 'utf8');
	const { nodes, connections } = JSON.parse(text) as EngineWorkflow;

	test('gives the nodes of this package only what they have', () => {
		const own = nodes.filter(({ type }) => type.startsWith(PACKAGE));
		expect(own.length).toBeGreaterThan(0);
		for (const { type, typeVersion, parameters, credentials } of own) {
			const { properties, credentials: known } = engine.nodeTypes.getByNameAndVersion(
				type,
				typeVersion,
			).description;
			const names = properties.map((property) => property.name);
			expect(names).toEqual(expect.arrayContaining(Object.keys(parameters)));
			for (const [name, value] of Object.entries(parameters)) {
				const collections = properties.filter(
					(property) => property.name === name && property.type === 'collection',
				);
				if (collections.length === 0) continue;
				const entries = collections.flatMap(({ options = [] }) => options.map((one) => one.name));
				expect(entries).toEqual(expect.arrayContaining(Object.keys(value as object)));
			}
			const types = known?.map((credential) => credential.name);
			expect(types).toEqual(expect.arrayContaining(Object.keys(credentials ?? {})));
		}
	});

	test('connects and mentions only nodes that it has', () => {
		const names = nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
		const targets = Object.values(connections).flatMap(({ main }) =>
			(main ?? []).flatMap((output) => output ?? []),
		);
		const mentioned = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(
			([, node]) => node,
		);
		expect(names).toEqual(
			expect.arrayContaining([
				...Object.keys(connections),
				...targets.map(({ node }) => node),
				...mentioned,
			]),
		);
	});

	test('holds no secret', () => {
		expect(JSON.stringify(nodes)).not.toMatch(/sk_(live|test)_\w|whsec_/);
	});
});
