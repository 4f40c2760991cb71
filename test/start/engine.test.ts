import { join } from 'node:path';
import type { INode, INodeParameters, INodeType, IPinData } from 'n8n-workflow';
import {
	createEngine,
	items,
	loadPackage,
	nodeError,
	type EngineWorkflow,
	type LoadedPackage,
} from '../../engine';
import { startEchoServer, type EchoServer } from './fixtures/echoServer';

const tinyPackage = join(__dirname, 'fixtures', 'tiny');
const bothCredentials = {
	tinyApi: { id: '1', name: 'Tiny' },
	tinyGenericApi: { id: '2', name: 'Tiny Generic' },
};

let tiny: LoadedPackage;
let server: EchoServer;

beforeAll(async () => {
	tiny = await loadPackage(tinyPackage);
	server = await startEchoServer();
});

afterAll(async () => await server.close());

beforeEach(() => {
	server.requests.length = 0;
});

function node(
	name: string,
	type: string,
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
}

/** Rows → Tiny → Good (output 0) and Bad (output 1). */
function rowsToTiny({
	parameters = {},
	onError = 'continueErrorOutput',
	rows,
}: {
	parameters?: INodeParameters;
	onError?: INode['onError'];
	rows?: IPinData[string];
} = {}): EngineWorkflow {
	const link = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Rows', 'not-installed.reader'),
			node(
				'Tiny',
				'n8n-nodes-tiny.tiny',
				{ baseUrl: server.url, name: '={{ $json.name }}', ...parameters },
				{ onError, credentials: bothCredentials },
			),
			node(
				'Good',
				'n8n-nodes-base.set',
				{
					assignments: {
						assignments: [
							{ id: '1', name: 'row', type: 'number', value: "={{ $('Rows').item.json.row }}" },
						],
					},
				},
				{ typeVersion: 3.4, position: [0, -100] },
			),
			node('Bad', 'n8n-nodes-base.noOp'),
		],
		connections: {
			Start: { main: [[link('Rows')]] },
			Rows: { main: [[link('Tiny')]] },
			Tiny: { main: [[link('Good')], [link('Bad')]] },
		},
		pinData: {
			Rows: rows ?? [
				{ json: { row: 1, name: 'one' } },
				{ json: { row: 2, name: 'bad' } },
				{ json: { row: 3, name: 'three' } },
			],
		},
	};
}

function engine(key = 'secret') {
	return createEngine({
		packages: [tiny],
		credentials: { tinyApi: { key }, tinyGenericApi: { key } },
	});
}

const single = (parameters: INodeParameters = {}): EngineWorkflow => ({
	nodes: [
		node(
			'Tiny',
			'n8n-nodes-tiny.tiny',
			{ baseUrl: server.url, name: '={{ $json.name }}', ...parameters },
			{ credentials: bothCredentials },
		),
	],
	connections: {},
});

describe('loading a package', () => {
	it('names nodes by package and knows which nodes use a credential', () => {
		expect(tiny.nodeTypes).toEqual(['n8n-nodes-tiny.tiny', 'n8n-nodes-tiny.tinyTrigger']);
		expect(tiny.credentialTypes).toEqual(['tinyApi', 'tinyGenericApi']);
		expect(tiny.supportedNodes('tinyApi')).toEqual(['n8n-nodes-tiny.tiny']);
	});

	it('adds the request options that n8n adds to declarative nodes, once', async () => {
		const again = await loadPackage(tinyPackage);
		const { properties } = again.getNode('n8n-nodes-tiny.tiny')
			.description as INodeType['description'];
		expect(properties.filter(({ name }) => name === 'requestOptions')).toHaveLength(1);
	});
});

