import { join } from 'node:path';
import type {
	ExecutionError,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
} from 'n8n-workflow';

import {
	createEngine,
	items,
	loadPackage,
	nodeError,
	type Engine,
	type EngineWorkflow,
	type LoadedPackage,
	type RunOptions,
} from '../../engine';
import { startSandbox, type Sandbox } from '../../sandbox/server';

/** The package as it was built: what these tests run. */
export const PACKAGE_ROOT = join(__dirname, '..', '..');

export const TEST_KEY = 'sk_test_Zq7mSecretKeyOfTests42';

/** How one run of the Elepay node differs from the plainest one. */
export interface RunSetup {
	parameters?: INodeParameters;
	/** The node's options. Unless given, each row is tried once. */
	options?: IDataObject;
	onError?: INode['onError'];
	/** More settings of the node, such as `retryOnFail`. */
	node?: Partial<INode>;
	credential?: ICredentialDataDecryptedObject;
	run?: RunOptions;
}

/** What came of a run. */
export interface Outcome {
	run: IRun;
	/** The node's output. */
	json: IDataObject[];
	items: INodeExecutionData[];
	/** The node's error output. */
	failed: IDataObject[];
	/** What the following nodes see of the row that an item of the output comes from. */
	linked: unknown[];
	/** The same behind the error output. */
	linkedFailed: unknown[];
	/** What the node threw. */
	error: (ExecutionError & { description?: string | null; context?: IDataObject }) | undefined;
}

/** A sandbox, the built package and n8n's engine, for the tests of one file. */
export interface Elepay {
	readonly sandbox: Sandbox;
	readonly engine: Engine;
	/** The bodies of POST /codes as they arrived, since the test began. */
	readonly bodies: IDataObject[];
	/** Runs rows → Elepay node → a following node on each output. */
	run(rows: IDataObject[], setup?: RunSetup): Promise<Outcome>;
	/** The same in automatic mode, going on after refusals. */
	runColumns(rows: IDataObject[], setup?: RunSetup): Promise<Outcome>;
	/** An engine with another credential. */
	engineWith(
		credential: ICredentialDataDecryptedObject,
		extraNodeTypes?: Record<string, INodeType>,
	): Engine;
}

export function node(
	name: string,
	type: string,
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
}

const follower = (name: string) =>
	node(
		name,
		'n8n-nodes-base.set',
		{
			assignments: {
				assignments: [
					{ id: '1', name: 'row', type: 'object', value: "={{ $('Rows').item.json }}" },
				],
			},
		},
		{ typeVersion: 3.4 },
	);

/** Rows → Elepay → Good and Bad. */
export function workflowOf({ parameters, options, onError, node: more }: RunSetup): EngineWorkflow {
	const link = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	return {
		nodes: [
			node('Rows', 'n8n-nodes-base.noOp'),
			node(
				'Elepay',
				'n8n-nodes-elepay.elepay',
				{
					resource: 'code',
					operation: 'create',
					amount: '={{ $json.amount }}',
					orderNo: '={{ $json.orderNo }}',
					// Not the default, which elepay has itself
					expiryDuration: '',
					options: (options ?? { maxTries: 1 }) as INodeParameters,
					...parameters,
				},
				{
					credentials: { elepayApi: { id: '1', name: 'Account' } },
					...(onError && { onError }),
					...more,
				},
			),
			follower('Good'),
			follower('Bad'),
		],
		connections: {
			Rows: { main: [[link('Elepay')]] },
			Elepay: { main: [[link('Good')], [link('Bad')]] },
		},
	};
}

const jsonOf = (list: INodeExecutionData[]) => list.map(({ json }) => json);

export function outcomeOf(run: IRun): Outcome {
	return {
		run,
		json: jsonOf(items(run, 'Elepay')),
		items: items(run, 'Elepay'),
		failed: jsonOf(items(run, 'Elepay', 1)),
		linked: items(run, 'Good').map(({ json }) => json.row),
		linkedFailed: items(run, 'Bad').map(({ json }) => json.row),
		error: nodeError(run, 'Elepay') as Outcome['error'],
	};
}

/** The ways in which a host runs the node, see `resources/resource.ts`. */
export type Entry = 'custom operations' | 'routing';

const TYPE = 'n8n-nodes-elepay.elepay';

/** The node for a host that doesn't ask for custom operations. */
function routed(built: LoadedPackage): Record<string, INodeType> {
	const nodeType = Object.create(built.getNode(TYPE) as INodeType, {
		customOperations: { value: undefined },
		execute: { value: undefined, writable: true },
	}) as INodeType;
	return { [TYPE]: nodeType };
}

/** Call at the top of a file or a `describe`; the parts can be used while a test runs. */
export function useElepay(entry: Entry = 'custom operations'): Elepay {
	let sandbox: Sandbox;
	let built: LoadedPackage;
	let engine: Engine;
	let bodies: IDataObject[] = [];

	const engineWith: Elepay['engineWith'] = (credential, extraNodeTypes) =>
		createEngine({
			packages: [built],
			credentials: { elepayApi: credential },
			extraNodeTypes: entry === 'routing' ? routed(built) : extraNodeTypes,
		});

	beforeAll(async () => {
		[sandbox, built] = await Promise.all([startSandbox(), loadPackage(PACKAGE_ROOT)]);
	});
	beforeEach(() => {
		engine = engineWith({ secretKey: TEST_KEY, baseUrl: sandbox.url });
		sandbox.state.reset();
		sandbox.faults.clear();
		const received: IDataObject[] = [];
		bodies = received;
		// The sandbox counts attempts before it checks a body and fills in defaults
		const attempt = sandbox.state.stats.attempt;
		jest.spyOn(sandbox.state.stats, 'attempt').mockImplementation(function (
			this: typeof sandbox.state.stats,
			...args: Parameters<typeof attempt>
		) {
			received.push(JSON.parse(JSON.stringify(args[0] ?? null)) as IDataObject);
			attempt.apply(this, args);
		});
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
	afterAll(async () => await sandbox.close());

	const run: Elepay['run'] = async (rows, setup = {}) => {
		const runner = setup.credential ? engineWith(setup.credential) : engine;
		const input = rows.map((json) => ({ json }));
		return outcomeOf(await runner.run(workflowOf(setup), { input, ...setup.run }));
	};

	return {
		get sandbox() {
			return sandbox;
		},
		get engine() {
			return engine;
		},
		get bodies() {
			return bodies;
		},
		run,
		runColumns: async (rows, setup = {}) =>
			await run(rows, {
				onError: 'continueErrorOutput',
				...setup,
				parameters: { mappingMode: 'autoMapInputData', ...setup.parameters },
			}),
		engineWith,
	};
}
