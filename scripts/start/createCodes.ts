import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INodeExecutionData, IRun } from 'n8n-workflow';
import {
	createEngine,
	items,
	loadPackage,
	nodeError,
	type Engine,
	type EngineWorkflow,
} from '../../engine';
import type { Account } from './account';
import { root } from './options';
import { toJson, type OrderRow, type Orders } from './orders';
import { Problem } from './problem';

const workflowFile = join(root, 'examples', 'orders-to-easyqr.workflow.json');
const nodes = { file: 'Read orders.csv', rows: 'Rows', create: 'Create EasyQR code' };

export interface CreatedCode {
	id: string;
	status: string;
	codeUrl: string;
	amount: number;
	currency: string;
	/** ISO 8601, in the workflow's time zone. */
	expiryTime?: string;
}

/** What became of a row: a code, or the reason why there is none. */
export interface Outcome {
	row: OrderRow;
	code?: CreatedCode;
	/** The code as a picture to print or to send. */
	picture?: { fileName: string; data: Buffer };
	error?: string;
}

/** n8n's engine with the package as it was built, and a key that elepay accepts. */
export async function openEngine({ secretKey, baseUrl }: Account): Promise<Engine> {
	const elepayApi = { secretKey, baseUrl };
	const engine = createEngine({
		packages: [await loadBuiltPackage()],
		credentials: { elepayApi },
	});
	const { status, message } = await engine.testCredential('elepayApi', elepayApi);
	if (status === 'OK') return engine;
	throw new Problem(
		`elepay at ${baseUrl} can't be used: ${message}`,
		'Check ELEPAY_SECRET_KEY (a key that begins with "sk_") and ELEPAY_BASE_URL.',
	);
}

async function loadBuiltPackage() {
	try {
		return await loadPackage(root);
	} catch (error) {
		throw new Problem(
			`The package isn't built: ${(error as Error).message}`,
			'"npm start" builds it; "npm run build" does only that.',
		);
	}
}

/**
 * Runs the example workflow over the orders. Their rows take the place of the output of the nodes
 * that read them from a file in n8n.
 */
export async function createCodes(
	engine: Engine,
	orders: Orders,
	signal?: AbortSignal,
): Promise<Outcome[]> {
	const sent = orders.rows.filter(({ error, isBlank }) => error === undefined && !isBlank);
	const workflow = JSON.parse(await readFile(workflowFile, 'utf8')) as EngineWorkflow;
	const pinData = {
		[nodes.file]: [{ json: { fileName: orders.name } }],
		[nodes.rows]: sent.map((row) => ({ json: toJson(orders, row) })),
	};
	const run = await engine.run({ ...workflow, pinData }, { signal });
	const outcomes = readOutcomes(run, sent);
	return orders.rows.map(
		(row) => outcomes.get(row) ?? { row, error: row.error ?? 'This row contains no order' },
	);
}

function readOutcomes(run: IRun, sent: OrderRow[]): Map<OrderRow, Outcome> {
	const outcomes = new Map<OrderRow, Outcome>();
	for (const row of sent) outcomes.set(row, { row, error: whyNoItem(run) });
	// When the node as a whole fails, n8n passes its input on as if it were output.
	if (nodeError(run, nodes.create)) return outcomes;

	for (const item of items(run, nodes.create, 0)) {
		const row = sent[rowIndex(item)];
		if (row && isCode(item.json)) {
			outcomes.set(row, { row, code: item.json, picture: pictureOf(item) });
		}
	}
	for (const item of items(run, nodes.create, 1)) {
		const row = sent[rowIndex(item)];
		if (row) outcomes.set(row, { row, error: readError(item) });
	}
	return outcomes;
}

/** The picture that the workflow's options ask for. */
function pictureOf({ binary }: INodeExecutionData): Outcome['picture'] {
	const file = binary?.qrCode;
	if (!file?.fileName) return undefined;
	return { fileName: file.fileName, data: Buffer.from(file.data, 'base64') };
}

/** Why n8n has nothing for a row, neither a code nor an error. */
function whyNoItem(run: IRun): string {
	if (run.status === 'canceled') {
		return 'Cancelled. A code may exist: look for the order number in the elepay dashboard';
	}
	const error = nodeError(run, nodes.create) ?? run.data.resultData.error;
	if (!error) return 'n8n gave nothing for this row';
	return error.description ? `${error.message}. ${error.description}` : error.message;
}

function rowIndex({ pairedItem }: INodeExecutionData): number {
	const first = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof first === 'number' ? first : (first?.item ?? -1);
}

function isCode(json: unknown): json is CreatedCode {
	const { id, codeUrl } = json as Partial<CreatedCode>;
	return typeof id === 'string' && typeof codeUrl === 'string';
}

/** What happened and how to go on, in one text. n8n's item number is no row number of the file. */
function readError({ json }: INodeExecutionData): string {
	const what = String(json.elepayError).replace(/ \[item \d+\]$/, '');
	return typeof json.elepayHelp === 'string' ? `${what}. ${json.elepayHelp}` : what;
}