describe('running a workflow', () => {
	it('sends one request an item through the declarative engine', async () => {
		const run = await engine().run(single(), {
			input: [{ json: { name: 'a' } }, { json: { name: 'b' } }],
		});
		expect(run.status).toBe('success');
		expect(items(run, 'Tiny').map(({ json }) => json.body)).toEqual([{ name: 'a' }, { name: 'b' }]);
		expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'POST /things',
			'POST /things',
		]);
	});

	it('authenticates with a function and with expressions', async () => {
		await engine('k').run(single());
		await engine('k').run(single({ authentication: 'tinyGenericApi' }));
		expect(server.requests.map(({ headers }) => [headers.authorization, headers['x-key']])).toEqual(
			[
				['Bearer k', undefined],
				[undefined, 'k'],
			],
		);
	});

	it('uses pinned output in place of a node, installed or not', async () => {
		const run = await engine().run(rowsToTiny());
		expect(items(run, 'Rows')).toHaveLength(3);
		expect(run.mode).toBe('manual');
	});

	it('refuses to start a workflow with an unknown node that is not pinned', async () => {
		const workflow = { ...rowsToTiny(), pinData: {} };
		await expect(engine().run(workflow)).rejects.toThrow('not-installed.reader');
	});

	it('refuses to start a workflow in which a required parameter is empty', async () => {
		await expect(engine().run(single({ baseUrl: '' }))).rejects.toThrow('has issues');
	});

	it('keeps items linked to their rows when one of them goes to the error output', async () => {
		const run = await engine().run(rowsToTiny());
		expect(items(run, 'Good').map(({ json }) => json.row)).toEqual([1, 3]);
		expect(items(run, 'Bad').map(({ json }) => json.error)).toEqual(['A bad name']);
	});

	it('continues with the error as an item when the node says so', async () => {
		const run = await engine().run(rowsToTiny({ onError: 'continueRegularOutput' }));
		expect(items(run, 'Tiny').map(({ json }) => json.error)).toEqual([
			undefined,
			'A bad name',
			undefined,
		]);
	});

	it('stops with the error of the node by default', async () => {
		const run = await engine().run(rowsToTiny({ onError: 'stopWorkflow' }));
		expect(run.status).toBe('error');
		expect(nodeError(run, 'Tiny')).toMatchObject({
			message: 'A bad name',
			context: { itemIndex: 1 },
		});
		expect(items(run, 'Good')).toEqual([]);
	});

	it('leaves the given workflow as it was', async () => {
		const workflow = rowsToTiny();
		const before = structuredClone(workflow);
		await engine().run(workflow);
		expect(workflow).toEqual(before);
	});

	it('tells when each node has finished', async () => {
		const finished: string[] = [];
		await engine().run(rowsToTiny(), { onNodeAfter: (name) => finished.push(name) });
		expect(finished).toEqual(['Start', 'Rows', 'Tiny', 'Good', 'Bad']);
	});

	it('counts evaluated expressions and decrypted credentials', async () => {
		const counting = engine();
		await counting.run(single(), { input: [{ json: { name: 'a' } }, { json: { name: 'b' } }] });
		const { evaluations, decryptions } = counting.stats;
		// Once for the node and once a request.
		expect(decryptions).toBe(3);
		expect(evaluations % 2).toBe(0);
		expect(evaluations).toBeGreaterThan(0);
		counting.stats.reset();
		expect(counting.stats).toMatchObject({ evaluations: 0, decryptions: 0 });
	});

	it('ends requests under way when the execution is cancelled', async () => {
		const slow = await startEchoServer({ delay: 60_000 });
		const controller = new AbortController();
		try {
			const running = engine().run(single({ baseUrl: slow.url }), { signal: controller.signal });
			while (slow.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
			const before = Date.now();
			controller.abort();
			const run = await running;
			expect(run.status).toBe('canceled');
			expect(Date.now() - before).toBeLessThan(2000);
			while (slow.dropped === 0) await new Promise((resolve) => setTimeout(resolve, 10));
		} finally {
			await slow.close();
		}
	});

	it('finishes 10,000 items', async () => {
		const input = Array.from({ length: 10_000 }, (_, row) => ({ json: { row } }));
		const workflow: EngineWorkflow = {
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node('Set', 'n8n-nodes-base.set', {
					includeOtherFields: true,
					assignments: {
						assignments: [{ id: '1', name: 'double', value: '={{ $json.row * 2 }}' }],
					},
				}),
			],
			connections: { Start: { main: [[{ node: 'Set', type: 'main', index: 0 }]] } },
		};
		const run = await createEngine().run(workflow, { input });
		expect(items(run, 'Set')).toHaveLength(10_000);
		expect(items(run, 'Set').at(-1)?.json).toEqual({ row: 9999, double: 19_998 });
	}, 30_000);
});

describe('testing a credential', () => {
	it('says OK when the service accepts it', async () => {
		const result = await engine().testCredential('tinyApi', { key: 'k', url: server.url });
		expect(result).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(server.requests[0]?.headers.authorization).toBe('Bearer k');
	});

	it.each([
		[403, 'That key is not allowed in'],
		[401, 'Unauthorized'],
	])('says what the rule or the status of a %i says', async (status, message) => {
		const refusing = await startEchoServer({ status });
		const result = await engine().testCredential('tinyApi', { key: 'k', url: refusing.url });
		await refusing.close();
		expect(result).toEqual({ status: 'Error', message });
	});

	it('uses the defaults of the credential type', async () => {
		const result = await engine().testCredential('tinyApi', { key: 'k' });
		expect(result).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	it('says so when a credential type has no test', async () => {
		const result = await engine().testCredential('tinyGenericApi', {});
		expect(result).toEqual({
			status: 'Error',
			message: 'No testing function found for this credential.',
		});
	});
});

describe('pickers', () => {
	it('search in the context of the editor, with credentials and the current parameters', async () => {
		const result = await engine('k').callListSearch(
			'n8n-nodes-tiny.tiny',
			'searchThings',
			{ kind: 'big' },
			'fil',
			'3',
		);
		expect(result).toEqual({
			results: [{ name: 'k big fil 3', value: 1 }],
			paginationToken: '2',
		});
	});

	it('load options', async () => {
		const options = await engine().loadOptions('n8n-nodes-tiny.tiny', 'getThings');
		expect(options).toEqual([{ name: 'One', value: 1 }]);
	});

	it('name a method that is not there', async () => {
		await expect(engine().loadOptions('n8n-nodes-tiny.tiny', 'nothing')).rejects.toThrow(
			'no loadOptions method "nothing"',
		);
	});
});
