import { join } from 'node:path';
import type { IDataObject, INode, IRun } from 'n8n-workflow';
import { createEngine, loadPackage, type EngineWorkflow } from '../../../engine';
import type { Sandbox } from '../../../sandbox/server';
import { InFlight } from './inFlight';
import { asItems } from './orders';

const root = join(__dirname, '..', '..', '..');

export type OnError = NonNullable<INode['onError']>;

export interface RunSettings {
	onError?: OnError;
	/** The node's collection "Options". */
	options?: IDataObject;
	secretKey?: string;
	signal?: AbortSignal;
	/** Parameters beside those for automatic mapping. */
	parameters?: IDataObject;
	/** Properties of the node as a workflow holds it. */
	node?: Partial<INode>;
}

/** A run of the node and what its requests did. */
export interface RowsRun {
	run: IRun;
	inFlight: InFlight;
	maxConcurrency: number;
}

/** The name of the node under test. */
export const ELEPAY = 'Elepay';

/** Runs rows through the built node in n8n's engine, with automatic mapping. */
export async function runRows(
	sandbox: Sandbox,
	rows: IDataObject[],
	settings: RunSettings = {},
): Promise<RowsRun> {
	const { options = {}, secretKey = 'sk_test_sandbox0000', signal } = settings;
	const engine = createEngine({
		packages: [await loadPackage(root)],
		credentials: { elepayApi: { secretKey, baseUrl: sandbox.url } },
	});
	const inFlight = InFlight.watch(sandbox.url);
	try {
		const run = await engine.run(workflow(settings), { input: asItems(rows), signal });
		return { run, inFlight, maxConcurrency: Number(options.maxConcurrency ?? 50) };
	} finally {
		inFlight.stop();
	}
}

function workflow({ onError, options = {}, parameters, node }: RunSettings): EngineWorkflow {
	return {
		nodes: [
			{
				id: '0',
				name: 'Rows',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '1',
				name: ELEPAY,
				type: 'n8n-nodes-elepay.elepay',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					resource: 'code',
					operation: 'create',
					mappingMode: 'autoMapInputData',
					options,
					...parameters,
				} as INode['parameters'],
				credentials: { elepayApi: { id: '1', name: 'Elepay' } },
				onError,
				...node,
			},
		],
		connections: { Rows: { main: [[{ node: ELEPAY, type: 'main', index: 0 }]] } },
	};
}
